"""Whom texts credit, and whom others credit for their words, once the tree is known."""
