"""Word lists as data files, each with its origin."""
