"""The inbox: derivations that wait for somebody's judgement, one at a time; and what was decided."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from starlette.responses import Response

from geopolitik.app.stories import deciding
from geopolitik.app.stories.deciding import Entry, Inbox
from geopolitik.app.stories.looking import Story, look
from geopolitik.errors import GeopolitikError, RefusedError, UsageError
from geopolitik.model.keeping import Doubt, Judgement, KeptDerivation, Wanted
from geopolitik.model.people import Role
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.views.case import case, how, source
from geopolitik.publish.site.visit import Visit
from geopolitik.storage.paging import Paging
from geopolitik.text.clean import one_line, shorten

REASONS = {
    Judgement.CONFIRM: (
        "The wording matches passage by passage.",
        "The copy says itself where it is from.",
        "Times and links agree with it.",
    ),
    Judgement.REJECT: (
        "Only set phrases and names are shared.",
        "Both quote a third text.",
        "It is the other way round.",
        "The texts are about different things.",
    ),
    Judgement.CORRECT: (
        "The credit stands elsewhere on the page.",
        "The extent is described wrongly.",
        "It was made from another text.",
    ),
    Judgement.APPROVE: (
        "I read both pages: no credit is given.",
        "I read both pages: somebody else is credited.",
        "The outlet was asked and didn’t answer.",
    ),
}
"""What can be said with one click, by judgement."""
DONE = {
    Judgement.CONFIRM: "Confirmed",
    Judgement.REJECT: "Rejected",
    Judgement.CORRECT: "Corrected",
    Judgement.APPROVE: "Approved as uncredited",
}


def inbox(visit: Visit) -> Response:
    """The list, and one derivation beside it."""
    return _page(visit, _wanted(visit.query), visit.query("at"))


def decide(visit: Visit) -> Response:
    """Confirm, reject, correct or approve, and go on to the next."""
    wanted, derivation_id = _wanted(visit.field), visit.part("derivation_id")
    judgement = _judgement(visit)
    reason = " ".join(part for part in (visit.field("pick"), visit.field("reason").strip()) if part)
    following = _following(visit, wanted, derivation_id)
    try:
        made = deciding.decide(
            visit.house,
            visit.viewer,
            derivation_id,
            judgement,
            reason=reason,
            correction=visit.field("correction"),
        )
    except (UsageError, RefusedError) as error:
        return _page(visit, wanted, derivation_id, error)
    edge, _ = deciding.one(visit.house, visit.viewer, derivation_id)
    told = f"{DONE[judgement]}: {_pair(edge)}."
    return visit.to(address(wanted, following), told=told, undo=f"/inbox/undo/{made.id}")


def undo(visit: Visit) -> Response:
    """Take back a decision, or one's own last."""
    back = deciding.undo(visit.house, visit.viewer, visit.part("decision_id") or None)
    edge, _ = deciding.one(visit.house, visit.viewer, back.derivation_id)
    return visit.to(
        f"/inbox?at={edge.id}", told=f"Taken back: {DONE[back.judgement].lower()}, {_pair(edge)}."
    )


def decided(visit: Visit) -> Response:
    """Who decided what, when and why."""
    found = deciding.log(visit.house, visit.viewer, Paging(after=visit.query("after") or None))
    return visit.render("decided.html.j2", page=found, done=DONE, source=source)


def address(wanted: Wanted, at: str = "") -> str:
    """The inbox, sifted, at a derivation."""
    asked = {
        "severity": wanted.severity,
        "doubt": wanted.doubt.value if wanted.doubt else "",
        "outlet": wanted.outlet,
        "story": wanted.story,
        "q": wanted.words,
        "watched": "yes" if wanted.watched else "",
        "at": at,
    }
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"/inbox?{said}" if said else "/inbox"


def _wanted(asked: Callable[[str], str]) -> Wanted:
    doubt = asked("doubt")
    severity = asked("severity")
    return Wanted(
        severity=severity if severity in ("high", "medium", "low") else "",
        doubt=Doubt(doubt) if doubt in list(Doubt) else None,
        outlet=asked("outlet")[:200],
        story=asked("story")[:40],
        words=one_line(asked("q"))[:100],
        watched=bool(asked("watched")),
    )


def _judgement(visit: Visit) -> Judgement:
    try:
        return Judgement(visit.field("judgement"))
    except ValueError as error:
        raise UsageError("judgement", "is none", "Confirm, reject or correct.") from error


def _page(visit: Visit, wanted: Wanted, at: str, error: GeopolitikError | None = None) -> Response:
    found = deciding.sifted(visit.house, visit.viewer, wanted)
    edge, entries, story = _chosen(visit, found, at)
    return visit.render(
        "inbox.html.j2",
        status=status(error) if error else 200,
        inbox=found,
        wanted=wanted,
        doubts=tuple(Doubt),
        address=lambda at="": address(wanted, at),
        how=how,
        source=source,
        edge=edge,
        entries=entries,
        story=story,
        case=case(story, edge) if story and edge else None,
        standing=next((e for e in entries if e.decision.withdrawn_at is None), None),
        judgements=_judgements(visit, edge),
        reasons=REASONS,
        done=DONE,
        error=error,
        said={name: visit.field(name) for name in ("judgement", "reason", "correction")},
    )


def _chosen(
    visit: Visit, found: Inbox, at: str
) -> tuple[KeptDerivation | None, tuple[Entry, ...], Story | None]:
    """The derivation asked for, or the first of the list."""
    if not at and not found.edges:
        return None, (), None
    edge, entries = deciding.one(visit.house, visit.viewer, at or found.edges[0].id)
    return edge, entries, look(visit.house, visit.viewer, edge.story_id)


def _judgements(visit: Visit, edge: KeptDerivation | None) -> tuple[Judgement, ...]:
    """What the viewer may say of it."""
    usual = (Judgement.CONFIRM, Judgement.REJECT, Judgement.CORRECT)
    if edge is not None and edge.is_uncredited and visit.viewer.at_least(Role.EDITOR):
        return (*usual, Judgement.APPROVE)
    return usual


def _following(visit: Visit, wanted: Wanted, derivation_id: str) -> str:
    """The id of what stands after a derivation in the list; of what stands before it if it is the last."""
    ids = [edge.id for edge in deciding.sifted(visit.house, visit.viewer, wanted).edges]
    if derivation_id not in ids:
        return ""
    at = ids.index(derivation_id)
    beside = ids[at + 1 :] or ids[:at][::-1]
    return beside[0] if beside else ""


def _pair(edge: KeptDerivation) -> str:
    return f"{shorten(one_line(edge.copy_name), 60)} from {shorten(source(edge), 60)}"


PAGES = (
    Get("/inbox", inbox),
    Get("/inbox/decided", decided),
    Post("/inbox/decide/{derivation_id}", decide),
    Post("/inbox/undo", undo),
    Post("/inbox/undo/{decision_id}", undo),
)
