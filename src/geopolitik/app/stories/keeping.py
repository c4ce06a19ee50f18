"""A trace becomes a story that is kept, and grows with each further trace."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from geopolitik.app.house import House
from geopolitik.app.naming import Naming, headline, outlet_of, outlet_slug, publisher
from geopolitik.app.stories.preparing import prepare
from geopolitik.app.watchlist.matching import look
from geopolitik.errors import NotFoundError, UsageError
from geopolitik.index.kept import KeptIndex
from geopolitik.model.annotation import Annotation
from geopolitik.model.candidates import Fingerprint
from geopolitik.model.capture import Capture
from geopolitik.model.growing import Place
from geopolitik.model.keeping import Appearance, KeptDerivation, StoryHead
from geopolitik.model.story import ChangeKind, Derivation, Redline, Relation, Severity, Trace
from geopolitik.storage import audits, captures, fulltext, growth, postings, revisions, stories
from geopolitik.storage.ids import new_id
from geopolitik.text.fingerprints import fingerprint

_LONGEST_TITLE = 200


def keep(
    house: House,
    trace: Trace,
    *,
    by: str | None,
    public: bool = False,
    title: str = "",
    story_id: str | None = None,
    also: Callable[[Connection, StoryHead], None] | None = None,
) -> StoryHead:
    """Keep a trace with its captures as a story.

    Args:
        trace: what to keep; its captures hold their bytes.
        by: id of the user who had it traced.
        public: whether visitors may see it at once.
        title: what to call it; the headline of its first text if left out.
        story_id: the story that this is a further trace of.
        also: writes what belongs to it, such as the check that is done: both are kept or neither.

    Raises:
        UsageError: nothing in it could be read.
        NotFoundError: there is no story of that id.
    """
    if not trace.annotations:
        raise UsageError("trace", "holds no text that could be read", "Hand over other captures.")
    at = house.clock()
    with house.store.writing() as w:
        before = stories.get(w, story_id) if story_id else None
        if story_id and before is None:
            raise NotFoundError(story_id, "there is no such story")
        head = headed(trace, before, at=at, by=by, title=title, public=public)
        captures.add(w, _captures(trace), at=at)
        write(w, head, trace, new=trace.annotations)
        action = "traced again" if before else "kept"
        audits.note(w, action, "story", head.id, by=by, at=at, detail=f"revision {head.revision}")
        if also is not None:
            also(w, head)
    return head


def headed(
    trace: Trace,
    before: StoryHead | None,
    *,
    at: datetime,
    by: str | None,
    title: str = "",
    public: bool = False,
) -> StoryHead:
    """The head of a story whose trace this is from now on.

    Args:
        trace: its trace.
        before: its head until now; None for a new story, of which `public` says whether visitors may see it.
        at: the moment.
        by: id of the user who had it traced.
        title: what to call it; what it was called, or its first headline, if left out.
        public: whether visitors may see a new story.
    """
    return StoryHead(
        id=before.id if before else new_id(),
        title=(title or (before.title if before else _title(trace, Naming.of(trace))))[:_LONGEST_TITLE],
        revision=before.revision + 1 if before else 1,
        public=before.public if before else public,
        created_at=before.created_at if before else at,
        updated_at=at,
        outlets=len({outlet_of(annotation) for annotation in trace.annotations}),
        origins_low=trace.origins.low,
        origins_high=trace.origins.high,
        by=by,
    )


def write(
    connection: Connection,
    head: StoryHead,
    trace: Trace,
    *,
    new: Sequence[Annotation],
    relations: Sequence[Relation] = (),
    prints: Mapping[str, Fingerprint] | None = None,
) -> None:
    """Write down a story's trace with all that lists, search and later arrivals need of it.

    Args:
        connection: of the transaction.
        head: its head from now on.
        trace: what is kept.
        new: its texts that weren't in the story, or may have been read otherwise.
        relations: verdicts on pairs, before the family settled them.
        prints: fingerprints of its texts by the ids of their captures, where they are at hand.
    """
    (stories.add if head.revision == 1 else stories.revise)(connection, head)
    revisions.keep(connection, head, trace)
    list_anew(connection, head, trace, new=new, relations=relations, prints=prints)


def list_anew(
    connection: Connection,
    head: StoryHead,
    trace: Trace,
    *,
    new: Sequence[Annotation],
    relations: Sequence[Relation] = (),
    prints: Mapping[str, Fingerprint] | None = None,
) -> None:
    """Write down what lists, search and later arrivals need of a story whose trace is kept already."""
    if head.public:
        prepare(connection, head, trace)
    stories.place(connection, [appearance(head.id, annotation) for annotation in new])
    stories.hang(connection, head.id, edges(head.id, trace, Naming.of(trace)))
    for annotation in new:
        title, body = headline(annotation), said(annotation)
        fulltext.put(connection, "capture", head.id, annotation.capture_id, title=title, body=body)
    fulltext.put(connection, "story", head.id, "", title=head.title, body=_names(trace))
    growth.relate(connection, head.id, relations)
    _index(connection, head.id, trace, prints or {})
    look(connection, head.id, trace, fresh=[annotation.capture_id for annotation in new], at=head.updated_at)


def _index(connection: Connection, story_id: str, trace: Trace, prints: Mapping[str, Fingerprint]) -> None:
    """Have the wordings of a story found by what arrives later."""
    texts = {annotation.capture_id: annotation for annotation in trace.annotations}
    shown = {w.id: texts[w.representative] for w in trace.wordings if w.representative in texts}
    index, known = KeptIndex(connection), postings.held(connection, list(shown))
    for wording, text in shown.items():
        if wording not in known:
            index.add(wording, prints.get(text.capture_id) or print_of(text))
    growth.settle(connection, story_id, [Place(w, story_id, text.capture_id) for w, text in shown.items()])


def print_of(annotation: Annotation) -> Fingerprint:
    """The fingerprint of an article, with its day as far as it tells."""
    published, moment = annotation.article.published, annotation.article.capture.captured_at
    day = _day(published.iso) if published and published.iso else None
    if day is None and moment is not None:
        day = moment.date().toordinal()
    return fingerprint(said(annotation), day=day)


def _day(iso: str) -> int | None:
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


def appearance(story_id: str, annotation: Annotation) -> Appearance:
    """Where and when a text was published, as lists show it."""
    article = annotation.article
    return Appearance(
        story_id=story_id,
        capture_id=annotation.capture_id,
        outlet=outlet_of(annotation),
        outlet_name=publisher(annotation),
        title=headline(annotation),
        language=article.language,
        published=article.published.iso if article.published else None,
    )


def edges(story_id: str, trace: Trace, naming: Naming) -> list[KeptDerivation]:
    """The stemma's edges with what lists show of them."""
    redlines = {(r.original, r.copy): r for r in trace.redlines}
    return [
        _edge(story_id, d, redlines.get((d.original, d.copy)), naming)
        for d in trace.derivations
        if d.original != d.copy
    ]


