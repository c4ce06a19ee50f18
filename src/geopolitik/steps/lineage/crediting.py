"""How each page credits the texts it carries on, once the tree is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from geopolitik.model.article import Article
from geopolitik.model.story import CreditState, Witness, Wording
from geopolitik.steps.lineage.tree import Tree
from geopolitik.text.agencies import is_wire_word
from geopolitik.text.chain import Chain, chain_of, outlet_key


def credited_witnesses(tree: Tree, articles: dict[str, Article]) -> tuple[Wording, ...]:
    """The wordings, each witness with its credit set against the line that the tree gives."""
    by_id = {wording.id: wording for wording in tree.wordings}
    settled = []
    for wording in tree.wordings:
        line = [by_id[i] for i in tree.line_of(wording.id)]
        witnesses = tuple(_settle(w, wording, line, articles) for w in _by_time(wording, articles))
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


def _settle(witness: Witness, wording: Wording, line: list[Wording], articles: dict[str, Article]) -> Witness:
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
    return replace(witness, credit=_weighed(state, due, wording, witness, chain_of(article)))


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
