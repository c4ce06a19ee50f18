"""The trace as tables: rows as lists of dicts, for a spreadsheet or a data frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from geopolitik.app.comparing import Comparison
from geopolitik.errors import UsageError
from geopolitik.model.story import Trace
from geopolitik.publish.json import Json, to_dict

Row = dict[str, Any]


def to_rows(result: Trace | Comparison, table: str = "changes") -> list[Row]:
    """One table of a trace as rows, each a flat dict of strings, numbers and None.

    Args:
        result: what `trace` or `compare` returned.
        table: `changes`, `captures`, `blocks`, `rejected`, `wordings`, `relations`, `evidence`, `derivations`
            or `links`.

    Raises:
        UsageError: there is no such table.
    """
    if table not in TABLES:
        raise UsageError(table, "is no table of a trace", f"Tables: {', '.join(TABLES)}.")
    return TABLES[table](to_dict(result))


def _changes(document: Json) -> list[Row]:
    return [
        {**{key: value for key, value in change.items() if not key.endswith("_span")}, **_ends(change)}
        for change in document["changes"]
    ]


def _ends(change: Json) -> Row:
    ends: Row = {}
    for side in ("original", "copy"):
        span = change[f"{side}_span"] or {"start": None, "end": None}
        ends |= {f"{side}_start": span["start"], f"{side}_end": span["end"]}
    return ends


def _captures(document: Json) -> list[Row]:
    return [_capture(capture) for capture in document["captures"]]


def _capture(capture: Json) -> Row:
    outlet = capture["outlet"] or {}
    published = capture["published"] or {}
    return {
        "id": capture["id"],
        "name": capture["name"],
        "sha256": capture["sha256"],
        "format": capture["format"],
        "language": capture["language"],
        "outlet": outlet.get("name"),
        "outlet_kind": outlet.get("kind"),
        "title": capture["title"],
        "byline": capture["byline"],
        "published_text": published.get("text"),
        "published_iso": published.get("iso"),
        "published_zone": published.get("zone"),
        "credits": "; ".join(f"{credit['role']}: {credit['name']}" for credit in capture["credits"]),
        "characters": len(capture["text"]),
        "sentences": len(capture["sentences"]),
        "links": len(capture["links"]),
        "images": len(capture["images"]),
    }


def _blocks(document: Json) -> list[Row]:
    return [
        {"capture": capture["id"], **block, "text": capture["text"][block["start"] : block["end"]]}
        for capture in document["captures"]
        for block in capture["blocks"]
    ]


def _wordings(document: Json) -> list[Row]:
    """One row per witness; a wording known only from a credit has one row without a capture."""
    nobody: Row = {"capture": None, "credit": None, "credited_to": []}
    return [
        {
            "wording": wording["id"],
            "name": wording["name"],
            "capture": witness["capture"],
            "credit": witness["credit"],
            "credited_to": "; ".join(witness["credited_to"]),
        }
        for wording in document["wordings"]
        for witness in wording["witnesses"] or [nobody]
    ]


def _relations(document: Json) -> list[Row]:
    return [
        {
            **{key: value for key, value in relation.items() if key not in ("evidence", "would_settle")},
            "would_settle": "; ".join(relation["would_settle"]),
        }
        for relation in document["relations"]
    ]


def _evidence(document: Json) -> list[Row]:
    return [
        {
            "a": relation["a"],
            "b": relation["b"],
            **{key: evidence[key] for key in ("about", "term", "weight", "note")},
        }
        for relation in document["relations"]
        for evidence in relation["evidence"]
    ]


def _derivations(document: Json) -> list[Row]:
    return [
        {
            **{key: value for key, value in derivation.items() if key != "evidence"},
            "credited_to": "; ".join(derivation["credited_to"]),
        }
        for derivation in document["derivations"]
    ]


def _links(document: Json) -> list[Row]:
    """One row per group of aligned sentences, with both passages."""
    texts = {capture["id"]: capture["text"] for capture in document["captures"]}
    rows: list[Row] = []
    for alignment in document["alignments"]:
        for link in alignment["links"]:
            a_text, b_text = (
                " ".join(
                    texts.get(alignment[f"{side}_capture"], "")[span["start"] : span["end"]]
                    for span in link[f"{side}_spans"]
                )
                for side in "ab"
            )
            rows.append(
                {
                    **{key: alignment[key] for key in ("a", "b", "a_capture", "b_capture")},
                    **{key: link[key] for key in ("op", "moved", "score")},
                    "a_text": a_text,
                    "b_text": b_text,
                }
            )
    return rows


TABLES: dict[str, Callable[[Json], list[Row]]] = {
    "changes": _changes,
    "captures": _captures,
    "blocks": _blocks,
    "rejected": lambda document: list(document["rejected"]),
    "wordings": _wordings,
    "relations": _relations,
    "evidence": _evidence,
    "derivations": _derivations,
    "links": _links,
}
