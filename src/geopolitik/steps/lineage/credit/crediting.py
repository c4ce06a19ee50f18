"""How each page credits the texts it carries on, once the tree is known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from geopolitik.model.article import Article, Label
from geopolitik.model.story import CreditState, Witness, Wording
from geopolitik.steps.lineage.tree.tree import Tree
from geopolitik.text.agencies import is_wire_word
from geopolitik.text.chain import Chain, chain_of, outlet_key

_REPORTED = r"(?:has |had )?(?:reported|reports|wrote|writes|quotes|quoted|cites|cited|broke the story)"
_GIVEN_AS_SOURCE = r"(?:according to|as told to|told|citing|quoting|quoted by|cited by|reported by|seen by)"
_MOST_LETTERS = 60
"""An outlet's name is no longer."""


def credited_witnesses(tree: Tree, articles: dict[str, Article]) -> tuple[Wording, ...]:
    """The wordings, each witness with its credit set against the line that the tree gives."""
    by_id = {wording.id: wording for wording in tree.wordings}
    names = tuple(dict.fromkeys(wording.name for wording in tree.wordings if wording.name))
    settled = []
    for wording in tree.wordings:
        line = [by_id[i] for i in tree.line_of(wording.id)]
        witnesses = tuple(_settle(w, wording, line, articles, names) for w in _by_time(wording, articles))
        settled.append(replace(wording, witnesses=witnesses))
    return tuple(settled)


def _zoned(article: Article) -> datetime | None:
    """When a page says it was published, if it says so to the minute and with a zone."""
    stamp = article.published
    if stamp is None or stamp.iso is None or "T" not in stamp.iso:
        return None
    try:
        found = datetime.fromisoformat(stamp.iso)
    except ValueError:
        return None
    if found.tzinfo is None:
        return found.replace(tzinfo=UTC) if stamp.zone == "UTC" else None
    return found.astimezone(UTC)


def _by_time(wording: Wording, articles: dict[str, Article]) -> list[Witness]:
    """The witnesses whose time and zone are known, earliest first, then the others as they came."""
    stamps = {w.capture: _zoned(articles[w.capture]) for w in wording.witnesses if w.capture in articles}
    dated = [(stamp, n, w) for n, w in enumerate(wording.witnesses) if (stamp := stamps.get(w.capture))]
    known = [w for *_, w in sorted(dated, key=lambda found: found[:2])]
    return known + [w for w in wording.witnesses if not stamps.get(w.capture)]


def _settle(
    witness: Witness,
    wording: Wording,
    line: list[Wording],
    articles: dict[str, Article],
    names: tuple[str, ...],
) -> Witness:
    article = articles.get(witness.capture)
    if article is None:
        return witness
    outlet = article.outlet.name if article.outlet else None
    own = {outlet_key(outlet)} if outlet else set()
    makers = {outlet_key(w.name) for w in (wording, *line) if w.name}
    given = {outlet_key(name) for name in witness.credited_to}
    if outlet and line and all(w.name for w in line) and makers <= own:
        # An update of an outlet's own text carries its name on the page.
        return replace(witness, credit=CreditState.FULL, credited_to=(outlet, *witness.credited_to))
    due = makers - own
    state = _state(due, given, any(w.name is None for w in line), witness.credit)
    if state is CreditState.NONE:
        state, named = _in_prose(article, line, names)
        witness = replace(witness, credited_to=named)
    return replace(witness, credit=_weighed(state, due, wording, witness, chain_of(article)))


def _in_prose(
    article: Article, line: list[Wording], names: tuple[str, ...]
) -> tuple[CreditState, tuple[str, ...]]:
    """The state of a page without a line of credit, by whom its own sentences give as the source.

    A maker who is named as one who reported, or was told, something is credited for that much. A last
    line that ends with another captured outlet's name in brackets gives the text to that one.
    """
    own = outlet_key(article.outlet.name) if article.outlet else ""
    makers = [w.name for w in line if w.name and outlet_key(w.name) != own]
    named = tuple(dict.fromkeys(name for name in makers if _gives_as_source(article, name)))
    if named:
        return CreditState.PARTIAL, named
    signed = [
        name
        for name in names
        if outlet_key(name) not in {own, *map(outlet_key, makers)} and _signed_with(article, name)
    ]
    return (CreditState.WRONG, tuple(signed)) if signed else (CreditState.NONE, ())


def _gives_as_source(article: Article, name: str) -> bool:
    """Whether a sentence of the body names an outlet as one who reported it, or was told it."""
    wanted = re.escape(name.removeprefix("The ").strip())
    pattern = re.compile(rf"(?:\b{_GIVEN_AS_SOURCE} (?:the )?{wanted}\b|\b{wanted} {_REPORTED}\b)")
    if not 2 <= len(name) <= _MOST_LETTERS:
        return False
    return _signed_with(article, name) or any(pattern.search(text) for text in _body(article))


def _signed_with(article: Article, name: str) -> bool:
    """Whether the page's prose ends with the name in brackets, or a line of the page holds only that."""
    mark = f"({name})"
    ends = any(text.rstrip(" .*_").endswith(mark) for text in _body(article)[-1:])
    return ends or any(line.strip(" .*_") == mark for line in article.text.splitlines())


def _body(article: Article) -> list[str]:
    return [article.text[b.span.start : b.span.end] for b in article.blocks if b.label is Label.BODY]


def _weighed(
    state: CreditState, due: set[str], wording: Wording, witness: Witness, chain: Chain
) -> CreditState:
    """The state by what the words of the credit say, not only by whom they name."""
    given = {outlet_key(name) for name in witness.credited_to}
    if state is CreditState.FULL and chain.only_marked and not _names_itself(wording, given):
        # A dateline says whose report it was, not that this page made another text of it.
        return CreditState.PARTIAL
    if state is CreditState.FULL and due & {outlet_key(name) for name in chain.partly}:
        # `With inputs from` and `h/t` name the maker, but not as the maker.
        return CreditState.PARTIAL
    if state is CreditState.WRONG and all(map(is_wire_word, witness.credited_to)):
        # `Agencies`: says that the text is not its own, but not whose.
        return CreditState.PARTIAL
    return state


def _names_itself(wording: Wording, given: set[str]) -> bool:
    return wording.name is not None and outlet_key(wording.name) in given


def _state(due: set[str], given: set[str], has_unnamed: bool, before: CreditState) -> CreditState:
    if not due:
        # A text without a known maker can't be credited by name: only naming nobody is sure.
        return CreditState.NONE if has_unnamed and not given else before
    if due <= given:
        return CreditState.FULL
    if due & given:
        return CreditState.PARTIAL
    return CreditState.WRONG if given else CreditState.NONE


def credit_towards(original: Wording, copy: Wording) -> tuple[CreditState, tuple[str, ...]]:
    """How a copy credits one original: as the witness that stands for it does."""
    if not copy.witnesses:
        # What an uncaptured text credits is not known; that it was credited is how it came to be known.
        return CreditState.FULL, (original.name,) if original.name else ()
    shown = next((w for w in copy.witnesses if w.capture == copy.representative), copy.witnesses[0])
    return shown.credit, shown.credited_to
