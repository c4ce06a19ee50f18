"""All that a visitor can read of a text, put together from everywhere, stays within one allowance."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.conftest import Clock
from tests.publish.site.crawling import crawl, searches, shown_of

from geopolitik.app import Source, trace
from geopolitik.app.drafting.draft import draft
from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.app.showing import fill
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.looking import look
from geopolitik.model.annotation import Annotation
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.storage import stories
from geopolitik.storage.paging import Paging

SHARE, LEAST = 0.4, 400
"""Of a text, and in characters: what the documentation promises."""


def most(length: int) -> float:
    """How much of a text everything together may show."""
    return min(max(SHARE * length, LEAST), length / 2)


def too_much(client: Browser, clock: Clock, texts: tuple[Annotation, ...]) -> dict[str, tuple[int, int]]:
    """The texts of which more is shown than may be: characters shown, and in all."""
    found = shown_of(texts, crawl(client, clock, searches(texts)).values())
    for capture, (shown, length) in found.items():
        print(f"{capture}: {shown} of {length} characters, {shown / length:.0%}")
    assert any(shown for shown, _ in found.values())
    return {capture: (shown, length) for capture, (shown, length) in found.items() if shown > most(length)}


def test_of_the_demo(house: House, browser: Browsers, clock: Clock) -> None:
    fill(house)
    with house.store.reading() as r:
        head = stories.newest(r, public_only=True, paging=Paging()).items[0]
    clock.forward(hours=1)
    texts = look(house, VISITOR, head.id).trace.annotations
    assert too_much(browser(), clock, texts) == {}


@pytest.mark.parametrize("seed", [1, 2])
def test_of_ten_copies_of_one_long_text(
    house: House, browser: Browsers, clock: Clock, person: Callable[[Role, str], Viewer], seed: int
) -> None:
    sources = copies(seed)
    first = keep(house, trace(*sources[:5]), by=None, public=True)
    found = trace(*sources)
    keep(house, found, by=None, public=True, story_id=first.id)
    editor = person(Role.EDITOR, "Edith")
    made = draft(found)
    channel = channels.open_channel(house, editor, title="Desk")
    post = posts.write(house, editor, channel, title="Ten tell it", body=made.body, story_id=first.id)
    posts.publish(house, editor, post.id)
    assert sum(len(redline.changes) for redline in found.redlines) > 50
    assert too_much(browser(), clock, found.annotations) == {}


_WHO = (
    "The harbour master",
    "A spokesman for the ministry",
    "The governor of Lenna",
    "One of the inspectors",
)
_DID = ("said that", "told reporters that", "denied that", "believes that")
_WHAT = (
    "{n} barges loaded with {thing} had left the {place} before dawn",
    "the {place} would stay closed for {n} days unless {thing} was handed over",
    "at least {n} people queued for {thing} near the {place}",
    "the truce allowed {n} patrols along the {place} but no {thing}",
    "nobody had counted the {thing} taken from the {place} in {n} years",
)
_THINGS = (
    "diesel",
    "grain",
    "cement",
    "timber",
    "medicine",
    "coal",
    "salt fish",
    "seed potatoes",
    "steel pipes",
)
_PLACES = (
    "old mint",
    "north quay",
    "river crossing",
    "customs yard",
    "ferry landing",
    "salt works",
    "upper lock",
)
_TAILS = (
    "as the rain went on",
    "according to two drivers",
    "though the gates stood open",
    "in a third attempt",
)

_BENDS = (
    ("denied that", "confirmed that"),
    ("believes that", "knows that"),
    ("told reporters that", "admitted that"),
    ("at least ", ""),
    ("The harbour master", "An official"),
    (" unless ", " even if "),
)


def copies(seed: int, sentences: int = 60) -> tuple[Source, ...]:
    """One long text of ours, and nine copies that each bend it in another way."""
    chance = random.Random(seed)
    original = [_sentence(chance) for _ in range(sentences)]
    told = [original]
    for _ in range(9):
        copy = list(chance.choice(told[:3]))
        for at in chance.sample(range(sentences), sentences // 4):
            copy[at] = _bent(chance, copy[at])
        told.append(copy)
    return tuple(_page(number, lines) for number, lines in enumerate(told, start=1))


def _sentence(chance: random.Random) -> str:
    what = chance.choice(_WHAT).format(
        n=chance.randint(3, 900), thing=chance.choice(_THINGS), place=chance.choice(_PLACES)
    )
    return f"{chance.choice(_WHO)} {chance.choice(_DID)} {what}, {chance.choice(_TAILS)}."


def _bent(chance: random.Random, sentence: str) -> str:
    was, becomes = chance.choice(_BENDS)
    return sentence.replace(was, becomes) if was in sentence else re.sub(r"\d+", _more, sentence)


def _more(number: re.Match[str]) -> str:
    return str(int(number[0]) + 11)


def _page(number: int, lines: list[str]) -> Source:
    paragraphs = "".join(f"<p>{' '.join(lines[at : at + 4])}</p>" for at in range(0, len(lines), 4))
    title = f"Barges wait at Lenna, day {number}"
    page = (
        f"<html><head><title>{title}</title>"
        f'<meta property="og:site_name" content="Outlet {number}">'
        f'<meta property="article:published_time" content="2031-05-{number:02}T08:00:00Z"></head>'
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
    return Source(page.encode(), f"{number:02}.html", url=f"https://outlet{number}.example/story")
