"""Files and streams become captures."""
