"""Which texts may have what another changed: those that the family tree ties to it."""

from __future__ import annotations

from geopolitik.model.story import Trace


def kin(trace: Trace, wordings: set[str]) -> set[str]:
    """Some wordings with all that hangs together with them in the family tree, their ancestors left out."""
    up = {(d.copy, d.original) for d in trace.derivations}
    above = _reached(wordings, up)
    return _reached(wordings, up | {(original, copy) for copy, original in up}) - (above - wordings)


def _reached(wordings: set[str], steps: set[tuple[str, str]]) -> set[str]:
    found, rest = set(wordings), set(wordings)
    while rest:
        rest = {there for here, there in steps if here in rest} - found
        found |= rest
    return found
