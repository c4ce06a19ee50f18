"""Candidates: which of many texts are worth comparing with one; in memory, in a store, or in archives."""
