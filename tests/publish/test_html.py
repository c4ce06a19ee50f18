import base64
import dataclasses
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from geopolitik import to_html
from geopolitik.model.article import Link, LinkKind
from geopolitik.model.story import CreditState, Origins, Trace
from geopolitik.publish.html import safe_url

VOID = {"meta", "input", "br", "link", "img", "hr"}
SVG_LEAVES = {"path", "rect"}


class Page(HTMLParser):
    """The tags, ids and texts of a page; fails where tags are not nested."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.raw: dict[str, str] = {}
        self.text = ""
        self.feed(page)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SVG_LEAVES | VOID
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] in ("style", "script"):
            self.raw[self.stack[-1]] = self.raw.get(self.stack[-1], "") + data
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]


@pytest.fixture(scope="module")
def page(story: Trace) -> Page:
    return Page(to_html(story))


def test_the_page_asks_for_nothing_from_outside(page: Page) -> None:
    assert not {tag for tag, _ in page.tags} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "video",
    }
    assert not [a for _, a in page.tags if {"src", "srcset", "style", "background", "poster"} & a.keys()]
    assert "@import" not in page.raw["style"]
    assert "url(" not in page.raw["style"]
    assert not re.search(r"fetch|XMLHttpRequest|WebSocket|import\(|sendBeacon", page.raw["script"])


def test_the_policy_allows_just_its_own_style_and_script(page: Page) -> None:
    policies = [
        m["content"] or "" for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'")
    for part in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[part].encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in policies[0]
    assert not [name for _, a in page.tags for name in a if name.startswith("on")]


def test_ids_are_unique_and_every_inner_link_leads_somewhere(page: Page) -> None:
    assert [name for name, times in Counter(page.ids).items() if times > 1] == []
    inner = [(a["href"] or "")[1:] for a in page.all("a") if (a.get("href") or "").startswith("#")]
    assert inner
    assert set(inner) <= set(page.ids)


def test_every_change_is_linked_both_ways(story: Trace, page: Page) -> None:
    for number in range(1, len(story.redlines[0].changes) + 1):
        card = f"r1-c{number}"
        assert card in page.ids
        refs = [
            a for a in page.all("a") if (a.get("class") or "").startswith("ref") and a["href"] == f"#{card}"
        ]
        assert refs, f"no passage leads to change {number}"
        marks = [a for a in page.all("mark") if str(number) in (a.get("data-c") or "").split()]
        assert marks, f"no passage is marked for change {number}"
    places = [a["href"] for a in page.all("a") if re.fullmatch(r"#r1-(p\d+|whole)", a.get("href") or "")]
    assert len(places) == len(story.redlines[0].changes)


def test_filters_name_every_kind_and_severity_there_is(story: Trace, page: Page) -> None:
    kinds = {a["data-kind"] for a in page.all("input") if "data-kind" in a}
    assert kinds == {change.kind.value.replace(" ", "-") for change in story.redlines[0].changes}
    assert {a["data-severity"] for a in page.all("input") if "data-severity" in a} == {
        "high",
        "medium",
        "low",
    }


HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% include 'x' %}",
    "<!-- ]]> &lt;",
]


@pytest.mark.parametrize(
    "text", HOSTILE, ids=["script", "title", "attribute", "quote", "style", "template", "comment"]
)
def test_hostile_text_is_shown_not_run(text: str, retelling: Callable[..., Trace]) -> None:
    page = Page(to_html(retelling(f"One {text}.", f"Two {text}.", title=text)))
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not [name for _, a in page.tags for name in a if name.startswith("on")]
    assert text in page.text


@pytest.mark.parametrize(
    ("url", "clickable"),
    [
        ("https://ledger.example/a?b=c&d", True),
        ("HTTP://ledger.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//ledger.example/", False),
        ("file-guid:12", False),
        (" https://ledger.example/", False),
        ("https://ledger.example/\u202e", False),
    ],
)
def test_only_web_addresses_can_be_clicked(story: Trace, url: str, clickable: bool) -> None:
    assert bool(safe_url(url)) == clickable
    first, *rest = story.annotations
    article = dataclasses.replace(first.article, links=(Link(url, LinkKind.PLAIN),))
    changed = dataclasses.replace(story, annotations=(dataclasses.replace(first, article=article), *rest))
    outward = [a for a in Page(to_html(changed)).all("a") if not (a.get("href") or "").startswith("#")]
    ours = [a for a in outward if a["href"] == url]
    assert bool(ours) == clickable
    assert all("noreferrer" in (a.get("rel") or "") for a in outward)


def test_both_views_are_there_without_a_script(page: Page) -> None:
    assert {a.get("id") for a in page.all("input") if a.get("name") == "view"} == {"view-pair", "view-inline"}
    classes = [(a.get("class") or "").split() for a in page.all("div")]
    assert sum("inline" in names for names in classes) == sum("original" in names for names in classes) == 10


def test_dropped_and_added_clauses_show_inside_kept_sentences(story: Trace) -> None:
    html = to_html(story)
    assert re.search(r'<del class="clause"><mark[^>]*>if the gates stay shut for 30 days</mark></del>', html)
    assert '<ins class="clause">dramatic</ins>' in html


def test_a_moved_passage_has_a_sign_at_both_places(page: Page) -> None:
    assert "stood here" in page.text
    assert {"r1-from5", "r1-to5"} <= set(page.ids)


def test_language_and_direction_are_said(page: Page) -> None:
    assert [a for a in page.all("h3") if a.get("lang") == "ar"]
    assert page.all("html")[0]["lang"] == "en"
    assert [a for a in page.all("div") if a.get("lang") == "en" and a.get("dir") == "auto"]


def test_uncaptured_originals_are_dashed_and_open_pairs_drawn(page: Page) -> None:
    classes = [a.get("class") or "" for a in page.all("g")]
    assert "box uncaptured" in classes
    assert "line open" in classes
    assert "line made uncredited" in classes


def test_furniture_and_evidence_are_at_hand(page: Page) -> None:
    assert "Most read today" in page.text
    assert "looks like furniture" in page.text
    assert "6 of 7 sentences of the channel answer to the Daily Ledger’s." in page.text
    assert "a capture of the channel’s earlier posts" in page.text


def test_nothing_traced_is_a_page_too(story: Trace) -> None:
    empty = dataclasses.replace(
        story, annotations=(), wordings=(), relations=(), alignments=(), derivations=(), redlines=()
    )
    assert "Nothing could be traced" in Page(to_html(empty)).text


def test_the_same_trace_gives_the_same_page(story: Trace) -> None:
    assert to_html(story) == to_html(story)


def test_the_list_of_changes_is_in_text_order_and_can_be_sorted(page: Page) -> None:
    numbers = [int(a["data-n"] or 0) for a in page.all("li") if (a.get("class") or "").startswith("card")]
    assert numbers == list(range(1, 9))
    assert {a.get("id") for a in page.all("input") if a.get("name") == "sort"} == {
        "sort-text",
        "sort-severity",
    }
    assert ".card.medium { order: 1; }" in page.raw["style"]


def test_a_moved_passage_says_where_the_original_has_it(page: Page) -> None:
    assert "↕ moved here from below" in page.text
    assert "↕ further below in the original" in page.text


def test_red_is_for_severity_only(page: Page) -> None:
    style = page.raw["style"]
    rules = [rule for rule in re.findall(r"[^{}]+\{[^{}]*\}", style) if "var(--high" in rule]
    assert rules
    assert all(".high" in rule.partition("{")[0] for rule in rules)
    colours = dict(re.findall(r"--(gone|new|high): (#\w+);", style[: style.index("}")]))
    assert colours["gone"] != colours["high"]


def test_an_unrelated_text_is_marked(story: Trace) -> None:
    origins = Origins(1, 1, ("w-nordwire",), ("w-boats",))
    page = Page(to_html(dataclasses.replace(story, origins=origins)))
    assert "1 unrelated text: boats.txt [5]" in page.text
    assert "box captured unrelated" in [a.get("class") for a in page.all("g")]


def test_a_wrong_credit_is_told_without_a_judgement(story: Trace) -> None:
    first, second, *others = story.derivations
    wrong = dataclasses.replace(second, credit=CreditState.WRONG, credited_to=("Tidewater",))
    page = Page(to_html(dataclasses.replace(story, derivations=(first, wrong, *others))))
    assert "credits Tidewater, not Daily Ledger" in page.text
    assert "wrongly" not in page.text
    assert "line made uncredited" not in [a.get("class") for a in page.all("g")]


def test_the_legend_explains_the_signs_of_rows(page: Page) -> None:
    legend = page.text[page.text.index("How to read this", 500) :]
    for sign in ("⇉", "⇇", "~", "≈", "↕", "§", "differs, not flagged"):
        assert sign in legend
