"""Our own posts: written, approved, published, taken back."""
