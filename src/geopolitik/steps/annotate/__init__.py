"""An article becomes an annotation: sentences, clauses, quotations, names, numbers, times, markers."""
