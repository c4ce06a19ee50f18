"""A statement becomes the proposal of a ledger entry: nothing is kept before an analyst has confirmed it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from geopolitik.app.naming import headline, publisher
from geopolitik.model.annotation import Annotation
from geopolitik.model.ledger.accounts import Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.ledger.positions import PositionKind
from geopolitik.model.ledger.sources import Actor, Document
from geopolitik.model.statement import Source, SourceKind, SpeechAct, Statement
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.markup import legible
from geopolitik.text.slugs import slug

KINDS = (EntryKind.POSITION, EntryKind.ACCOUNT)
"""What a statement may become."""
_MOST_WORDS = 40
"""Of a quoted passage: a case may be public."""
_GUESSED = {
    SpeechAct.PROMISES: PositionKind.COMMITMENT,
    SpeechAct.DEMANDS: PositionKind.DEMAND,
    SpeechAct.REFUSES: PositionKind.REFUSAL,
    SpeechAct.PROPOSES: PositionKind.OFFER,
    SpeechAct.DENIES: PositionKind.DENIAL,
    SpeechAct.DECLINES: PositionKind.SILENCE,
}
"""Acts that tell what a position is; the others leave it open."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a kept text."""

    annotation: Annotation
    statement: Statement
    address: str
    """Of the text on the web; empty if it has none."""
    also: tuple[str, ...] = ()
    """Ids of other captures that relay it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be kept: YAML, as a case's files have it."""

    entry: str
    document: str
    """Of the text that it rests on; empty if the case has it already."""


def proposal(case: Case, kind: EntryKind, told: Told) -> Proposal:
    """The entry that a statement could become in a case, and the document it rests on.

    What the text leaves open stands there as a remark: the entry can't be kept before it is filled in.
    """
    known = document_of(case.documents, told.annotation.capture_id, told.address)
    document = known.id if known else _free(_document_id(told.annotation), (d.id for d in case.documents))
    rests = ["rests on:", f"  - document: {_text(document)}", f"    quote: {_text(quote(told))}"]
    fields = _position(case, told) if kind is EntryKind.POSITION else _account(case, told)
    copies = [d.id for d in case.documents if d.capture and d.capture in told.also]
    if copies and kind is EntryKind.POSITION:
        rests.append(f"copies: {_text(copies)}")
    return Proposal("\n".join([*fields, *rests, ""]), "" if known else _document(document, told))


def document_of(documents: Iterable[Document], capture: str, address: str) -> Document | None:
    """The document of a case that is a capture, or stands at its address."""
    return next((d for d in documents if d.capture == capture or (address and d.address == address)), None)


def actor_of(actors: Sequence[Actor], source: Source) -> Actor | None:
    """The one actor whom a source's name may mean; None where none does, or more than one.

    A source that the text leaves unnamed is nobody's.
    """
    if source.kind not in (SourceKind.NAMED, SourceKind.PRONOUN):
        return None
    said = _name(source.name)
    exact = [actor for actor in actors if said in _names(actor)]
    # `Minister Irena Dossan` is Irena Dossan; a single word in common is nobody yet.
    within = [a for a in actors if any(_holds(said, name) or _holds(name, said) for name in _names(a))]
    found = exact or within
    return found[0] if len(found) == 1 else None


def quote(told: Told) -> str:
    """The words of a statement's content, short."""
    words = one_line(legible(told.annotation.article, told.statement.place)).split(" ")
    return " ".join(words) if len(words) <= _MOST_WORDS else " ".join([*words[:_MOST_WORDS], "…"])


def _position(case: Case, told: Told) -> list[str]:
    statement = told.statement
    guess = _GUESSED.get(statement.act)
    kinds = ", ".join(kind.value for kind in PositionKind)
    cue = statement.lemma or "no cue"
    return [
        _id(case.positions, told),
        _actor(case, told.statement),
        "# issue: what it is about, in the case's own words",
        f"kind: {guess.value}  # guessed: {_comment(cue)}" if guess else f"# kind: one of: {kinds}",
        f"content: {_text(quote(told))}  # say it shorter, in plain words",
        _said(told),
        *_addressee(case, statement),
    ]


