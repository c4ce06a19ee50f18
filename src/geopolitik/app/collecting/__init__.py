"""Collecting: feeds are watched, the pages they name are fetched and kept, and visited again."""
