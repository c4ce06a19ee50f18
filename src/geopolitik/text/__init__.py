"""What several steps need of text: normal forms, n-grams, similarity."""
