"""What a user asks for, over the pipeline: trace some captures, compare two."""

from geopolitik.app.comparing import Comparison, compare
from geopolitik.app.samples import sample_story
from geopolitik.app.sources import Source
from geopolitik.app.tracing import trace

__all__ = ["Comparison", "Source", "compare", "sample_story", "trace"]
