"""Two wordings: related or not, which was made from which, and how surely."""
