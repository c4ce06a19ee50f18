"""Results for eyes and for machines: terminal, HTML, JSON."""
