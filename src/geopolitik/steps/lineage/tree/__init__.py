"""All wordings of a story: the family tree that asks one to believe least, and how many origins it has."""
