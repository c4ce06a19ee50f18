"""A capture in words: what is known of it and what was odd."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from geopolitik.app.naming import headline
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import SET_ASIDE_LABELS, Article, Timestamp
from geopolitik.model.capture import Known
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.dates import day_words
from geopolitik.text.inflection import count


def facts(annotation: Annotation) -> list[str]:
    """What the report says of a capture, a line each."""
    article = annotation.article
    aside = [block for block in article.blocks if block.label in SET_ASIDE_LABELS]
    lines = [f"“{shorten(headline(annotation), 150)}”", f"Published: {when(article.published)}"]
    if article.updated:
        lines.append(f"Updated: {when(article.updated)}")
    if known := article.capture.declared.known:
        lines.append(known_words(known))
    if article.byline:
        lines.append(f"By: {one_line(article.byline)}")
    lines.append(f"Credits: {credits(article)}")
    language = article.language or "language unknown"
    sentences = count(len(annotation.sentences), "sentence")
    lines.append(f"{language} · {article.format} · {sentences} · {count(len(aside), 'block')} set aside")
    return lines + [f"Note: {note}" for note in notes(article)]


def known_words(known: Known) -> str:
    """Since when a web archive has known an address, and which."""
    return f"Address known since {date_words(known.since.isoformat())} UTC, says {known.says}"


def notes(article: Article) -> list[str]:
    """What was odd, in a line each; a declared time that is still to come is odd too."""
    found = [one_line(warning) for warning in article.warnings]
    stamp = article.published
    if stamp and stamp.source == "declared" and is_to_come(stamp.iso):
        found.append("the declared time of publication lies in the future of this machine's clock")
    return found


def is_to_come(iso: str | None) -> bool:
    """Whether a date or date-time lies in the future, whatever its zone if it has none."""
    if iso is None:
        return False
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return False
    if moment.tzinfo is None:
        # Somewhere on earth the clocks are 14 hours ahead of UTC.
        moment = moment.replace(tzinfo=timezone(timedelta(hours=14)))
    return moment > datetime.now(UTC)


def when(stamp: Timestamp | None) -> str:
    """The time as the page gives it, with what is known of its zone."""
    if stamp is None:
        return "none found"
    zone = f"zone {stamp.zone}" if stamp.zone else "zone not stated"
    declared = ", as declared" if stamp.source == "declared" else ""
    unread = "" if stamp.iso else ", could not be read as a date"
    return f"{date_words(one_line(stamp.text))} ({zone}{declared}{unread})"


def date_words(text: str) -> str:
    """A machine's date-time in words; what a page writes for readers is kept as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = day_words(moment)
    return f"{day}, {moment:%H:%M}" if "T" in text or ":" in text else day


def credits(article: Article) -> str:
    """Whom the page credits, and for what."""
    named = list(dict.fromkeys(f"{one_line(c.name)} ({c.role.value})" for c in article.credits))
    return ", ".join(named) if named else "none found"
