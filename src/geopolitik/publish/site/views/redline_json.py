"""A redline as JSON: as a trace of its two texts, or to readers by the passages that may be shown."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from geopolitik import __version__
from geopolitik.publish.json import to_json
from geopolitik.publish.site.views.passages import Passage
from geopolitik.publish.site.views.redline import Edge, RedlinePage, alone
from geopolitik.publish.site.views.sides import SideView

Json = dict[str, Any]


def whole_json(edge: Edge) -> str:
    """Both texts with everything found in them, in the format of `geopolitik trace --json`."""
    trace = alone(edge)
    ids = {side.capture_id for side in edge.sides if side}
    ends = {edge.kept.original, edge.kept.copy}
    # Wordings whose other witnesses aren't in the file would name captures that nobody finds there.
    wordings = [
        replace(w, witnesses=tuple(x for x in w.witnesses if x.capture in ids))
        for w in trace.wordings
        if w.id in ends
    ]
    origins = replace(
        trace.origins,
        roots=tuple(root for root in trace.origins.roots if root in ends),
        unrelated=tuple(one for one in trace.origins.unrelated if one in ends),
    )
    return to_json(
        replace(
            trace,
            annotations=tuple(a for a in trace.annotations if a.capture_id in ids),
            rejected=(),
            wordings=tuple(wordings),
            alignments=((edge.kept.original, edge.kept.copy, edge.redline.alignment),)
            if edge.redline
            else (),
            origins=origins,
        )
    )


def public_json(page: RedlinePage, *, address: str) -> str:
    """What the public page shows.

    Args:
        page: as it is shown to readers.
        address: the page's own, absolute.
    """
    cards = page.cards.told if page.cards else ()
    told: Json = {
        "format": "geopolitik.redline",
        "schema_version": "1.0",
        "tool": {"name": "geopolitik", "version": __version__},
        "address": address,
        "original": _side(page.sides[0]),
        "copy": _side(page.sides[1]),
        "kind": page.kept.kind,
        "credit": page.credit,
        "verdict": page.verdict.words,
        "reasons": [
            {"term": r.term, "note": r.note, "weight": r.weight}
            for r in (*page.verdict.about_relation, *page.verdict.about_direction)
        ],
        "found": {"high": page.kept.high, "medium": page.kept.medium, "low": page.kept.low},
        "changes": [
            {
                "number": card.number,
                "kind": card.kind,
                "severity": card.severity.value,
                "original_passage": _passage(card.original),
                "copy_passage": _passage(card.copy),
                "reason": card.reason,
                "withheld": bool(card.withheld),
            }
            for card in cards
        ],
        "left_out": page.cards.left_out if page.cards else page.why_not,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _side(side: SideView) -> Json:
    return {
        "name": side.name,
        "headline": side.headline,
        "place": side.place,
        "published": side.published,
        "captured": side.captured,
        "sha256": side.sha256,
    }


def _passage(passage: Passage | None) -> Json | None:
    if passage is None:
        return None
    found = passage.excerpt
    return {"before": found.before, "text": found.passage, "after": found.after, "link": passage.link or None}
