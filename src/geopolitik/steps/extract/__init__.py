"""A capture becomes an article: the whole visible text as labelled blocks."""
