"""The trace as JSON: everything found, every passage as offsets into a capture's text.

`static/trace.schema.json` describes the format; `docs/reference/json.md` is made from it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from geopolitik import __version__
from geopolitik.app.comparing import Comparison
from geopolitik.model.annotation import Annotation, Name, Quantity, Quotation, Time
from geopolitik.model.article import Article, Image, Link, Outlet, Timestamp
from geopolitik.model.capture import Rejected
from geopolitik.model.span import Span
from geopolitik.model.statement import Source, Statement, Utterance
from geopolitik.model.story import (
    Alignment,
    AlignmentLink,
    Change,
    Derivation,
    Evidence,
    Redline,
    Relation,
    Trace,
    Wording,
)
from geopolitik.pipeline import statements_of, utterances
from geopolitik.publish.reading import in_reading_order

SCHEMA_VERSION = "1.1"

Json = dict[str, Any]


def to_dict(result: Trace | Comparison) -> Json:
    """A trace or comparison as plain dicts and lists, ready for `json.dumps`."""
    trace = in_reading_order(result.trace if isinstance(result, Comparison) else result)
    said = statements_of(trace.annotations)
    return {
        "format": "geopolitik.trace",
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "geopolitik", "version": __version__},
        "captures": [_capture(annotation, said[annotation.capture_id]) for annotation in trace.annotations],
        "rejected": [_rejected(rejected) for rejected in trace.rejected],
        "wordings": [_wording(wording) for wording in trace.wordings],
        "relations": [_relation(relation) for relation in trace.relations],
        "derivations": [_derivation(derivation) for derivation in trace.derivations],
        "alignments": [_alignment(a, b, alignment) for a, b, alignment in trace.alignments],
        "changes": [
            _change(redline, change, number)
            for redline in trace.redlines
            for number, change in enumerate(redline.changes, start=1)
        ],
        "utterances": [_utterance(utterance, said) for utterance in utterances(trace, said)],
        "origins": {
            "low": trace.origins.low,
            "high": trace.origins.high,
            "roots": list(trace.origins.roots),
            "unrelated": list(trace.origins.unrelated),
        },
    }


def to_json(result: Trace | Comparison, *, indent: int | None = 2) -> str:
    """A trace or comparison as a JSON document; the same trace gives the same text."""
    return json.dumps(to_dict(result), ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def _capture(annotation: Annotation, said: Sequence[Statement]) -> Json:
    article = annotation.article
    capture = article.capture
    return {
        "id": capture.id,
        "name": capture.name,
        "sha256": capture.sha256,
        "address": capture.address,
        "captured_at": capture.captured_at.isoformat() if capture.captured_at else None,
        "declared": {
            "outlet": capture.declared.outlet,
            "url": capture.declared.url,
            "published": capture.declared.published,
        },
        "format": article.format,
        "language": article.language,
        "text": article.text,
        "blocks": [
            {"start": block.start, "end": block.end, "label": block.label.value, "reason": block.reason}
            for block in article.blocks
        ],
        "markup": [_span(span) for span in article.markup],
        "sentences": [{"start": s.start, "end": s.end, "label": s.label.value} for s in annotation.sentences],
        "quotations": [_quotation(quotation) for quotation in annotation.quotations],
        "names": [_name(name) for name in annotation.names],
        "quantities": [_quantity(quantity) for quantity in annotation.quantities],
        "times": [_time(time) for time in annotation.times],
        "statements": [_statement(statement) for statement in said],
        **_metadata(article),
        "warnings": list(article.warnings),
    }


def _quotation(quotation: Quotation) -> Json:
    speaker = quotation.speaker
    return {
        "start": quotation.start,
        "end": quotation.end,
        "is_speech": quotation.is_speech,
        "speaker": {"name": speaker.name, "start": speaker.start, "end": speaker.end} if speaker else None,
        "cue": _optional_span(quotation.cue),
    }


def _statement(statement: Statement) -> Json:
    return {
        "source": _source(statement.source),
        "cue": _optional_span(statement.cue),
        "lemma": statement.lemma,
        "act": statement.act.value,
        "load": statement.load,
        "content": [_span(piece) for piece in statement.content],
        "type": statement.type.value,
        "relays": [_source(relay) for relay in statement.relays],
        "addressee": _source(statement.addressee) if statement.addressee is not None else None,
        "said_at": _time(statement.said_at) if statement.said_at is not None else None,
    }


def _utterance(utterance: Utterance, said: Mapping[str, Sequence[Statement]]) -> Json:
    return {
        "renderings": [
            {
                "wording": rendering.wording,
                "capture": rendering.capture,
                "statement": said[rendering.capture].index(rendering.statement),
                "original": rendering.original,
                "drifts": [
                    {"kind": d.kind.value, "before": d.before, "after": d.after, "load": d.load}
                    for d in rendering.drifts
                ],
            }
            for rendering in utterance.renderings
        ]
    }


def _source(source: Source) -> Json:
    return {
        "span": _optional_span(source.span),
        "name": source.name,
        "entity": source.entity,
        "kind": source.kind.value,
    }


def _name(name: Name) -> Json:
    return {
        "start": name.start,
        "end": name.end,
        "entity": name.entity,
        "kind": name.kind.value,
        "is_pronoun": name.is_pronoun,
    }


def _quantity(quantity: Quantity) -> Json:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "value": _exact(quantity.value),
        "upper": _exact(quantity.upper) if quantity.upper is not None else None,
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
    }


def _time(time: Time) -> Json:
    return {
        "start": time.start,
        "end": time.end,
        "kind": time.kind.value,
        "iso": time.iso,
        "basis": time.basis,
    }


def _metadata(article: Article) -> Json:
    return {
        "outlet": _outlet(article.outlet),
        "title": article.title,
        "byline": article.byline,
        "section": article.section,
        "breadcrumbs": list(article.breadcrumbs),
        "visibility": article.visibility,
        "published": _timestamp(article.published),
        "updated": _timestamp(article.updated),
        "feed": article.feed_name,
        "credits": [
            {"name": c.name, "role": c.role.value, "start": c.start, "end": c.end} for c in article.credits
        ],
        "links": [_link(link) for link in article.links],
        "images": [_image(image) for image in article.images],
    }


def _outlet(outlet: Outlet | None) -> Json | None:
    if outlet is None:
        return None
    return {
        "name": outlet.name,
        "kind": outlet.kind,
        "description": outlet.description,
        "post_count": outlet.post_count,
        "author": outlet.author,
    }


def _timestamp(stamp: Timestamp | None) -> Json | None:
    if stamp is None:
        return None
    return {
        "text": stamp.text,
        "iso": stamp.iso,
        "zone": stamp.zone,
        "source": stamp.source,
        "start": stamp.start,
        "end": stamp.end,
    }


def _link(link: Link) -> Json:
    return {
        "url": link.url,
        "kind": link.kind.value,
        "text": link.text,
        "start": link.start,
        "end": link.end,
    }


def _image(image: Image) -> Json:
    return {
        "url": image.url,
        "alt": image.alt,
        "title": image.title,
        "placement": image.placement,
        "width": image.width,
        "height": image.height,
        "link": image.link,
        "start": image.start,
        "end": image.end,
    }


def _rejected(rejected: Rejected) -> Json:
    return {"name": rejected.name, "reason": rejected.reason, "sha256": rejected.sha256}


def _wording(wording: Wording) -> Json:
    return {
        "id": wording.id,
        "name": wording.name,
        "witnesses": [
            {"capture": w.capture, "credit": w.credit.value, "credited_to": list(w.credited_to)}
            for w in wording.witnesses
        ],
        "representative": wording.representative,
    }


def _relation(relation: Relation) -> Json:
    return {
        "a": relation.a,
        "b": relation.b,
        "relation": relation.relation.value,
        "probability": _number(relation.probability),
        "direction": relation.direction.value,
        "direction_probability": _number(relation.direction_probability),
        "evidence": [_evidence(evidence) for evidence in relation.evidence],
        "would_settle": list(relation.would_settle),
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "term": evidence.term,
        "about": evidence.about,
        "weight": _number(evidence.weight),
        "note": evidence.note,
        "a_spans": [_span(span) for span in evidence.a_spans],
        "b_spans": [_span(span) for span in evidence.b_spans],
    }


def _derivation(derivation: Derivation) -> Json:
    return {
        "original": derivation.original,
        "copy": derivation.copy,
        "kind": derivation.kind.value,
        "credit": derivation.credit.value,
        "credited_to": list(derivation.credited_to),
        "probability": _number(derivation.probability),
        "evidence": [_evidence(evidence) for evidence in derivation.evidence],
    }


def _alignment(a: str, b: str, alignment: Alignment) -> Json:
    return {
        "a": a,
        "b": b,
        "a_capture": alignment.a.capture_id,
        "b_capture": alignment.b.capture_id,
        "links": [_alignment_link(alignment, link) for link in alignment.links],
        "a_only": [_span(alignment.a.sentences[index].span) for index in alignment.a_only],
        "b_only": [_span(alignment.b.sentences[index].span) for index in alignment.b_only],
    }


def _alignment_link(alignment: Alignment, link: AlignmentLink) -> Json:
    return {
        "op": link.operation.value,
        "moved": link.moved,
        "a_spans": [_span(alignment.a.sentences[index].span) for index in link.a],
        "b_spans": [_span(alignment.b.sentences[index].span) for index in link.b],
        "score": _number(link.score),
        "a_clauses_only": [_span(span) for span in link.a_only],
        "b_clauses_only": [_span(span) for span in link.b_only],
    }


def _change(redline: Redline, change: Change, number: int) -> Json:
    original, copy = redline.alignment.a, redline.alignment.b
    return {
        "number": number,
        "original": redline.original,
        "copy": redline.copy,
        "original_capture": original.capture_id,
        "copy_capture": copy.capture_id,
        "kind": change.kind.value,
        "severity": change.severity.value,
        "original_span": _optional_span(change.original_span),
        "copy_span": _optional_span(change.copy_span),
        "original_text": change.original_span.of(original.text) if change.original_span else None,
        "copy_text": change.copy_span.of(copy.text) if change.copy_span else None,
        "reason": change.reason,
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _optional_span(span: Span | None) -> Json | None:
    return _span(span) if span else None


def _exact(value: float) -> float | None:
    """The value itself; a number too large for a float has none in JSON."""
    return value if math.isfinite(value) else None


def _number(value: float) -> float:
    """Four decimals, and finite: JSON has no infinity, and the last digits differ between machines."""
    return round(max(-1e6, min(1e6, float(value))), 4)
