"""Extract: a capture becomes an article - the whole visible text in reading order, as labelled blocks."""
