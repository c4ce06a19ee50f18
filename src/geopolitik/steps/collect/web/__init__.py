"""The web: addresses that may be asked, and fetching within limits."""
