"""An article becomes an annotation: sentences, clauses, quotations, names, numbers, times, markers."""

from geopolitik.steps.annotate.annotate import annotate

__all__ = ["annotate"]
