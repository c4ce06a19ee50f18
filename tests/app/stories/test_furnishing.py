"""What repeats on an outlet's pages is learnt as they arrive, and is no part of its stories from then on."""

from __future__ import annotations

import random

from tests.app.stories.test_growing import capture, latest

from geopolitik.app.house import House
from geopolitik.app.stories.growing import arrived
from geopolitik.app.stories.keeping import keep
from geopolitik.app.tracing import trace
from geopolitik.model.article import Block, Label
from geopolitik.model.capture import Capture
from geopolitik.model.growing import Outcome, Turn
from geopolitik.storage import growth, profiles, revisions

PLEDGE = "Our newsroom on the quay reports for readers who pay for it, and we thank each of them warmly."


_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ru",
    "te",
    "va",
    "zo",
    "shen",
    "brul",
    "dast",
    "fi",
    "gorn",
    "hep",
    "jul",
    "nax",
)


def page(number: int, *, lines: int = 6, without: bool = False) -> str:
    """A text of its own, with the pledge between its paragraphs."""
    dice = random.Random(number)

    def word() -> str:
        return "".join(dice.choice(_SYLLABLES) for _ in range(3))

    def some(many: int) -> str:
        return " ".join(word() for _ in range(many))

    paragraphs = [
        f"{some(1).title()} {some(3)} the {some(4)}, {some(5)} of {some(1).title()} {some(6)}."
        for _ in range(lines)
    ]
    body = paragraphs if without else [*paragraphs[:2], PLEDGE, *paragraphs[2:]]
    return f"{some(1).title()} {some(4)}\n\n" + "\n\n".join(body) + "\n"


def retold(number: int) -> Capture:
    """Another outlet's light edit of a page."""
    text = page(number, without=True).replace(" the ", " that ", 2)
    return capture(text, "echo", "Echo", "2031-05-13")


def furniture(house: House, story: str) -> list[Block]:
    """The blocks that were labelled by the outlet's profile in a story's latest trace."""
    return [
        block
        for text in latest(house, story).annotations
        for block in text.article.blocks
        if block.reason.startswith("repeats on")
    ]


def founded(house: House, numbers: range, outlet: str = "quay") -> list[str]:
    """The stories that pages of an outlet found."""
    found = arrived(house, [capture(page(n), f"{outlet}{n}", outlet.title()) for n in numbers])
    assert {arrival.outcome for arrival in found} == {Outcome.FOUNDED}
    return [str(arrival.story) for arrival in found]


def test_what_repeats_at_different_stories_is_furniture_from_then_on(house: House) -> None:
    made = founded(house, range(6))
    labels = [[block.reason for block in furniture(house, story)] for story in made]
    assert labels[:4] == [[], [], [], []]
    assert labels[4:] == [
        ["repeats on 4 of the 4 last pages of this outlet"],
        ["repeats on 5 of the 5 last pages of this outlet"],
    ]


def test_an_earlier_text_is_read_anew_when_its_story_grows(house: House) -> None:
    made = founded(house, range(5))
    arrival = arrived(house, [retold(0)])[0]
    assert arrival.story == made[0]
    assert [block.label for block in furniture(house, made[0])] == [Label.FURNITURE]
    with house.store.reading() as r:
        first = revisions.trace_of(r, made[0], 1)
        assert first is not None
    assert not [b for b in first.annotations[0].article.blocks if b.reason.startswith("repeats on")]
    assert len(latest(house, made[0]).derivations) == 1


def test_what_one_story_repeats_is_no_furniture(house: House) -> None:
    versions = [page(1).replace(" the ", f" the {n}. ", 1) for n in range(6)]
    found = arrived(house, [capture(v, f"quay{n}", "Quay") for n, v in enumerate(versions)])
    assert len({arrival.story for arrival in found}) == 1
    assert furniture(house, str(found[0].story)) == []


def test_what_alone_brought_pages_into_one_story_is_furniture_and_parts_them(house: House) -> None:
    form = " ".join(page(900, lines=4, without=True).split("\n\n")[1:]).strip()
    three = arrived(house, [signed(n, form) for n in range(3)])
    assert len({arrival.story for arrival in three}) == 1
    further = arrived(house, [signed(n, form) for n in range(3, 5)])
    with house.store.reading() as r:
        assert len({growth.holds(r, arrival.capture) for arrival in (*three, *further)}) == 5
    assert [len(furniture(house, str(arrival.story))) for arrival in further] == [1, 1]


def signed(number: int, form: str) -> Capture:
    """A page of its own with a long form at its end, as outlets have for those who'd like to sign up."""
    return capture(f"{page(number, lines=9, without=True)}\n{form}\n", f"quay{number}", "Quay")


def test_words_that_another_outlet_has_in_a_story_are_no_furniture(house: House) -> None:
    founded(house, range(100, 101), "agency")
    made = founded(house, range(6))
    assert [furniture(house, story) for story in made] == [[]] * 6


def test_an_outlet_is_judged_by_its_last_pages(house: House) -> None:
    founded(house, range(5))
    rest = range(200, 200 + profiles.PAGES)
    arrived(house, [capture(page(n, without=True), f"q{n}", "Quay") for n in rest])
    with house.store.reading() as r:
        assert profiles.of_outlets(r, ["quay"]) == {}


def test_a_page_with_nothing_else_keeps_its_words(house: House) -> None:
    founded(house, range(5))
    arrival = arrived(house, [capture(f"A word of thanks\n\n{PLEDGE}\n", "thanks", "Quay")])[0]
    (text,) = [a for a in latest(house, str(arrival.story)).annotations if a.capture_id == arrival.capture]
    assert Label.BODY in {block.label for block in text.article.blocks}


def test_a_text_that_only_furniture_held_is_split_off(house: House) -> None:
    own = "Brulkanax fidast gornhep the julnaxlo mikaru, tevazo shenbrul of Dastfi gornhepjul naxkalo."
    thanks = capture(f"Thanks to all readers\n\n{PLEDGE}\n\n{own}\n", "thanks", "Quay")
    story = keep(house, trace(capture(page(0), "quay0", "Quay"), thanks), by=None).id
    founded(house, range(1, 7))
    arrived(house, [retold(0)])
    with house.store.reading() as r:
        events = growth.events_of(r, story)
        now = growth.holds(r, thanks.id)
    assert [(event.kind, event.other) for event in events] == [(Turn.SPLIT, now)]
    assert "Without what repeats" in events[0].reason
