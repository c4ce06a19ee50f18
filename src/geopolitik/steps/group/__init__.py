"""Group: which articles carry the same wording, and which pairs of wordings are worth aligning."""

from geopolitik.steps.group.candidates import candidates
from geopolitik.steps.group.wordings import group

__all__ = ["candidates", "group"]
