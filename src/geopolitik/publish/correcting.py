"""Corrections in words: what an outlet changed in its own text, and which copies have it."""

from __future__ import annotations

from collections.abc import Sequence

from geopolitik.app.naming import publisher
from geopolitik.model.annotation import Annotation
from geopolitik.model.correcting import Correction, Followed, Held, Uptake, When
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.inflection import count

_HELD = {
    Held.OLD: "has the earlier wording",
    Held.NEW: "has the later wording",
    Held.NEITHER: "doesn’t have the passage",
    Held.CANNOT_TELL: "cannot tell: it tells the passage in words of its own",
}
_COUNTED = {
    Held.OLD: "in the earlier wording",
    Held.NEW: "in the later wording",
    Held.NEITHER: "not there",
    Held.CANNOT_TELL: "that can’t be told",
}
_WHEN = {
    When.BEFORE: "captured before the change",
    When.BETWEEN: "captured between the two versions",
    When.AFTER: "captured after the change",
    When.UNKNOWN: "when it was captured isn’t known",
}
_NOTICE = 200


def captured(text: Annotation) -> str:
    """When a text was captured, or else when it says that it was updated or published."""
    at = text.article.capture.captured_at
    if at is not None:
        return f"{at:%-d %B %Y, %H:%M} UTC"
    stamp = text.article.updated or text.article.published
    return one_line(stamp.text) if stamp else "time not known"


def uptake_words(uptake: Uptake) -> str:
    """`has the earlier wording; captured after the change`."""
    return f"{_HELD[uptake.held]}; {_WHEN[uptake.when]}"


def notice_words(followed: Followed) -> str:
    """Whether the page says that it made a change."""
    if followed.notice is None:
        return "Changed without a notice: nothing on the page tells of it."
    return f"The page tells of it in a {followed.notice.kind}."


def notice_text(correction: Correction, followed: Followed) -> str:
    """The notice itself, shortened; empty without one."""
    if followed.notice is None:
        return ""
    return shorten(one_line(followed.notice.span.of(correction.after.article.legible)), _NOTICE)


def untold(correction: Correction) -> str:
    """What is said of notices whose change wasn't found; empty if there are none."""
    told = {followed.notice for followed in correction.changes}
    rest = sum(notice not in told for notice in correction.notices)
    if not rest:
        return ""
    tell = "tells" if rest == 1 else "tell"
    return f"{count(rest, 'notice')} on the page {tell} of a change that wasn’t found."


def summary(correction: Correction) -> str:
    """What was changed and how far it went: `Meridian changed 2 passages …; of 3 copies 1 has …`."""
    changes = count(len(correction.changes), "passage")
    told = f"{publisher(correction.after)} changed {changes} of its text {_between(correction)}."
    copies = correction.latest
    if not correction.changes or not copies:
        return told
    new = [copy for copy in copies if copy in correction.took_it_over]
    old = [copy for copy in copies if copy in correction.has_the_old]
    of = f"Of {count(len(copies), 'copy')}".replace("copys", "copies")
    return (
        f"{told} {of}, {len(new)} {_have(new)} the later wording and nothing of the earlier one, {len(old)} "
        f"{_have(old)} something of the earlier one."
    )


def _have(copies: Sequence[Annotation]) -> str:
    return "has" if len(copies) == 1 else "have"


def _between(correction: Correction) -> str:
    return f"between {captured(correction.before)} and {captured(correction.after)}"


def along(
    corrections: Sequence[Correction], original: Annotation | None, copy: Annotation | None
) -> list[str]:
    """What one copy has of what its original changed, a sentence for each two versions."""
    found = []
    for correction in corrections:
        ends = {correction.before.capture_id, correction.after.capture_id}
        if original is None or copy is None or original.capture_id not in ends:
            continue
        held = [u.held for f in correction.changes for u in f.uptakes if u.copy.capture_id == copy.capture_id]
        if held:
            counted = ", ".join(f"{held.count(one)} {_COUNTED[one]}" for one in Held if one in held)
            changes = count(len(held), "passage")
            found.append(f"The original changed {changes} {_between(correction)}. In this copy: {counted}.")
    return found
