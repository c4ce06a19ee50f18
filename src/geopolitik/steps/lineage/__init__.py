"""Who derives from whom: relation, direction, kind, credit, stemma."""
