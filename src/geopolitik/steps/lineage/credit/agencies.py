"""Whose wording an uncredited text carries, told by texts that credit an agency for the same wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import exp

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, CreditRole
from geopolitik.model.span import Span
from geopolitik.model.story import Evidence
from geopolitik.text.agencies import agency_of, is_agency
from geopolitik.text.chain import chain_of, outlet_key, outlet_name

_GRAM = 6
"""Words of a run: two reports of one event share fours, seldom sixes, outside quotations."""
_SPEECH = 4
"""A quoted stretch of fewer words is a term rather than speech."""
_COMMON = 0.3
"""A run that this share of many texts holds is furniture."""
_MANY = 20
_FEW = 40
"""With fewer runs than this a share says little: it is counted as if there were so many."""
_PRIOR, _PER_SHARE, _PER_AGREEMENT = -4.0, 10.0, 5.0
"""Log-odds that the text carries the agency's wording: set by hand, checked by benchmarks.agencies."""
_ENOUGH = 0.5
"""Share of the runs from which more of them makes it no surer."""
_SURE = 0.8
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Carried:
    """An agency's wording in a text that does not say so."""

    agency: str
    probability: float
    evidence: Evidence
    nearest: tuple[str, ...]
    """Capture ids of the crediting texts that share most, the nearest first."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of words of a text's narration, and the agencies that it credits."""

    capture: str
    first: Mapping[tuple[str, ...], int]
    """Run → index of its first token."""
    agencies: frozenset[str]


def runs_of(annotation: Annotation) -> Runs:
    """The runs of words outside quotations, and the agencies credited for them."""
    tokens = annotation.tokens
    quoted = [False] * len(tokens)
    spans = iter(q.span for q in annotation.quotations if len(q.span.of(annotation.text).split()) >= _SPEECH)
    span = next(spans, None)
    for i, token in enumerate(tokens):
        while span is not None and span.end <= token.start:
            span = next(spans, None)
        quoted[i] = span is not None and span.start <= token.start
    norms = tuple(token.norm for token in tokens)
    first: dict[tuple[str, ...], int] = {}
    for sentence in annotation.sentences:
        for i in range(sentence.first_token, sentence.last_token - _GRAM + 1):
            if True not in quoted[i : i + _GRAM]:
                first.setdefault(norms[i : i + _GRAM], i)
    return Runs(annotation.capture_id, first, credited_agencies(annotation.article))


def credited_agencies(article: Article) -> frozenset[str]:
    """Whose wording a page says it carries: agencies by the name that stands for all their names.

    An agency's own page says so by its outlet; another outlet's own page says nothing.
    """
    names = [credit.name for credit in article.credits if credit.role is CreditRole.AGENCY]
    chain = chain_of(article)
    fed = {outlet_key(credit.name) for credit in article.credits if credit.role is CreditRole.FEED}
    # A feed hands on what many wrote.
    if chain.carrier and not chain.is_own and outlet_key(chain.carrier) not in fed:
        names.append(chain.carrier)
    if article.outlet and is_agency(article.outlet.name):
        names.append(article.outlet.name)
    return frozenset(filter(None, map(_common_name, names)))


def _common_name(name: str) -> str | None:
    """The name that stands for all of an agency's; None for one that signs pictures only."""
    agency = agency_of(name)
    if agency is None:
        return outlet_name(name)
    return None if agency.kind == "pictures" else agency.name


class Witnesses:
    """Texts by the runs of words they hold."""

    def __init__(self, texts: Iterable[Runs]) -> None:
        self.texts = {text.capture: text for text in texts}
        self._holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for text in self.texts.values():
            for run in text.first:
                self._holders[run].append(text.capture)

    def shared(self, text: Runs, without: Collection[str]) -> dict[str, list[tuple[str, ...]]]:
        """The runs that each other text shares with one; what nearly all hold is not counted."""
        limit = _COMMON * len(self.texts) if len(self.texts) >= _MANY else len(self.texts)
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for run in text.first:
            holders = self._holders.get(run, ())
            if len(holders) <= limit:
                for capture in holders:
                    if capture != text.capture and capture not in without:
                        found[capture].append(run)
        return found


def name_agency(
    annotation: Annotation,
    witnesses: Witnesses,
    *,
    text: Runs | None = None,
    without: Collection[str] = (),
    sure: float = _SURE,
) -> Carried | None:
    """Name the agency whose wording a text carries; None if the other texts don't settle it.

    Args:
        annotation: the text; what it credits itself is not looked at.
        witnesses: texts, some of which credit an agency.
        text: its runs, if known.
        without: capture ids to leave out.
        sure: the probability below which no answer is given.
    """
    text = text or runs_of(annotation)
    shared = witnesses.shared(text, without)
    share = {capture: len(runs) / max(len(text.first), _FEW) for capture, runs in shared.items()}
    votes: dict[str, float] = defaultdict(float)
    covered: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for capture, runs in shared.items():
        agencies = witnesses.texts[capture].agencies
        for agency in agencies:
            # A near copy speaks louder than a text that shares a sentence; two names share their vote.
            votes[agency] += share[capture] ** 2 / len(agencies)
            covered[agency].update(runs)
    if not votes:
        return None
    agency = max(votes, key=lambda name: (votes[name], name))
    part = len(covered[agency]) / max(len(text.first), _FEW)
    agreement = votes[agency] / sum(votes.values())
    odds = _PRIOR + _PER_SHARE * min(part, _ENOUGH) + _PER_AGREEMENT * (agreement - 0.5)
    probability = 1 / (1 + exp(-odds))
    if probability < sure:
        return None
    holders = [capture for capture in share if agency in witnesses.texts[capture].agencies]
    nearest = sorted(holders, key=lambda capture: (-share[capture], capture))
    evidence = _evidence(annotation, text, covered[agency], agency, part, len(holders))
    return Carried(agency, probability, evidence, tuple(nearest[:_SHOWN]))


def _evidence(
    annotation: Annotation,
    text: Runs,
    covered: set[tuple[str, ...]],
    agency: str,
    part: float,
    holders: int,
) -> Evidence:
    texts = "one text that credits" if holders == 1 else f"{holders} texts that credit"
    note = (
        f"Outside quotations, {part:.0%} of the {_GRAM}-word runs stand in {texts} {agency}; "
        "no other agency is credited for as much of it."
    )
    return Evidence("credited elsewhere", 0.0, note, "relation", _spans(annotation, text, covered))


def _spans(annotation: Annotation, text: Runs, covered: set[tuple[str, ...]]) -> tuple[Span, ...]:
    """The longest stretches of covered runs."""
    starts = sorted(text.first[run] for run in covered)
    stretches: list[tuple[int, int]] = []
    for start in starts:
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], start + _GRAM)
        else:
            stretches.append((start, start + _GRAM))
    longest = sorted(sorted(stretches, key=lambda s: s[0] - s[1])[:_SHOWN])
    tokens = annotation.tokens
    return tuple(Span(tokens[a].start, tokens[b - 1].end) for a, b in longest)
