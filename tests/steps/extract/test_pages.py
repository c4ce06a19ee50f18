"""Pages of many kinds as a browser copies them; what must come out lies beside each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geopolitik.model.article import SET_ASIDE_LABELS, STORY_LABELS, Article, Label
from geopolitik.steps.collect import capture_file
from geopolitik.steps.extract import extract

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.name for path in PAGES.iterdir() if not path.name.endswith(".expected.json"))


def read(name: str) -> tuple[Article, dict[str, Any]]:
    expected = json.loads((PAGES / name).with_suffix(".expected.json").read_text(encoding="utf-8"))
    return extract(capture_file(PAGES / name)), expected


def label_at(article: Article, passage: str) -> Label:
    at = article.text.index(passage)
    return next(block.label for block in article.blocks if block.start <= at < block.end)


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_the_story_is_lost(name: str) -> None:
    article, expected = read(name)
    story = [article.text[b.start : b.end] for b in article.blocks if b.label in STORY_LABELS]
    missing = [passage for passage in expected["story"] if not any(passage in part for part in story)]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_what_frames_the_story_is_set_aside(name: str) -> None:
    article, expected = read(name)
    wrong = {
        p: label_at(article, p) for p in expected["aside"] if label_at(article, p) not in SET_ASIDE_LABELS
    }
    assert wrong == {}


@pytest.mark.parametrize("name", NAMES)
def test_facts_are_found(name: str) -> None:
    article, expected = read(name)
    found = {
        "title": article.title,
        "byline": article.byline,
        "published": article.published.iso if article.published else None,
        "zone": article.published.zone if article.published else None,
        "updated": article.updated.iso if article.updated else None,
        "feed_name": article.feed_name,
        "language": article.language,
        "outlet": article.outlet.name if article.outlet else None,
        "outlet_kind": article.outlet.kind if article.outlet else None,
        "post_count": article.outlet.post_count if article.outlet else None,
        "author": article.outlet.author if article.outlet else None,
        "visibility": article.visibility,
    }
    assert {key: found[key] for key in expected if key in found} == {
        key: value for key, value in expected.items() if key in found
    }


@pytest.mark.parametrize("name", NAMES)
def test_credits_are_read_in_order(name: str) -> None:
    article, expected = read(name)
    credits = [[credit.name, credit.role.value] for credit in article.credits]
    assert [credit for n, credit in enumerate(credits) if credit not in credits[:n]] == expected["credits"]


@pytest.mark.parametrize("name", NAMES)
def test_every_visible_character_lies_in_one_block(name: str) -> None:
    article, _ = read(name)
    at = 0
    for block in article.blocks:
        assert not article.text[at : block.start].strip()
        assert at <= block.start < block.end
        at = block.end
    assert not article.text[at:].strip()


@pytest.mark.parametrize("name", ["wrapped.txt", "dense.txt"])
def test_paragraphs_are_what_a_reader_sees(name: str) -> None:
    article, expected = read(name)
    assert sum(block.label is Label.BODY for block in article.blocks) == expected["paragraphs"]
