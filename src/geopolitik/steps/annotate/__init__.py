"""An article becomes an annotation: sentences, clauses, quotations, names, numbers, times, markers."""

from geopolitik.steps.annotate.annotate import annotate, prepare

__all__ = ["annotate", "prepare"]
