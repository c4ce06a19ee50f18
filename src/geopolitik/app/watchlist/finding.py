"""What a watch finds in a story: who copies what is watched, who mentions a name."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256

from geopolitik.app.watchlist.scene import UNCREDITED, Scene
from geopolitik.model.story import CreditState, Derivation, DerivationKind, Witness
from geopolitik.model.watchlist import Finding, Watch, WatchKind
from geopolitik.text.chain import outlet_key
from geopolitik.text.mentions import words_of

MENTION = "mention"


def findings(scene: Scene, watch: Watch, considered: Collection[str]) -> tuple[Finding, ...]:
    """What a watch finds in a story, one for each page, the nearest to what is watched first.

    Args:
        scene: the story.
        watch: what is looked for.
        considered: ids of the captures in which a name is looked for.
    """
    is_name = watch.kind is WatchKind.NAME
    found = _mentions(scene, watch, considered) if is_name else _copies(scene, watch)
    pages: dict[str, Finding] = {}
    for finding in found:
        pages.setdefault(finding.page, finding)
    return tuple(pages.values())


@dataclass(frozen=True, slots=True)
class _Reached:
    """A wording that goes back to what is watched."""

    wording: str
    edge: Derivation | None
    """By which it does; None for what is watched itself."""
    through: bool
    """Whether a copy lies between."""


def _copies(scene: Scene, watch: Watch) -> Iterable[Finding]:
    roots, own = _watched(scene, watch)
    for reached in _down_from(scene, roots):
        for witness in scene.naming.wordings[reached.wording].witnesses:
            if witness.capture not in scene.captures or witness.capture in watch.means:
                continue
            if scene.outlet(witness.capture) in (own or {_maker(scene, reached)}):
                continue
            credit, credited_to = _credit(witness, reached, own)
            if credit is not CreditState.OWN and (not watch.uncredited or credit in UNCREDITED):
                yield _copy(scene, witness.capture, reached, credit, credited_to)


def _watched(scene: Scene, watch: Watch) -> tuple[list[str], frozenset[str]]:
    """The wordings that are watched, and the keys of the outlets whose they are."""
    if watch.kind is WatchKind.OUTLET:
        key = watch.means[0]
        return [wording for wording, maker in scene.makers.items() if maker == key], frozenset((key,))
    if watch.story is not None:
        copies = {edge.copy for edge in scene.edges}
        return [wording for wording in scene.naming.wordings if wording not in copies], frozenset()
    capture = watch.means[0]
    if capture not in scene.wording_of:
        return [], frozenset()
    wording = scene.wording_of[capture]
    return [wording], frozenset((scene.outlet(capture), scene.makers[wording]))


def _down_from(scene: Scene, roots: Iterable[str]) -> Iterable[_Reached]:
    """The wordings that are watched and all that was made from them, the nearest first."""
    seen = set(roots)
    waiting = deque(_Reached(root, None, through=False) for root in sorted(seen))
    while waiting:
        reached = waiting.popleft()
        yield reached
        for edge in scene.made_from.get(reached.wording, ()):
            if edge.copy not in seen:
                seen.add(edge.copy)
                waiting.append(_Reached(edge.copy, edge, through=reached.edge is not None))


def _maker(scene: Scene, reached: _Reached) -> str:
    """Whose the text is from which a wording comes: an outlet that revises its own copies nobody."""
    return scene.makers[reached.edge.original if reached.edge else reached.wording]


def _credit(witness: Witness, reached: _Reached, own: frozenset[str]) -> tuple[CreditState, tuple[str, ...]]:
    """How a page credits what it has."""
    credit, names = witness.credit, witness.credited_to
    if reached.edge is not None:
        credit, names = reached.edge.credit, reached.edge.credited_to or names
    named = any(outlet_key(name) in own for name in (*names, *witness.credited_to))
    # Whoever has it at second hand, and says whose it was first, doesn't hide that.
    return (CreditState.PARTIAL if named and credit in UNCREDITED else credit), names


def _copy(
    scene: Scene, capture_id: str, reached: _Reached, credit: CreditState, credited_to: tuple[str, ...]
) -> Finding:
    edge = reached.edge
    original = edge.original if edge else reached.wording
    return Finding(
        capture_id=capture_id,
        page=_page(scene, capture_id),
        kind=(edge.kind if edge else DerivationKind.REPOST).value,
        credit=credit.value,
        credited_to=credited_to,
        original=scene.naming.wording(original),
        through=reached.through,
        doubt=1 - edge.probability if edge else 0.0,
        derivation_id=scene.edge_id(edge) if edge else "",
        passage=scene.passage(capture_id, edge),
    )


def _mentions(scene: Scene, watch: Watch, considered: Collection[str]) -> Iterable[Finding]:
    names = [words_of(name) for name in watch.means]
    for capture in sorted(considered):
        if capture not in scene.captures:
            continue
        if watch.uncredited:
            yield from _dropped(scene, capture, names)
        elif (passage := _named(scene, capture, names)) is not None:
            yield Finding(
                capture_id=capture,
                page=_page(scene, capture),
                kind=MENTION,
                credit="",
                credited_to=(),
                original="",
                through=False,
                doubt=0.0,
                derivation_id="",
                passage=passage,
            )


def _dropped(scene: Scene, capture: str, names: list[tuple[str, ...]]) -> Iterable[Finding]:
    """The copies without credit of texts that hold a name, whether the copy still holds it or not."""
    for edge in scene.edges_to(capture):
        if not scene.is_uncredited(edge) or scene.outlet(capture) == scene.makers[edge.original]:
            continue
        original = scene.text(edge.original)
        passage = _named(scene, capture, names)
        if passage is None and original is not None:
            passage = _named(scene, original.capture_id, names)
        if passage is None and any(words_of(scene.naming.wording(edge.original)) == name for name in names):
            passage = scene.passage(capture, edge)
        if passage is not None:
            yield Finding(
                capture_id=capture,
                page=_page(scene, capture),
                kind=edge.kind.value,
                credit=edge.credit.value,
                credited_to=edge.credited_to,
                original=scene.naming.wording(edge.original),
                through=False,
                doubt=1 - edge.probability,
                derivation_id=scene.edge_id(edge),
                passage=passage,
            )


def _named(scene: Scene, capture: str, names: Iterable[tuple[str, ...]]) -> str | None:
    """The words around the first of some names in a text; None if it holds none of them."""
    mentions = scene.mentions(capture)
    places = [place for name in names if (place := mentions.first(name)) is not None]
    return scene.around(capture, min(places, key=lambda p: p.start)) if places else None


def _page(scene: Scene, capture_id: str) -> str:
    """What tells one page from another: copies that are fetched again are one copy."""
    address = scene.naming.annotations[capture_id].article.capture.address
    if "://" not in address:
        return capture_id
    return sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:32]
