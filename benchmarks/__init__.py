"""Yardsticks, their runners, and the frozen results."""
