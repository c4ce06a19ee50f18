"""Everything that somebody who isn't signed in can read of a site, and how much of other texts it shows."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree

from httpx2 import Response
from tests.publish.site.browser import ADDRESS, Browser
from tests.publish.site.conftest import Clock

from geopolitik.model.annotation import Annotation

_WORD = re.compile(r"\w+")
_LINK = re.compile(r'(?:href|src)="([^"]+)"|<loc>([^<]+)</loc>|<link>([^<]+)</link>|xmlUrl="([^"]+)"')
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|h\d|t[rdh]|d[tdl]|section|article|header|footer|nav|figure|figcaption|blockquote|br|"
    r"script|meta|title|text|option|summary|details|entry|item|content|description)\b[^>]*>"
)
_RUN = 5
"""Words in a row of a text that count as shown: fewer may be anybody's."""
_MOST_PAGES = 4_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def crawl(client: Browser, clock: Clock, further: Iterable[str] = ()) -> dict[str, Response]:
    """All that can be reached from the front page, the sitemap, the feeds and the API, by its address."""
    waiting = ["/", "/sitemap.xml", "/sitemap-news.xml", "/robots.txt", "/feeds.opml", *_API, *further]
    found: dict[str, Response] = {}
    while waiting:
        address = waiting.pop(0)
        if address in found:
            continue
        clock.forward(seconds=2)
        answer = client.get(address)
        found[address] = answer
        assert answer.status_code < 500, address
        assert len(found) < _MOST_PAGES
        if "text" in answer.headers["content-type"] or "xml" in answer.headers["content-type"]:
            waiting += _links(address, answer.text)
        elif "json" in answer.headers["content-type"]:
            waiting += _of_the_api(address, answer)
    return found


_API = tuple(f"/api/v1/{name}" for name in ("stories", "outlets", "channels", "posts"))


def _links(address: str, page: str) -> Iterator[str]:
    if "wordprocessing" in page[:200]:
        return
    for match in _LINK.finditer(page):
        to = urlsplit(urljoin(ADDRESS + address, unescape(next(filter(None, match.groups())))))
        if f"{to.scheme}://{to.netloc}" == ADDRESS and not to.path.startswith("/static"):
            yield to.path + (f"?{to.query}" if to.query else "")


def _of_the_api(address: str, answer: Response) -> Iterator[str]:
    if not address.startswith("/api/v1/"):
        return
    told = answer.json()
    path = address.partition("?")[0].rstrip("/")
    if isinstance(told, dict) and told.get("next"):
        yield urlsplit(told["next"]).path + "?" + urlsplit(told["next"]).query
    for item in told.get("items", ()) if isinstance(told, dict) else ():
        name = item.get("slug") or item.get("id")
        kind = path.rsplit("/", 1)[1]
        if kind == "stories" and name:
            story = f"/api/v1/stories/{name}"
            yield from (
                story,
                *(f"{story}/{part}" for part in ("texts", "derivations", "statements", "trace")),
            )
            yield from (f"{story}/trace?revision={number}" for number in range(1, item["revision"] + 1))
            yield from (f"/s/{name}?revision={number}" for number in range(1, item["revision"] + 1))
        elif kind == "derivations" and name:
            yield from (f"/api/v1/derivations/{name}", f"/api/v1/derivations/{name}/changes")
        elif kind == "outlets" and name:
            outlet = f"/api/v1/outlets/{name}"
            yield from (outlet, f"{outlet}/texts", f"{outlet}/derivations")
        elif kind in ("posts", "channels") and name:
            yield from (f"{path}/{name}", f"{path}/{name}/posts")


def searches(texts: Sequence[Annotation], *, step: int = 25) -> list[str]:
    """Searches for words and phrases of the texts, on pages, in feeds and in the API."""
    found: list[str] = []
    for text in texts:
        words = _WORD.findall(text.article.legible)
        for at in range(0, len(words) - 2, step * max(1, len(words) // 200)):
            found += [words[at], f'"{" ".join(words[at : at + 3])}"']
    asked = [quote(words, safe="") for words in dict.fromkeys(found)]
    pages = [f"/search?q={words}" for words in asked]
    return (
        pages
        + [f"/api/v1/search?q={words}" for words in asked]
        + [f"/search/feed.json?q={words}" for words in asked[::10]]
    )


def stretches(answer: Response) -> Iterator[str]:
    """What can be read of an answer, in stretches of running text; addresses in it, too."""
    kind = answer.headers["content-type"]
    if "wordprocessingml" in kind:
        yield from _of_word(answer.content)
    elif "json" in kind:
        # A list may be written line by line.
        is_lines = "jsonl" in kind
        for part in answer.text.splitlines() if is_lines else [answer.text]:
            yield from _of_values(json.loads(part))
    elif "text" in kind or "xml" in kind:
        yield from _of_markup(answer.text)


def _of_markup(page: str) -> Iterator[str]:
    # Feeds hold pages written out once more.
    for source in dict.fromkeys((page, unescape(page))):
        yield from (unescape(re.sub(r"<[^>]*>", "", part)) for part in _BLOCK.split(source))
        yield from (unquote(unescape(value)) for value in re.findall(r'="([^"]*)"', source))
        for script in re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", source, re.DOTALL):
            yield from _of_values(json.loads(script))


def _of_values(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield unquote(value)
        yield from _of_markup(value) if "<" in value else ()
    elif isinstance(value, dict):
        for one in value.values():
            yield from _of_values(one)
    elif isinstance(value, list):
        for one in value:
            yield from _of_values(one)


def _of_word(content: bytes) -> Iterator[str]:
    """Each paragraph as it was and as it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            if not name.endswith(".xml"):
                continue
            for paragraph in ElementTree.fromstring(file.read(name)).iter(f"{_W}p"):
                inserted = {id(t) for mark in paragraph.iter(f"{_W}ins") for t in mark.iter(f"{_W}t")}
                runs = [t for t in paragraph.iter() if t.tag in (f"{_W}t", f"{_W}delText") and t.text]
                yield "".join(t.text or "" for t in runs if id(t) not in inserted)
                yield "".join(t.text or "" for t in runs if t.tag == f"{_W}t")


def shown_of(texts: Sequence[Annotation], answers: Iterable[Response]) -> dict[str, tuple[int, int]]:
    """How many characters of each text can be read, put together from everywhere, and how many it has."""
    seen = {run for answer in answers for words in stretches(answer) for _, _, run in _runs(words)}
    return {
        text.capture_id: (
            len(_read(text, seen)),
            len({at for s in text.sentences for at in range(s.start, s.end)}),
        )
        for text in texts
    }


def _read(text: Annotation, seen: set[tuple[str, ...]]) -> set[int]:
    story = {at for s in text.sentences for at in range(s.start, s.end)}
    return story & {
        at for start, end, run in _runs(text.article.legible) if run in seen for at in range(start, end)
    }


def _runs(words: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    found = [(match.start(), match.end(), match[0].casefold()) for match in _WORD.finditer(words)]
    for at in range(len(found) - _RUN + 1):
        run = found[at : at + _RUN]
        yield run[0][0], run[-1][1], tuple(word for _, _, word in run)