def _edge(story_id: str, found: Derivation, redline: Redline | None, naming: Naming) -> KeptDerivation:
    severities = Counter(change.severity for change in redline.changes) if redline else Counter[Severity]()
    original, copy = naming.wording(found.original), naming.wording(found.copy)
    return KeptDerivation(
        id=derivation_id(story_id, found.original, found.copy),
        story_id=story_id,
        original=found.original,
        copy=found.copy,
        original_outlet=outlet_slug(original),
        original_name=original,
        copy_outlet=outlet_slug(copy),
        copy_name=copy,
        kind=found.kind.value,
        credit=found.credit.value,
        credited_to=found.credited_to,
        doubt=1 - found.probability,
        high=severities[Severity.HIGH],
        medium=severities[Severity.MEDIUM],
        low=severities[Severity.LOW],
        drops_credit=any(c.kind is ChangeKind.CREDIT_DROPPED for c in redline.changes) if redline else False,
    )


def derivation_id(story_id: str, original: str, copy: str) -> str:
    """The id of an edge: the same as long as the two wordings are, whatever else the story gains."""
    return hashlib.sha256(f"{story_id} {original} {copy}".encode()).hexdigest()[:16]


def _captures(trace: Trace) -> list[Capture]:
    return [annotation.article.capture for annotation in trace.annotations]


def _title(trace: Trace, naming: Naming) -> str:
    """The headline of the first root; a story is called what it was called first."""
    texts = (naming.representative(naming.wordings[root]) for root in trace.origins.roots)
    first = next((text for text in texts if text is not None), trace.annotations[0])
    return headline(first)


def said(annotation: Annotation) -> str:
    """The sentences of an article."""
    text = annotation.article.legible
    return " ".join(text[s.start : s.end] for s in annotation.sentences)


def _names(trace: Trace) -> str:
    headlines: Sequence[str] = [headline(annotation) for annotation in trace.annotations]
    return "\n".join(dict.fromkeys((*headlines, *(publisher(a) for a in trace.annotations))))
