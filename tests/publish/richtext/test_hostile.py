"""Suites of hostile strings in every place of a post's body: nothing active survives."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.publish.active import assert_inert

from geopolitik.model.span import Span
from geopolitik.publish.richtext import Cited, Passage, plain, render, sanitise

FOLDER = os.environ.get("GEOPOLITIK_DATA")
pytestmark = pytest.mark.skipif(not FOLDER, reason="GEOPOLITIK_DATA is not set: no hostile strings")

SUITES = {
    "payloads": ("payloads/xss.jsonl", "payload", 1308),
    "ammonia": ("ammonia/cases.jsonl", "fragment", 57),
    "miniflux": ("miniflux/sanitizer_cases.jsonl", "input", 103),
}
PLACES = {
    "body": "{}",
    "link": "[a]({})",
    "link in angle brackets": "[a](<{}>)",
    "autolink": "<{}>",
    "reference": "[a]: {}\n\n[a] ![a]",
    "title": '[a](https://a.example "{}")',
    "words of a link": "[{}](/a)",
    "picture": "![a]({})",
    "sized picture": "![a<]({} =20x20)",
    "alternative text": "![{}](/media/a.png)",
    "alternative text, sized": '![{}](/media/a.png "{}" =20x)',
    "link of a picture": "[![a](/media/a.png =20x)]({})",
    "mention": "@{}",
    "platform's mention": "[{}](mention:{})",
    "cited": "[{}](passage:ab#1-2)",
    "passage": "[a](passage:{}#1-2)",
    "cell": "|{}|\n|--|\n|{}|",
    "heading": "# {}",
    "quotation": "> {}",
    "code": "`{}`",
    "code block": "```{}\n{}\n```",
}


def strings(suite: str) -> list[str]:
    if not FOLDER:
        return []
    hostile = Path(FOLDER) / "hostile"
    if suite == "blns":
        found: list[str] = json.loads((hostile / "blns" / "blns.json").read_text(encoding="utf-8"))
        return found
    name, key, _ = SUITES[suite]
    return [json.loads(line)[key] for line in (hostile / name).read_text(encoding="utf-8").splitlines()]


def test_the_suites_are_whole() -> None:
    assert {suite: len(strings(suite)) for suite in [*SUITES, "blns"]} == {
        **{suite: count for suite, (_, _, count) in SUITES.items()},
        "blns": 515,
    }


@pytest.mark.parametrize("suite", [*SUITES, "blns"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_bodies(suite: str, place: str) -> None:
    for string in strings(suite):
        html = render(place.replace("{}", string))
        assert_inert(html)
        assert sanitise(html) == html


@pytest.mark.parametrize("suite", [*SUITES, "blns"])
def test_what_resolves_mentions_and_passages_is_not_believed(suite: str) -> None:
    for string in strings(suite):
        people, sources = {"a": string}, {Passage("ab", Span(1, 2)): Cited(string, string)}
        html = render("@a [b](passage:ab#1-2)", mentions=people.get, passages=sources.get)
        assert_inert(html)
        assert sanitise(html) == html


@pytest.mark.parametrize("suite", [*SUITES, "blns"])
def test_the_gate_alone_holds(suite: str) -> None:
    """Even if the renderer let raw HTML through, nothing active would come out."""
    for string in strings(suite):
        for html in wrapped(string):
            clean = sanitise(html)
            assert_inert(clean)
            assert sanitise(clean) == clean


def wrapped(string: str) -> Iterator[str]:
    yield string
    yield f'<p title="{string}">{string}</p>'
    yield f'<a href="{string}">a</a><img src="{string}">'


def test_naughty_strings_are_shown_as_they_are() -> None:
    """In code, where no mark is read, every string that has no control character comes back whole."""
    for string in strings("blns"):
        if string.isprintable() and "`" not in string and string.strip():
            assert plain(f"``` \n{string}\n```") == string.strip()
