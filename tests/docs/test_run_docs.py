"""What the pages for users show is what the tool prints."""

from pathlib import Path

import pytest
from tools.run_docs import PageError, checked, difference, excerpts, joined, pieces, rebuilt

OUTPUT = "one\ntwo\n\nthree\nfour\n"


def test_the_pages_show_what_is_printed() -> None:
    stale = [difference(old, new, name) for name, old, new in checked() if old != new]
    assert not stale, "run: python -m tools.run_docs --write\n" + "\n".join(stale)


@pytest.mark.parametrize(
    ("shows", "expected"),
    [
        pytest.param([], ["one", "two", "", "three", "four"], id="all of it"),
        pytest.param([("one", "^$")], ["one", "two", "…"], id="the beginning"),
        pytest.param([("three", "nothing")], ["…", "three", "four"], id="to the end"),
        pytest.param([("one", "two"), ("four", "^$")], ["one", "…", "four"], id="two excerpts"),
        pytest.param([("two", "three")], ["…", "two", "…"], id="no empty line at a cut"),
    ],
)
def test_excerpts_mark_their_cuts(shows: list[tuple[str, str]], expected: list[str]) -> None:
    assert excerpts(OUTPUT, shows) == expected


def test_an_excerpt_that_is_not_there_is_an_error() -> None:
    with pytest.raises(PageError, match="no line matches 'five'"):
        excerpts(OUTPUT, [("five", "six")])


def test_blocks_of_other_languages_are_left_alone() -> None:
    page = "# Page\n\n```text\n$ exit 1\n```\n\n```\n$ exit 1\n```\nend\n"
    assert joined(list(pieces(page))) == page


def test_a_stale_page_is_rebuilt(tmp_path: Path) -> None:
    page = "```console\n$ echo new\nold\n```\n\n```python\nx = 2\nprint(x)\n```\n\n```text\n1\n```\n"
    assert rebuilt(page, tmp_path) == page.replace("old", "new").replace("\n1\n", "\n2\n")


def test_python_blocks_share_their_names(tmp_path: Path) -> None:
    page = "```python\nx = 2\n```\n\n```python\nprint(x)\n```\n\n```text\n```\n"
    assert "```text\n2\n```" in rebuilt(page, tmp_path)


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        pytest.param("```console\n$ false\n```\n", r"\$ false\nleft with 1", id="a command fails"),
        pytest.param("```python\n1 / 0\n```\n", "ZeroDivisionError", id="a Python block fails"),
        pytest.param("```python\nprint(1)\n```\n", "no text block right below", id="nowhere to print"),
    ],
)
def test_what_cannot_be_shown_is_an_error(tmp_path: Path, block: str, fault: str) -> None:
    with pytest.raises(PageError, match=fault):
        rebuilt(block, tmp_path)
