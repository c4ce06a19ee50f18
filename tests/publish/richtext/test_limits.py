"""What is too large or too deep is said, shown as it was written, and costs no time."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest
from tests.publish.active import assert_inert

from geopolitik.publish.richtext import cited, plain, refusal, render
from geopolitik.publish.richtext.limits import DEEPEST, LONGEST, MOST_BRACKETS, MOST_LINES

FOLDER = os.environ.get("GEOPOLITIK_DATA")


@pytest.mark.parametrize(
    ("markdown", "reason"),
    [
        ("a" * (LONGEST + 1), "longer than 200,000 characters"),
        ("a\n" * (MOST_LINES + 1), "more than 10,000 lines"),
        ("[" * (MOST_BRACKETS + 1), "more than 10,000 opening brackets"),
        (">" * (DEEPEST + 1) + " a", "more than 12 deep"),
        ("- > 1. " * 5 + "a", "more than 12 deep"),
        ("".join("  " * i + "- a\n" for i in range(30)), "more than 12 deep"),
    ],
    ids=["long", "lines", "brackets", "quotations", "mixed in a line", "lists by their indents"],
)
def test_what_is_too_much_is_shown_as_written(markdown: str, reason: str) -> None:
    assert reason in (refusal(markdown) or "")
    html = render(markdown)
    assert_inert(html)
    assert "Shown as it was written: the post " in html
    assert plain(markdown) == markdown[:LONGEST].strip()
    assert cited(markdown) == ()


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "a" * LONGEST,
        ">" * DEEPEST + " a",
        "".join("  " * i + "- a\n" for i in range(DEEPEST)),
        "- - - - - - - - - - - - - - - -",
        "a\n\n* * * * * * * * * * * * * *\n\nb",
        "- one\n" * 500,
    ],
    ids=["nothing", "long", "quotations", "lists", "rule of dashes", "rule of stars", "many items"],
)
def test_what_can_be_parsed_is_fine(markdown: str) -> None:
    assert refusal(markdown) is None
    assert "as it was written" not in render(markdown)


def test_no_word_is_lost_by_depth() -> None:
    for depth in range(1, 40):
        body = "".join("  " * i + f"- word{i}\n" for i in range(depth))
        assert plain(body).split().count("-") in (0, depth)
        assert f"word{depth - 1}" in render(body)


HARD = {
    "lazy quotation": "> " * DEEPEST + "a\n" + "a\n" * (MOST_LINES - 2),
    "deep lists": "".join("  " * i + "- a\n" for i in range(DEEPEST)) * 800,
    "emphasis in emphasis": "*_" * 90_000,
    "pictures in emphasis": "*a **b " * 12 + "![a](/media/a) " * 9_000,
    "sized pictures": "![a](/media/a.png =10x10) " * 7_600,
    "citations": "[a](passage:ab#1-2) " * 9_900,
    "mentions": "@ab " * 50_000,
    "addresses": "http://a.example " * 11_000,
    "rules in a line": "--- " * 50_000,
    "line breaks": "a<br><br>" * 22_000,
    "definitions": "".join(f"[a{i}]: u\n" for i in range(4_900)) + "".join(f"[a{i}]" for i in range(4_900)),
    "wide table": "|a" * 10_000 + "\n" + "|-" * 10_000 + "\n" + "|a" * 10_000,
}


@pytest.mark.parametrize("body", HARD.values(), ids=HARD)
def test_the_hardest_that_is_parsed_is_shown(body: str) -> None:
    _is_shown(body[:LONGEST])


def bombs() -> dict[str, str]:
    """The Markdown bombs of the suite, read from the script that would write all of them to disk."""
    path = Path(FOLDER or "") / "hostile" / "own" / "make_bombs.py"
    if not FOLDER or not path.exists():
        return {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Dict) and any(_value(key) == "hh-nest" for key in node.keys):
            found: dict[str, str] = eval(compile(ast.Expression(node), "bombs", "eval"), {})
            return found
    return {}


def _value(node: ast.expr | None) -> object:
    return node.value if isinstance(node, ast.Constant) else None


@pytest.mark.skipif(not FOLDER, reason="GEOPOLITIK_DATA is not set: no bombs")
def test_the_suite_has_bombs() -> None:
    assert len(bombs()) == 13


@pytest.mark.parametrize("body", bombs().values(), ids=bombs())
def test_bombs(body: str) -> None:
    _is_shown(body)
    if len(body) < LONGEST // 2:
        _is_shown((body * 40)[:LONGEST])


def _is_shown(body: str) -> None:
    """Whatever it is, it is shown, and harmlessly; how long that takes `benchmarks.hostile` measures."""
    assert_inert(render(body))
    assert isinstance(plain(body), str)
