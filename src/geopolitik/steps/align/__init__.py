"""Two wordings become an alignment: which sentences and clauses answer to which."""
