"""Group: which articles carry the same wording, and which pairs of wordings are worth aligning."""

from geopolitik.steps.group.candidates import ALL_PAIRS, candidates
from geopolitik.steps.group.wordings import group

__all__ = ["ALL_PAIRS", "candidates", "group"]
