"""Join articles into wordings, and say whose each wording is, by the pages' own account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import CreditState, Witness, Wording
from geopolitik.steps.group.bodies import Body, body_of
from geopolitik.steps.group.joining import joined, versions
from geopolitik.text.chain import Chain, chain_of, outlet_key


def group(annotations: Sequence[Annotation]) -> tuple[Wording, ...]:
    """Join the articles that carry the same wording; every article lies in exactly one.

    Two articles carry the same wording if their bodies are the same up to punctuation, quotation marks,
    case, white space, word division, furniture and credit marks. Texts in different languages never do.
    """
    bodies = [body_of(annotation) for annotation in annotations]
    chains = [chain_of(annotation.article) for annotation in annotations]
    groups = joined(bodies)
    names = _names(groups, chains, annotations, bodies)
    return tuple(
        _wording(members, name, annotations, bodies, chains)
        for members, name in zip(groups, names, strict=True)
    )


def _wording(
    members: list[int],
    name: str | None,
    annotations: Sequence[Annotation],
    bodies: Sequence[Body],
    chains: Sequence[Chain],
) -> Wording:
    # Among equals the maker's own page, whose time and credits are the wording's own.
    owned = {i for i in members if name and is_named(_outlet(annotations[i]), name)}
    fullest = max(members, key=lambda i: (len("".join(bodies[i].core)), i in owned, -i))
    upstream = {outlet_key(n) for i in members for n in chains[i].upstream}
    witnesses = tuple(
        Witness(
            annotations[i].capture_id,
            credit_state(chains[i], _outlet(annotations[i]), name, upstream, shared=len(members) > 1),
            chains[i].credited,
        )
        for i in members
    )
    body = bodies[fullest]
    # A text without a letter has nothing but its capture to be known by.
    mark = f"{body.language or ''}\n{body.letters}" if body.letters else annotations[fullest].capture_id
    return Wording(
        id="w-" + sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        name=name,
        witnesses=witnesses,
        representative=annotations[fullest].capture_id,
    )


def is_named(outlet: str | None, name: str) -> bool:
    """Whether an outlet goes by a name."""
    return outlet is not None and outlet_key(outlet) == outlet_key(name)


def credit_state(
    chain: Chain, outlet: str | None, name: str | None, upstream: set[str], *, shared: bool
) -> CreditState:
    """How a page credits those whose wording it carries, as far as the pages themselves tell."""
    due = set(upstream)
    if name and not is_named(outlet, name):
        due.add(outlet_key(name))
    given = {outlet_key(credited) for credited in chain.credited}
    if not due:
        return CreditState.NONE if shared and name is None else CreditState.OWN
    if due <= given:
        return CreditState.FULL
    if due & given:
        return CreditState.PARTIAL
    if outlet is None and not given and not shared:
        return CreditState.OWN
    return CreditState.WRONG if given else CreditState.NONE


def _names(
    groups: Sequence[list[int]],
    chains: Sequence[Chain],
    annotations: Sequence[Annotation],
    bodies: Sequence[Body],
) -> list[str | None]:
    """A name per wording: the maker that its witnesses name, unless that maker has another version here."""
    stated = [_stated(members, chains, annotations) for members in groups]
    same_name: dict[str, list[int]] = defaultdict(list)
    for at, (name, _) in enumerate(stated):
        if name:
            same_name[outlet_key(name)].append(at)
    edits: set[int] = set()
    for rivals in same_name.values():
        texts = [bodies[groups[at][0]] for at in rivals]
        # The maker's own text in another language: this one must be a translation of it.
        spoken = {text.language for at, text in zip(rivals, texts, strict=True) if stated[at][1]}
        for at, text, is_version in zip(rivals, texts, versions(texts), strict=True):
            if not stated[at][1] and (is_version or (spoken and text.language not in spoken)):
                edits.add(at)
    names: list[str | None] = []
    for at, (members, (name, _)) in enumerate(zip(groups, stated, strict=True)):
        if at in edits:
            # Several versions claim one maker: those on other pages are edits, named by their outlets.
            outlets = [_outlet(annotations[i]) for i in members]
            name = next((outlet for outlet in outlets if outlet), None)
        names.append(name)
    return names


def _stated(
    members: list[int], chains: Sequence[Chain], annotations: Sequence[Annotation]
) -> tuple[str | None, bool]:
    """Whose wording its witnesses say it is, and whether one of them is that maker's own page."""
    own = {outlet_key(c.carrier): c.carrier for c in (chains[i] for i in members) if c.is_own and c.carrier}
    named = [c.carrier for c in (chains[i] for i in members) if not c.is_own and c.carrier]
    for name in named:
        if outlet_key(name) in own:
            return own[outlet_key(name)], True
    if named:
        return max(named, key=lambda n: (sum(outlet_key(m) == outlet_key(n) for m in named), n)), False
    if len(own) == 1:
        return next(iter(own.values())), True
    first = _first(members, annotations)
    return (chains[first].carrier, True) if first is not None else (None, False)


def _first(members: list[int], annotations: Sequence[Annotation]) -> int | None:
    """Which of several outlets had a text that nobody credits first, if all say when, with their zone."""
    times: dict[datetime, list[int]] = defaultdict(list)
    for i in members:
        stamp = annotations[i].article.published
        if stamp is None or stamp.iso is None or annotations[i].article.outlet is None:
            return None
        try:
            time = datetime.fromisoformat(stamp.iso)
        except ValueError:
            return None
        if time.tzinfo is None:
            return None
        times[time].append(i)
    earliest = times[min(times)]
    return earliest[0] if len(earliest) == 1 else None


def _outlet(annotation: Annotation) -> str | None:
    outlet = annotation.article.outlet
    return outlet.name if outlet else None
