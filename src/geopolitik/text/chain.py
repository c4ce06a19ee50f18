"""Whose wording a page says it carries, and what that wording says it was made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from geopolitik.lexicon import table, words
from geopolitik.model.article import Article, CreditRole
from geopolitik.model.story import DerivationKind
from geopolitik.text.agencies import is_outlet
from geopolitik.text.forms import fold

_TRANSLATED = (CreditRole.TRANSLATED, CreditRole.TRANSLATED_FROM)
_MAKERS = (CreditRole.TRANSLATED, CreditRole.EDITED)
_REPOSTED = (
    CreditRole.FIRST_PUBLISHED,
    CreditRole.REPUBLISHED,
    CreditRole.AGENCY,
    CreditRole.VIA,
    CreditRole.FEED,
)
_UPSTREAM = (
    CreditRole.FIRST_PUBLISHED,
    CreditRole.TRANSLATED_FROM,
    CreditRole.SOURCE,
    CreditRole.REPUBLISHED,
    CreditRole.AGENCY,
)
_HOST = re.compile(r"^(?:https?://)?(?:www\.|m\.|amp\.)?([a-z0-9-]+)(?:\.[a-z]{2,})+(?:/.*)?$")
_HAT_TIP = re.compile(r"[\s(*_]{0,4}(?:h/t|ht\b|hat[ -]tip)", re.IGNORECASE)
_ROOMS = (" editorial team", " newsroom", " staff", " team", " desk")
_TRAILING = (
    *_ROOMS,
    " news agency",
    " newspaper",
    " website",
    " channel",
    " agency",
    " news",
    " daily",
)


@dataclass(frozen=True, slots=True)
class Chain:
    """The line of makers that a page states, the nearest first."""

    carrier: str | None
    """Whose wording the page carries, by its own account; its outlet if it names nobody."""
    is_own: bool
    """Whether the carrier is the outlet itself (or nobody is named)."""
    upstream: tuple[str, ...]
    """What the carried wording was made from, nearest first."""
    kind: DerivationKind
    """What was made of the nearest upstream wording."""
    credited: tuple[str, ...]
    """Everybody the page credits, as it names them, without its own outlet; makers first."""
    only_marked: bool = False
    """Whether nothing but an agency's mark, as in a dateline, gives credit."""
    partly: tuple[str, ...] = ()
    """Whom the page thanks for material or a hint, without saying that the wording is theirs."""


def outlet_key(name: str) -> str:
    """The form under which two ways to name an outlet are equal: `the RT team`, `RT`, `www.rt.com`.

    An agency's or well-known outlet's names are equal, too: `AP` and `The Associated Press`.
    """
    key = _bare_key(name)
    return _known_keys().get(key, key)


@cache
def _known_keys() -> dict[str, str]:
    """Key of each listed name → key of the name that stands for it."""
    rows = [(row["name"], row["agency"]) for row in table("agencies") if row["kind"] != "pictures"]
    rows += [(row["name"], row["outlet"]) for row in table("outlets")]
    return {_bare_key(name): _bare_key(common) for name, common in rows}


@lru_cache(maxsize=4096)
def _bare_key(name: str) -> str:
    low = " ".join(fold(name).split())
    host = _HOST.match(low)
    if host:
        low = host.group(1)
    low = low.removeprefix("the ")
    for tail in _TRAILING:
        short = low.removesuffix(tail)
        if short.strip():
            low = short
    return "".join(c for c in low if c.isalnum()) or low


def outlet_name(name: str) -> str:
    """The name without the words that only say it is a newsroom: `the RT team` gives `RT`."""
    bare = " ".join(name.split())
    for tail in _ROOMS:
        if bare.lower().endswith(tail) and len(bare) > len(tail):
            bare = bare[: -len(tail)]
            return bare[4:] if bare.lower().startswith("the ") and len(bare) > 4 else bare
    return bare


def chain_of(article: Article) -> Chain:
    """Read the line of makers from an article's credits, feed name and outlet."""
    own = article.outlet.name if article.outlet else None
    named = _named(article)
    others = [(role, name) for role, name in named if not own or outlet_key(name) != outlet_key(own)]
    makers = [name for role, name in named if role in _MAKERS and not _is_person(name)]
    reposted = [
        name for wanted in _REPOSTED for role, name in others if role is wanted and not _is_route(name)
    ]
    sources = [name for role, name in others if role is CreditRole.SOURCE]
    translated = any(role in _TRANSLATED for role, _ in named)
    if makers:
        carrier: str | None = makers[0]
    elif translated:
        # Somebody of the page's own, or nobody named, put it in other words than the original's.
        carrier = own
    elif reposted:
        carrier = reposted[0]
    else:
        carrier = own or (sources[0] if sources else None)
    key = outlet_key(carrier) if carrier else ""
    upstream = [n for wanted in _UPSTREAM for role, n in others if role is wanted and outlet_key(n) != key]
    if not makers and not translated and reposted:
        # A plain repost names one maker; a second name is another relay, not what the text was made from.
        upstream = [name for name in sources if outlet_key(name) != key]
    listed = [name for _, name in others]
    return Chain(
        carrier=carrier,
        is_own=carrier is None or (own is not None and outlet_key(own) == key),
        upstream=_distinct(upstream),
        kind=_kind(named, bool(makers)),
        credited=_distinct(sorted(listed, key=lambda name: name != carrier)),
        only_marked=bool(others) and all(role is CreditRole.AGENCY for role, _ in others),
        partly=_partly(article, others),
    )


def _partly(article: Article, others: list[tuple[CreditRole, str]]) -> tuple[str, ...]:
    """Those named only for inputs or by a hat tip."""
    tipped = {
        outlet_key(outlet_name(credit.name))
        for credit in article.credits
        if credit.role is CreditRole.VIA
        and credit.start is not None
        and _HAT_TIP.match(article.text, credit.start, credit.end or len(article.text))
    }
    weak = {outlet_key(name) for role, name in others if role is CreditRole.INPUTS} | tipped
    strong = {
        outlet_key(name)
        for role, name in others
        if role is not CreditRole.INPUTS and not (role is CreditRole.VIA and outlet_key(name) in tipped)
    }
    return _distinct([name for _, name in others if outlet_key(name) in weak - strong])


@cache
def _routes() -> frozenset[str]:
    return words("platforms")


def _is_route(name: str) -> bool:
    """Whether a name is a platform's, which hands on what others made."""
    return name.strip(" @.").casefold() in _routes()


@cache
def _given_names() -> frozenset[str]:
    return words("given_names", "name")


def _is_person(name: str) -> bool:
    """Whether a maker is somebody of the outlet's own, as a translator is, and no outlet."""
    parts = name.split()
    return 2 <= len(parts) <= 3 and parts[0] in _given_names() and not is_outlet(name)


def _named(article: Article) -> list[tuple[CreditRole, str]]:
    found = [
        # A canonical link elsewhere stands in the metadata only: the page says that it is a copy.
        (CreditRole.REPUBLISHED if c.role is CreditRole.SOURCE and c.start is None else c.role, c.name)
        for c in article.credits
        if c.name.strip()
    ]
    if article.feed_name:
        found.append((CreditRole.FEED, article.feed_name))
    return [(role, outlet_name(name)) for role, name in found]


def _kind(named: list[tuple[CreditRole, str]], made: bool) -> DerivationKind:
    if any(role in _TRANSLATED for role, _ in named):
        return DerivationKind.TRANSLATION
    return DerivationKind.LIGHT_EDIT if made else DerivationKind.REWRITE


def _distinct(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(outlet_key(name), name)
    return tuple(seen.values())
