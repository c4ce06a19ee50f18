"""Check: texts are handed in, watched while they are traced, and become a story."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.responses import Response

from geopolitik.app.access import need
from geopolitik.app.checking import Progress
from geopolitik.app.handing import handed_in
from geopolitik.app.naming import headline, publisher
from geopolitik.app.stories.looking import look
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.keeping import Check, CheckState, StoryHead
from geopolitik.model.people import Role
from geopolitik.model.story import Direction, Relation, Verdict
from geopolitik.publish.answering import Answer, answer
from geopolitik.publish.describing import credits, when
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.throttle import CHECK, FETCH
from geopolitik.publish.site.visit import Visit
from geopolitik.publish.verdicts import percent
from geopolitik.text.clean import one_line, source_name

_STEPS = {
    "waiting": "Waiting",
    "fetch": "Fetching the page",
    "grow": "Finding its story among what is kept",
    "read": "Reading the texts",
    "compare": "Comparing them two by two",
    "redline": "Looking for what the retellings changed",
}
_FIELDS = ("text", "outlet", "url", "published", "title", "page")
_MOST_PAIRS = 40


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text that was read, in a few words."""

    capture_id: str
    headline: str
    outlet: str
    published: str
    language: str
    credits: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a check is, as its page shows it."""

    check: Check
    step: str
    done: int
    total: int
    ahead: int
    """Checks that are done before it."""
    texts: tuple[TextLine, ...]
    rejected: tuple[tuple[str, str], ...]
    pairs: tuple[str, ...]
    """What was found of pairs so far, those that have something in common."""
    compared: int
    story: StoryHead | None
    """The story that it became; None until it is done."""
    answer: Answer | None
    """What can be said of the page that was fetched; None if texts were handed in."""
    redlines: tuple[str, ...]
    """Ids of the derivations by which it was made from others."""

    @property
    def under_way(self) -> bool:
        """Whether there is more to come."""
        return self.check.state in (CheckState.WAITING, CheckState.RUNNING)


def desk(visit: Visit) -> Response:
    """The form, and the viewer's checks."""
    need(visit.viewer, Role.ANALYST, "checking texts")
    return _form(visit, visit.query("story"), None)


def hand_in(visit: Visit) -> Response:
    """Hand texts in."""
    need(visit.viewer, Role.ANALYST, "checking texts")
    story_id = visit.field("story")
    try:
        visit.limit("checking", CHECK)
        if address := visit.field("page").strip():
            return _page_handed_in(visit, address, story_id)
        text, outlet, url, published, title = (visit.field(name) for name in _FIELDS[:-1])
        files = [(file.filename or "file", _content(file)) for file in visit.files("files")]
        sources = handed_in(text, files, outlet=outlet, url=url, published=published)
        check = visit.site.desk.hand_in(visit.viewer, sources, title=title, story_id=story_id or None)
    except GeopolitikError as error:
        return _form(visit, story_id, error)
    return visit.to(f"/check/{check.id}")


def _page_handed_in(visit: Visit, address: str, story_id: str) -> Response:
    """Have a page fetched; whatever else the form holds would be lost."""
    if visit.field("text").strip() or visit.files("files"):
        raise UsageError(
            "an address", "is checked alone", "Leave the texts out, or hand them in on their own."
        )
    visit.limit("fetching pages", FETCH)
    check = visit.site.desk.hand_in_page(visit.viewer, address, story_id=story_id or None)
    return visit.to(f"/check/{check.id}")


def _content(file: UploadFile) -> bytes:
    return file.file.read()


def _form(visit: Visit, story_id: str, error: GeopolitikError | None) -> Response:
    story = look(visit.house, visit.viewer, story_id).head if story_id else None
    return visit.render(
        "check.html.j2",
        status=status(error) if error else 200,
        error=error,
        lost_files=error is not None and bool(visit.files("files")),
        story=story,
        said={name: visit.field(name) for name in _FIELDS},
        checks=visit.site.desk.of_viewer(visit.viewer),
    )


def one(visit: Visit) -> Response:
    """How far a check is, or what became of it."""
    return visit.render("check_one.html.j2", standing=_standing(visit))


def progress(visit: Visit) -> Response:
    """The part of the page that changes while the check runs."""
    return visit.render("check_standing.html.j2", standing=_standing(visit))


def again(visit: Visit) -> Response:
    """Run a failed check again."""
    visit.limit("checking", CHECK)
    check = visit.site.desk.again(visit.viewer, visit.part("check_id"))
    return visit.to(f"/check/{check.id}")


def _standing(visit: Visit) -> Standing:
    need(visit.viewer, Role.ANALYST, "checking texts")
    check, now = visit.site.desk.find(visit.viewer, visit.part("check_id"))
    annotations, story, found = now.annotations, None, None
    redlines: tuple[str, ...] = ()
    if check.state is CheckState.DONE and check.story_id:
        kept = look(visit.house, visit.viewer, check.story_id)
        annotations, story = kept.trace.annotations, kept.head
        if check.address and any(text.capture_id in check.captures for text in annotations):
            found = answer(kept.trace, check.captures[0])
            ids = {(edge.original, edge.copy): edge.id for edge in kept.edges}
            ends = [(edge.original, edge.copy) for edge in found.edges]
            redlines = tuple(ids[pair] for pair in ends if pair in ids)
    refused = dict.fromkeys((*check.rejected, *((r.name, r.reason) for r in now.rejected)))
    return Standing(
        check=check,
        step=_STEPS.get(now.step, now.step),
        done=now.done,
        total=now.total,
        ahead=visit.site.desk.ahead(check.id),
        texts=tuple(_line(annotation) for annotation in annotations),
        rejected=tuple((source_name(name), one_line(reason)) for name, reason in refused),
        pairs=_pairs(now),
        compared=len(now.relations),
        story=story,
        answer=found,
        redlines=redlines,
    )


def _line(annotation: Annotation) -> TextLine:
    article = annotation.article
    return TextLine(
        annotation.capture_id,
        headline(annotation),
        publisher(annotation),
        when(article.published),
        article.language or "unknown",
        credits(article),
    )


def _pairs(now: Progress) -> tuple[str, ...]:
    telling = [pair for pair in now.relations if pair[0].relation is not Verdict.INDEPENDENT]
    telling.sort(key=lambda pair: -pair[0].probability)
    return tuple(_pair_words(*pair) for pair in telling[:_MOST_PAIRS])


def _pair_words(relation: Relation, a: Annotation, b: Annotation) -> str:
    """`RiverWatch from Meridian (related: 97%)`."""
    first, second = publisher(a), publisher(b)
    sure = f"(related: {percent(relation.probability)})"
    if relation.relation is Verdict.DERIVED and relation.direction is Direction.A_TO_B:
        return f"{second} from {first} {sure}"
    if relation.relation is Verdict.DERIVED and relation.direction is Direction.B_TO_A:
        return f"{first} from {second} {sure}"
    how = {
        Verdict.DERIVED: "one from the other",
        Verdict.COMMON_ORIGIN: "from a common origin",
        Verdict.CANNOT_TELL: "cannot tell yet",
    }.get(relation.relation, relation.relation.value)
    return f"{first} and {second}: {how} {sure}"


PAGES = (
    Get("/check", desk),
    Post("/check", hand_in),
    Get("/check/{check_id}", one),
    Get("/check/{check_id}/progress", progress),
    Post("/check/{check_id}/again", again),
)