def _account(case: Case, told: Told) -> list[str]:
    arrangements = ", ".join(_comment(arrangement.id) for arrangement in case.arrangements[:20])
    stance = Stance.DECLINES.value if told.statement.adds_nothing else ""
    stances = ", ".join(stance.value for stance in Stance)
    return [
        _id(case.accounts, told),
        f"# arrangement: one of: {arrangements}",
        _actor(case, told.statement),
        _said(told),
        f"stance: {stance}" if stance else f"# stance: one of: {stances}",
        "term:",
        "  start:",
        "  until:",
        "  end day: unstated",
    ]


def _id(entries: Sequence[object], told: Told) -> str:
    name = slug(told.statement.source.name)[:40].strip("-") or "statement"
    return f"id: {_free(name, (str(getattr(entry, 'id', '')) for entry in entries))}"


def _free(wanted: str, taken: Iterable[str]) -> str:
    """An id that no other entry has."""
    held, number, found = set(taken), 2, wanted
    while found in held:
        found, number = f"{wanted}-{number}", number + 1
    return found


def _actor(case: Case, statement: Statement) -> str:
    found = actor_of(case.actors, statement.source)
    if found is not None:
        return f"actor: {_text(found.id)}"
    name = _comment(statement.source.name)
    if statement.source.kind in (SourceKind.NAMED, SourceKind.PRONOUN):
        return f"# actor: the text names {name}; no single actor of the case is called so"
    return f"# actor: the text leaves the source unnamed{': ' if name else ''}{name}"


def _addressee(case: Case, statement: Statement) -> list[str]:
    found = actor_of(case.actors, statement.addressee) if statement.addressee else None
    return [f"addressee: {_text(found.id)}"] if found else []


def _said(told: Told) -> str:
    said = told.statement.said_at
    if said is not None and said.iso and _DAY.match(said.iso):
        return f"said: {_when(said.iso)}"
    published = told.annotation.article.published
    day = _DAY.match(published.iso) if published is not None and published.iso else None
    # It was said by then; at what hour, the text doesn't tell.
    return f"said: {day[0]}  # the day of publication: the text names no other" if day else "# said: when"


def _when(iso: str) -> str:
    """A time as cases write it: to the minute, UTC where the zone is known."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        day = _DAY.match(iso)
        return day[0] if day else ""
    if "T" not in iso:
        return iso
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if at.tzinfo else f"{at:%Y-%m-%dT%H:%M}"


def _document_id(annotation: Annotation) -> str:
    return slug(publisher(annotation))[:40].strip("-") or "document"


def _document(key: str, told: Told) -> str:
    published = told.annotation.article.published
    fields = [
        f"id: {_text(key)}",
        f"publisher: {_text(shorten(publisher(told.annotation), 200))}",
        f"published: {_when(published.iso)}" if published and published.iso else "",
        f"title: {_text(headline(told.annotation))}",
        f"address: {_text(told.address)}" if told.address else "",
        f"capture: {_text(told.annotation.capture_id)}",
        "",
    ]
    return "\n".join(field for at, field in enumerate(fields) if field or at == len(fields) - 1)


def _text(value: str | list[str]) -> str:
    """As YAML: JSON is, and its strings can't be taken for anything else."""
    return json.dumps(value, ensure_ascii=False)


def _comment(words: str) -> str:
    return shorten(one_line(words), 80)


def _names(actor: Actor) -> set[str]:
    return {_name(name) for name in (actor.name, *actor.aliases)} - {""}


def _name(words: str) -> str:
    found = re.findall(r"\w+", words.casefold())
    return " ".join(found[1:] if found[:1] == ["the"] and len(found) > 1 else found)


def _holds(longer: str, shorter: str) -> bool:
    """Whether a name of two words or more stands at the end of another."""
    return " " in shorter and longer.endswith(f" {shorter}")
