"""What outlets changed in their own texts later on, and which copies have it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from geopolitik.app.naming import publisher
from geopolitik.app.quoting import Shown
from geopolitik.model.annotation import Annotation
from geopolitik.model.correcting import Correction as Found
from geopolitik.model.correcting import Followed, Held, Uptake, When
from geopolitik.model.span import Span
from geopolitik.model.story import ChangeKind, Severity
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Shape
from geopolitik.publish.correcting import notice_text
from geopolitik.publish.excerpt import excerpt, in_window


class CopyHolds(Shape):
    """What one copy has of a passage that was changed."""

    capture_id: str = Field(description="The copy's capture.")
    name: str = Field(description="Who published it.", examples=["Courier"])
    held: Held = Field(description="Which wording it has.")
    when: When = Field(description="When it was captured, by the two versions.")
    passage: str | None = Field(description="Where it tells it; null if it doesn't, or you aren't shown it.")


class Correction(Shape):
    """One change between two versions of what lies at one address."""

    number: int = Field(description="Its number in the story, from 1.")
    address: str = Field(description="Where both versions lay.", examples=["meridian.example/transit"])
    name: str = Field(description="Whose text it is.", examples=["Meridian"])
    before_capture_id: str = Field(description="The earlier version.")
    after_capture_id: str = Field(description="The later version.")
    kind: ChangeKind = Field(description="What kind of change it is.")
    severity: Severity = Field(description="How severe it is.")
    before: str | None = Field(description="The passage before; null if none stood there, or it isn't shown.")
    after: str | None = Field(description="The passage after; null if none stands there, or it isn't shown.")
    notice: str | None = Field(
        description="The notice on the page that tells of it; null where it was changed without a notice."
    )
    copies: list[CopyHolds] = Field(description="What each copy in the story has of it.")


class CorrectionList(Listing[Correction]):
    """Changes that outlets made in their own texts, by version, the gravest first."""


def corrections(found: Sequence[Found], shown: Shown | None) -> list[Correction]:
    """All changes of all corrections, numbered.

    Args:
        shown: what the public is shown of the texts; None for those who see all.
    """
    pairs = [(one, followed) for one in found for followed in one.changes]
    return [_correction(n, one, followed, shown) for n, (one, followed) in enumerate(pairs, start=1)]


def _correction(number: int, found: Found, followed: Followed, shown: Shown | None) -> Correction:
    notice = notice_text(found, followed)
    return Correction(
        number=number,
        address=found.address,
        name=publisher(found.after),
        before_capture_id=found.before.capture_id,
        after_capture_id=found.after.capture_id,
        kind=followed.change.kind,
        severity=followed.change.severity,
        before=_passage(found.before, followed.change.original_span, shown),
        after=_passage(found.after, followed.change.copy_span, shown),
        notice=(shown.told(notice) if shown is not None else notice) or None,
        copies=[_holds(uptake, shown) for uptake in followed.uptakes],
    )


def _holds(uptake: Uptake, shown: Shown | None) -> CopyHolds:
    return CopyHolds(
        capture_id=uptake.copy.capture_id,
        name=publisher(uptake.copy),
        held=uptake.held,
        when=uptake.when,
        passage=_passage(uptake.copy, uptake.span, shown),
    )


def _passage(text: Annotation, span: Span | None, shown: Shown | None) -> str | None:
    if span is None:
        return None
    if shown is None:
        return str(excerpt(text, span))
    found = shown.window(text, span)
    return str(in_window(text, found)) if found is not None else None
