"""Arbitrary text of captures never breaks a report."""

import json
from collections.abc import Callable
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from geopolitik import to_html, to_json, to_text
from geopolitik.model.story import Trace
from geopolitik.publish.rows import RowKind, rows
from geopolitik.text.clean import one_line, printable, shorten

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'.!? {}%\x1b\x00\u202e\ud800")), max_size=60)


class Tags(HTMLParser):
    """Names of the tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


@settings(max_examples=40, deadline=None)
@example("One.", "Two.", "\ud800")
@given(TEXTS, TEXTS, TEXTS)
def test_reports_of_any_text(retelling: Callable[..., Trace], original: str, copied: str, title: str) -> None:
    trace = retelling(original, copied, title=title)
    page = to_html(trace)
    page.encode()
    tags = Tags(page).found
    assert sum(tag == "script" for tag, _ in tags) == 1
    assert not {name for _, names in tags for name in names if name.startswith("on") or name == "style"}
    assert "\x1b" not in to_text(trace)
    assert json.loads(to_json(trace))["captures"][1]["text"] == trace.annotations[1].text


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_no_character_of_a_sentence_is_lost_in_the_rows(
    retelling: Callable[..., Trace], original: str, copied: str
) -> None:
    redline = retelling(original, copied).redlines[0]
    shown = [row for row in rows(redline) if row.kind is not RowKind.WAY_SIGN]
    for side, annotation in (("original", redline.alignment.a), ("copy", redline.alignment.b)):
        found = sorted("".join(piece.text for piece in getattr(row, side)) for row in shown)
        expected = sorted(printable(sentence.span.of(annotation.text)) for sentence in annotation.sentences)
        assert [text for text in found if text] == expected


def test_windows_line_ends_leave_no_trace() -> None:
    assert printable("one\r\ntwo\x00") == "one \ntwo\N{REPLACEMENT CHARACTER}"


@given(TEXTS, st.integers(1, 30))
def test_cleaned_text_is_printable_and_bounded(text: str, width: int) -> None:
    line = one_line(text)
    assert not set(line) & {"\n", "\x1b", "\x00", "\u202e", "\ud800"}
    assert len(shorten(line, width)) <= max(width, 2)
    assert len(printable(text)) == len(text)
