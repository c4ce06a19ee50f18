"""Articles that carry the same wording are joined."""
