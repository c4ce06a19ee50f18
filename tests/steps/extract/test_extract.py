"""Odd texts: a sentence alone, marks, lists, oversize, and what a reader cannot see."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.errors import ExtractionError, GeopolitikError
from geopolitik.model.article import Article, Label, LinkKind
from geopolitik.model.capture import Declared
from geopolitik.steps.collect import capture_bytes, capture_file
from geopolitik.steps.extract import extract


def read(text: str, name: str = "page.txt", declared: Declared | None = None) -> Article:
    return extract(
        capture_bytes(text.encode("utf-8", "surrogatepass"), name, declared=declared or Declared())
    )


def labels(article: Article) -> list[tuple[str, str]]:
    return [(block.label.value, article.text[block.start : block.end]) for block in article.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The ferry sailed.", [("body", "The ferry sailed.")], id="one sentence"),
        pytest.param("ferry", [("body", "ferry")], id="one word"),
        pytest.param(
            "Ferry sails after a week of fog\nThe ferry sailed at noon after a week of fog, the port said.",
            [
                ("title", "Ferry sails after a week of fog"),
                ("body", "The ferry sailed at noon after a week of fog, the port said."),
            ],
            id="headline and sentence",
        ),
    ],
)
def test_short_texts(text: str, expected: list[tuple[str, str]]) -> None:
    assert labels(read(text)) == expected


def test_the_text_stays_as_the_file_stood() -> None:
    content = "\ufeffFerry sails\r\n\r\n  The ferry sailed at noon, and the fog lifted.\t\r\n"
    article = extract(capture_bytes(content.encode(), "page.txt"))
    assert article.text == content[1:]


def test_a_dateline_and_an_end_mark_are_no_part_of_the_story() -> None:
    article = read(
        "LANDRY, Feb 3 (Lakewire) - The ferry sailed at noon after a week of fog, officials said. (Lakewire)"
    )
    assert [label for label, _ in labels(article)] == ["credit", "body", "credit"]
    assert {credit.name for credit in article.credits} == {"Lakewire"}


def test_marks_are_no_words() -> None:
    article = read(
        "# Fog over Ister\n\nThe **old** ferry [sailed](https://x.example/a) at ~~ten~~ noon, they said."
    )
    assert article.format == "markdown"
    assert article.title == "Fog over Ister"
    shown = " ".join(article.legible.split())
    assert shown == "Fog over Ister The old ferry sailed at ten noon, they said."


@pytest.mark.parametrize(
    "line",
    [
        "*The ferry sailed, says [the harbour](https://x.example/a)* at noon.",
        "*[The ferry](https://x.example/a) sailed, says the harbour* at noon.",
        "__[The ferry](https://x.example/a)__ sailed, says **[the harbour](https://x.example/b)** at noon.",
    ],
    ids=["closed behind a link", "opened before a link", "around links"],
)
def test_stars_beside_links_are_marks(line: str) -> None:
    shown = "".join(read(f"Fog over Ister\n\n{line}\n").legible.split())
    assert not set("*_[]") & set(shown)
    assert shown.endswith("atnoon.")


@pytest.mark.parametrize(
    ("mark", "placement", "width", "height"),
    [
        ("![a<](file-guid:1-2)", "left", None, None),
        ('![a>](file-guid:1-2 "t")', "right", None, None),
        ('![a><](file-guid:1-2 "t" =250x)', "center", "250", None),
        ("![a](file-guid:1-2 =50%x20%)", None, "50%", "20%"),
        ("![a<](file-guid:1-2 =x40)", "left", None, "40"),
    ],
)
def test_pictures_of_platforms(
    mark: str, placement: str | None, width: str | None, height: str | None
) -> None:
    article = read(
        f"The ferry sailed at noon and came back at dusk. {mark} It was empty, the harbour master said."
    )
    assert [label for label, _ in labels(article)] == ["body", "image", "body"]
    image = article.images[0]
    assert (image.placement, image.width, image.height) == (placement, width, height)
    assert article.format == "rich-text"


def test_links_are_told_by_where_they_lead() -> None:
    article = read(
        "The ferry sailed at noon: https://bit.ly/abc https://www.amazon.co.uk/dp/1 and https://port.example/x."
    )
    assert [(link.url, link.kind) for link in article.links] == [
        ("https://bit.ly/abc", LinkKind.SHORTENED),
        ("https://www.amazon.co.uk/dp/1", LinkKind.SHOP),
        ("https://port.example/x", LinkKind.PLAIN),
    ]


def test_what_cannot_be_seen_is_said() -> None:
    article = read(
        "The fer\u200bry sai\u200bled at noon, \u202eeno yb eno\u202c, to Rus\u0455\u0456a, they said."
    )
    assert sum("direction" in w or "invisible" in w or "look-alike" in w for w in article.warnings) == 3


def test_what_is_declared_is_believed() -> None:
    declared = Declared(outlet="Fog Post", url="https://fog.example/1", published="2031-02-04 10:00 UTC+2")
    article = read("The ferry sailed at noon.\n\n3 May 2030", declared=declared)
    assert article.outlet is not None
    assert article.outlet.name == "Fog Post"
    assert article.published is not None
    assert (article.published.iso, article.published.source) == ("2031-02-04T10:00+02:00", "declared")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * 1_000_001, "too many for one article"),
        ("\u200b \u00a0\n", "shows no text"),
        ("<?xml version='1.0'?><a/>", "XML"),
    ],
    ids=["over-large", "nothing visible", "xml"],
)
def test_what_is_no_article_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ExtractionError, match=reason):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "![" * 50_000,
        "*a " * 50_000,
        "[a](<b" * 50_000,
        "[![a>](file-guid:x)](" * 5_000,
        '![a<](file-guid:x "t" =' + "9" * 100_000 + "x)",
        "a" * 200_000 + "! " + "1." * 100_000 + " " * 200_000 + "\n" * 200_000,
        "This article was first published by " * 5_000,
        "By A" + " B" * 100_000,
        "Read more\nA b c d e f\n" * 10_000,
        "3 May 2031 " * 20_000,
        "A short line\n" * 20_000 + "And then a sentence that is long enough to be a paragraph of the story.",
        "(" * 100_000,
        "e\u0301\u0302" * 100_000,
    ],
    ids=lambda text: text[:12].replace("\n", " "),
)
def test_hostile_text_is_read_whole(text: str) -> None:
    article = read(text)
    assert sum(block.end - block.start for block in article.blocks) >= len("".join(text.split()))


@given(st.text(st.sampled_from("aB .!\n\n“”*[](){}#>-–1:/=\u05d0\u4e2d\u200f"), min_size=1, max_size=200))
def test_every_visible_character_lies_in_one_block(text: str) -> None:
    try:
        article = read(text)
    except GeopolitikError:
        assert not any(map(str.isalnum, text))
        return
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end
        assert not article.text[at : block.start].strip()
        at = block.end
    assert not article.text[at:].strip()
    assert len(article.legible) == len(article.text)


def test_plain_text_needs_no_html_library() -> None:
    code = (
        "import sys; from geopolitik.steps.collect import capture_bytes; "
        "from geopolitik.steps.extract import extract; "
        "extract(capture_bytes(b'The ferry sailed at noon, they said.', 'x')); "
        "assert not {'lxml', 'trafilatura', 'readability', 'charset_normalizer'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_seed_lines_are_set_aside_and_none_is_lost() -> None:
    folder = os.environ.get("GEOPOLITIK_DATA")
    if not folder:
        pytest.skip("GEOPOLITIK_DATA names no folder with measuring data")
    from benchmarks.extraction import seed_rows

    figures = [row.figure for row in seed_rows(Path(folder))]
    assert figures == ["14 of 14", "0"]


def test_a_seed_channel_is_read() -> None:
    folder = os.environ.get("GEOPOLITIK_DATA")
    if not folder:
        pytest.skip("GEOPOLITIK_DATA names no folder with measuring data")
    path = min((Path(folder) / "seeds").iterdir())
    article = extract(capture_file(path))
    assert article.outlet is not None
    assert (article.outlet.kind, article.outlet.post_count) == ("channel", 15)
    assert [link.kind for link in article.links] == [LinkKind.SHOP]
    assert [image.placement for image in article.images] == ["left", "right"]
    assert sum(block.label is Label.BODY for block in article.blocks) == 3
