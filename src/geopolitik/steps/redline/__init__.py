"""What a copy changed: typed changes along a derivation."""
