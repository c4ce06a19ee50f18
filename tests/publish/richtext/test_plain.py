"""The words of a post: what a reader sees and what the trace reads."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from geopolitik.model.article import STORY_LABELS
from geopolitik.publish.richtext import plain
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract

PAGES = Path(__file__).parents[2] / "steps" / "extract" / "pages"


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("# Fog\n\nThe **old** [ferry](https://a.example)\nsailed.", "Fog\n\nThe old ferry sailed."),
        ("one\\\ntwo<br>three<br><br>four", "one\ntwo\nthree\n\nfour"),
        ("> said\n\n- one\n- two\n  - three", "said\n\none\n\ntwo\n\nthree"),
        ("3. one\n4. two\n\n   more", "3. one\n\n4. two\n\nmore"),
        ("| a | b **c** |\n|---|---|\n| 1 | ![x](/media/x.png) |", "a\tb c\n\n1\t"),
        ("[words](passage:ab#1-2) here", "words here"),
        ("says @mara and [Bo](mention:1)", "says @mara and Bo"),
        ("[a](javascript:x) <b>b</b>", "a <b>b</b>"),
        ("`a *b*`\n\n    c\n    d", "a *b*\n\nc\nd"),
        ("\\*a\\* &lt;b&gt;", "*a* <b>"),
        ("a\n\n---\n\nb --- c", "a\n\nb\n\nc"),
        ("![boat](/media/b.jpg =20x) sails", "sails"),
        ("## Fog --- over ![x](/media/x.png) Ister", "Fog over Ister"),
        ("  \n", ""),
    ],
    ids=[
        "heading, emphasis, link",
        "line breaks",
        "quotation and lists",
        "numbers of a list are words",
        "table",
        "citation",
        "mentions",
        "refused link, raw HTML",
        "code",
        "escapes",
        "rules",
        "picture",
        "what a heading cannot hold",
        "blank",
    ],
)
def test_words(markdown: str, words: str) -> None:
    assert plain(markdown) == words


def bodies() -> list[str]:
    """Posts as platforms write them, without the head of the channel's page."""
    post = (PAGES / "channel_post.md").read_text(encoding="utf-8").split("Visible to everyone\n")[1]
    samples = files("geopolitik.samples")
    channel = (samples / "04-channel.md").read_text(encoding="utf-8")
    # A size of one number, ` =40%`, is read as no picture by either.
    channel = channel[channel.index("**") :].replace(" =40%)", " =40%x)")
    return [post, channel, (samples / "09-blog.md").read_text(encoding="utf-8")]


@pytest.mark.parametrize("body", bodies(), ids=["page of the tests", "sample's channel", "sample's blog"])
def test_the_trace_reads_the_same_words(body: str) -> None:
    legible = extract(capture_bytes(body.encode(), "post.md")).legible
    assert "".join(plain(body).split()) == "".join(legible.split())


def test_the_trace_finds_the_same_story_in_the_plain_words() -> None:
    body = bodies()[1]
    assert story(plain(body), "post.txt") == story(body, "post.md")


def story(text: str, name: str) -> str:
    article = extract(capture_bytes(text.encode(), name))
    blocks = [article.legible[b.start : b.end] for b in article.blocks if b.label in STORY_LABELS]
    return "".join("".join(blocks).split())
