"""The steps; each takes objects and returns objects, and none knows where it stands in the row."""
