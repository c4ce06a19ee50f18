"""What the labelled page says of itself."""

from __future__ import annotations

import pytest

from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract

STORY = """
Harbour opens again after the storm

The harbour of Vell opened again on Monday after a week of storm, the port office said, and the first ferry
left before sunrise with 300 people on board.

Fishermen said that they had lost most of their nets, and that the season would be short this year.
"""


@pytest.mark.parametrize(
    ("line", "crumbs"),
    [
        pytest.param("Home > Coast > Harbour opens again after the storm", ("Home", "Coast"), id="marks"),
        pytest.param("HomeCoastHarbour opens again after the storm", ("Home", "Coast"), id="run together"),
    ],
)
def test_breadcrumbs_and_section(line: str, crumbs: tuple[str, ...]) -> None:
    article = extract(capture_bytes(f"{line}\n{STORY}".encode(), "page.txt"))
    assert article.breadcrumbs[:-1] == crumbs
    assert article.section == "Coast"


def test_a_signed_stamp_names_the_outlet() -> None:
    article = extract(
        capture_bytes(f"{STORY}\nVell Courier, March 3, 2026, 18:22 GMT\n".encode(), "page.txt")
    )
    assert article.outlet is not None
    assert article.outlet.name == "Vell Courier"
    assert article.byline is None


def test_a_source_in_brackets_is_credited_for_its_paragraph() -> None:
    page = STORY.replace("with 300 people on board.", "with 300 people on board. (Source: Vell Courier)")
    article = extract(capture_bytes(page.encode(), "page.txt"))
    assert [(c.name, c.role.value) for c in article.credits] == [("Vell Courier", "source")]
    assert not any("Source" in article.text[b.start : b.end] for b in article.blocks if b.label == "body")
