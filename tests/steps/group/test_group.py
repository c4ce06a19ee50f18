"""Equal wordings join, and nothing that a redline could show is hidden by joining."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Credit, CreditRole, Label, Outlet, Timestamp
from geopolitik.model.capture import Capture
from geopolitik.model.story import CreditState, Wording
from geopolitik.steps.annotate import annotate
from geopolitik.steps.group import candidates, group

STORY = (
    "The island council voted on Friday to close the old harbour to tankers.",
    "“We waited two winters for this,” said harbour master Ilse Brant. “Nobody will miss the noise.”",
    "Fishing boats may still land their catch before noon, the council's clerk told reporters.",
    "About 40 vessels a month had used the outer pier since the spring storms.",
)


def read(
    *paragraphs: str,
    title: str = "Harbour closed to tankers",
    outlet: str | None = None,
    credits: tuple[Credit, ...] = (),
    language: str | None = "en",
    name: str = "",
) -> Annotation:
    """An article with a title and body blocks, annotated."""
    text = "\n".join((title, *paragraphs))
    blocks = []
    at = 0
    for n, line in enumerate((title, *paragraphs)):
        blocks.append(Block(at, at + len(line), Label.BODY if n else Label.TITLE))
        at += len(line) + 1
    mark = sha256(f"{name}{outlet}{credits}{text}".encode()).hexdigest()
    capture = Capture(mark[:16], name or "page", text.encode(), mark, name or "page")
    site = Outlet(outlet, "site") if outlet else None
    return annotate(
        Article(capture, text, "text", tuple(blocks), language=language, outlet=site, credits=credits)
    )


def test_a_short_block_beside_an_advertisement_is_furniture() -> None:
    bare = read(*STORY, name="a")
    page = read(*STORY[:2], "Advertisement", "Brant & Sons paint every boat twice.", *STORY[2:], name="b")
    blocks = page.article.blocks
    marked = (*blocks[:3], replace(blocks[3], label=Label.ADVERTISEMENT), *blocks[4:])
    with_label = annotate(replace(page.article, blocks=marked))
    assert len(group([bare, page])) == 2
    assert len(group([bare, with_label])) == 1


def by(name: str, role: CreditRole) -> Credit:
    return Credit(name, role, None, None)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(read(*STORY, title="Tankers shut out", name="b"), id="another title"),
        pytest.param(
            read(*(p.replace("“", '"').replace("”", '"') for p in STORY), name="b"), id="quote style"
        ),
        pytest.param(read(*(p.upper() for p in STORY), name="b"), id="case"),
        pytest.param(read(" ".join(STORY), name="b"), id="paragraphs run together"),
        pytest.param(read(*STORY[:2], "Read more", *STORY[2:], name="b"), id="a button in between"),
        pytest.param(
            read(*(p.replace("harbour master", "harbour-master") for p in STORY), name="b"), id="hyphen"
        ),
        pytest.param(
            read(*STORY, "Source: Coast Wire.", outlet="Coast Wire", name="b"), id="credit words at the end"
        ),
    ],
)
def test_trifles_make_no_other_wording(other: Annotation) -> None:
    assert len(group([read(*STORY), other])) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("About 40", "About 60", id="number"),
        pytest.param("may still", "may not", id="negation"),
        pytest.param("voted on Friday", "voted", id="day word gone"),
        pytest.param("told reporters.", "told reporters. He gave no reason.", id="sentence added"),
        pytest.param(STORY[3], "", id="last paragraph cut"),
    ],
)
def test_what_a_redline_could_show_makes_another_wording(old: str, new: str) -> None:
    other = read(*filter(None, (p.replace(old, new) for p in STORY)), name="b")
    assert len(group([read(*STORY), other])) == 2


def test_languages_never_join() -> None:
    assert len(group([read(*STORY, language="en"), read(*STORY, language="nl", name="b")])) == 2


def test_texts_without_a_letter_stay_apart() -> None:
    assert len(group([read("...", title="–"), read("!!!", title="–", name="b")])) == 2


def test_every_article_lies_in_one_wording_and_the_fullest_stands_for_it() -> None:
    short = read(*STORY, name="a")
    full = read(*STORY, "Coast Wire", outlet="Coast Wire", name="b")
    other = read("Snow fell on the northern passes all through the night.", name="c")
    wordings = group([short, full, other])
    held = [witness.capture for wording in wordings for witness in wording.witnesses]
    assert sorted(held) == sorted(a.capture_id for a in (short, full, other))
    assert all(w.representative in {x.capture for x in w.witnesses} for w in wordings)


def test_of_equal_texts_the_makers_own_page_stands_for_the_wording() -> None:
    copy = read(*STORY, outlet="Bay Post", credits=(by("Coast Wire", CreditRole.VIA),), name="a")
    owner = read(*STORY, outlet="Coast Wire", name="b")
    assert [w.representative for w in group([copy, owner])] == [owner.capture_id]


def one(annotation: Annotation) -> tuple[Wording, CreditState]:
    (wording,) = group([annotation])
    return wording, wording.witnesses[0].credit


TRANSLATED = (
    by("Vestnik Zaliva", CreditRole.FIRST_PUBLISHED),
    by("the Coast Wire team", CreditRole.TRANSLATED),
    by("the Coast Wire team", CreditRole.EDITED),
)


@pytest.mark.parametrize(
    ("annotation", "name", "credit"),
    [
        pytest.param(read(*STORY, outlet="Bay Post"), "Bay Post", CreditState.OWN, id="own text"),
        pytest.param(read(*STORY), None, CreditState.OWN, id="nobody named"),
        pytest.param(
            read(*STORY, credits=TRANSLATED), "Coast Wire", CreditState.FULL, id="translated and edited"
        ),
        pytest.param(
            read(*STORY, outlet="Bay Post", credits=(by("Coast Wire", CreditRole.AGENCY),)),
            "Coast Wire",
            CreditState.FULL,
            id="agency mark",
        ),
        pytest.param(
            read(*STORY, outlet="Coast Wire", credits=(by("Coast Wire", CreditRole.AGENCY),)),
            "Coast Wire",
            CreditState.OWN,
            id="the agency's own page",
        ),
        pytest.param(
            read(*STORY, outlet="Bay Post", credits=(by("coastwire.example", CreditRole.SOURCE),)),
            "coastwire.example",
            CreditState.FULL,
            id="canonical link elsewhere",
        ),
    ],
)
def test_a_wording_is_named_by_its_credits(annotation: Annotation, name: str, credit: CreditState) -> None:
    wording, state = one(annotation)
    assert (wording.name, state) == (name, credit)


def test_who_credits_nobody_for_a_shared_wording_is_seen() -> None:
    owner = read(*STORY, outlet="Coast Wire", name="a")
    credited = read(*STORY, outlet="Bay Post", credits=(by("Coast Wire", CreditRole.VIA),), name="b")
    silent = read(*STORY, outlet="Hill Echo", name="c")
    (wording,) = group([owner, credited, silent])
    assert wording.name == "Coast Wire"
    assert [w.credit for w in wording.witnesses] == [CreditState.OWN, CreditState.FULL, CreditState.NONE]


@pytest.mark.parametrize(
    ("early", "late", "name"),
    [
        pytest.param("2031-02-03T10:00+00:00", "2031-02-03T13:00+02:00", "Bay Post", id="in order"),
        pytest.param("2031-02-03T10:00+00:00", "2031-02-03T11:00+02:00", "Hill Echo", id="across zones"),
        pytest.param("2031-02-03T10:00", "2031-02-03T13:00", None, id="zones unknown"),
        pytest.param("2031-02-03T10:00+00:00", "2031-02-03T12:00+02:00", None, id="same moment"),
    ],
)
def test_of_two_that_credit_nobody_the_earlier_gives_the_name(
    early: str, late: str, name: str | None
) -> None:
    pages = [
        replace(page.article, published=Timestamp(time, time, None, "text"))
        for page, time in (
            (read(*STORY, outlet="Bay Post", name="a"), early),
            (read(*STORY, outlet="Hill Echo", name="b"), late),
        )
    ]
    (wording,) = group([annotate(page) for page in pages])
    assert wording.name == name
    assert CreditState.NONE in {w.credit for w in wording.witnesses}


def test_an_edited_version_goes_by_its_outlet() -> None:
    owner = read(*STORY, outlet="Coast Wire", name="a")
    cut = read(*STORY[:2], outlet="Bay Post", credits=(by("Coast Wire", CreditRole.AGENCY),), name="b")
    assert [w.name for w in group([owner, cut])] == ["Coast Wire", "Bay Post"]


def test_a_text_in_another_language_goes_by_its_outlet() -> None:
    owner = read(*STORY, outlet="Coast Wire", name="a")
    mark = (by("Coast Wire", CreditRole.AGENCY),)
    other = read("De haven blijft dicht voor tankers.", outlet="Bode", credits=mark, language="nl")
    assert [w.name for w in group([owner, other])] == ["Coast Wire", "Bode"]


def test_two_stories_of_one_agency_keep_its_name() -> None:
    mark = (by("Coast Wire", CreditRole.AGENCY),)
    first = read(*STORY, outlet="Bay Post", credits=mark, name="a")
    second = read("Snow fell on the northern passes all through the night.", outlet="Hill Echo", credits=mark)
    assert [w.name for w in group([first, second])] == ["Coast Wire", "Coast Wire"]


def test_ids_come_from_content() -> None:
    assert group([read(*STORY, name="a")])[0].id == group([read(*STORY, outlet="Bay Post", name="b")])[0].id


@given(st.permutations(range(4)))
def test_order_of_captures_does_not_change_the_wordings(order: list[int]) -> None:
    annotations = [
        read(*STORY, name="a"),
        read(*STORY, title="Another title", name="b"),
        read(*STORY[:2], name="c"),
        read("Snow fell on the northern passes.", name="d"),
    ]
    found = group([annotations[i] for i in order])
    assert {w.id for w in found} == {w.id for w in group(annotations)}


def test_candidates_of_few_are_all_pairs() -> None:
    annotations = [read(*STORY, name="a"), read(*STORY[:2], name="b"), read("Snow fell.", name="c")]
    assert len(candidates(annotations, group(annotations))) == 3


def test_candidates_of_many_are_those_that_share_something() -> None:
    filler = [
        read(f"Village {n} held its fair number {n * 7} under tree {n}.", name=str(n)) for n in range(12)
    ]
    annotations = [read(*STORY, name="a"), read(*STORY[1:], name="b"), *filler]
    wordings = group(annotations)
    pairs = candidates(annotations, wordings)
    assert (wordings[0].id, wordings[1].id) in pairs
    assert not any(wordings[0].id in pair and wordings[5].id in pair for pair in pairs)


def test_candidates_of_many_take_in_a_credited_text_in_another_language() -> None:
    filler = [read(f"Village {n} held its fair number {n * 7}.", name=str(n)) for n in range(13)]
    owner = read(*STORY, outlet="Coast Wire", name="a")
    translated = read(
        "De haven blijft dicht voor tankers.",
        outlet="Bode",
        language="nl",
        credits=(by("Coast Wire", CreditRole.FIRST_PUBLISHED), by("Bode", CreditRole.TRANSLATED)),
    )
    annotations = [owner, *filler, translated]
    wordings = group(annotations)
    assert (wordings[0].id, wordings[-1].id) in candidates(annotations, wordings)
