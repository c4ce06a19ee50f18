"""The games of a story: the word jumble, and words from its letters.

A reader's progress travels in the form: nothing is kept, and no cookie is set.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.responses import Response

from geopolitik.app.naming import Naming
from geopolitik.errors import NotFoundError
from geopolitik.publish import games
from geopolitik.publish.site.routing import Get, Post
from geopolitik.publish.site.views.addresses import story_address
from geopolitik.publish.site.views.head import Crumb, head
from geopolitik.publish.site.views.playing import Day, Tile, tiles
from geopolitik.publish.site.views.reading import Reading
from geopolitik.publish.site.visit import Visit

_NO_GAME = "This story has no words that make a game. Its texts may be short, or in another language."


def jumble(visit: Visit) -> Response:
    """The word jumble of a story on a day, as far as the reader has come with it."""
    reading = Reading.of(visit, visit.part("story_id"))
    day = _day(visit, reading, "game")
    puzzle = games.jumble_of(_words(reading), story_id=reading.glance.head.id, on=day.on)
    progress = games.read_form(puzzle, visit.form)
    rows = games.rows(puzzle, progress)
    first_open = next((row.number for row in rows if not row.is_solved and not row.solution), 0)
    answer = visit.render(
        "game_jumble.html.j2",
        **_around(reading, day, "Word jumble"),
        puzzle=puzzle,
        rows=rows,
        tiles={row.number: tiles(row.letters, row.guess) for row in rows},
        carried=games.form_fields(puzzle, progress),
        summary=games.summary(puzzle, progress),
        played=visit.request.method == "POST",
        first_open=first_open,
    )
    return _counted(visit, reading, answer)


def letters(visit: Visit) -> Response:
    """The word game of a story on a day: as many words as one finds."""
    reading = Reading.of(visit, visit.part("story_id"))
    day = _day(visit, reading, "game/letters")
    game = games.letters_of(_words(reading), story_id=reading.glance.head.id, on=day.on)
    # Found before, then typed now: only what is new can be refused.
    before = games.read_guesses(visit.field("found"))
    typed = games.read_guesses(visit.field("guess"))
    score = games.score(game, (*before, *typed)) if game else None
    given_up = bool(visit.field("show"))
    known = {found.word for found in score.found} if score else set()
    answer = visit.render(
        "game_letters.html.j2",
        **_around(reading, day, "Words from letters"),
        game=game,
        label=games.letters_label(game.letters) if game else "",
        tiles=[Tile(letter, False) for letter in game.letters] if game else [],
        score=score,
        new={games.read_guess(guess) for guess in typed},
        missed=[word for word in games.solutions(game) if word not in known] if game and given_up else [],
        given_up=given_up,
        played=visit.request.method == "POST",
    )
    return _counted(visit, reading, answer)


def _around(reading: Reading, day: Day, name: str) -> dict[str, Any]:
    """What both games' pages hold."""
    story = reading.glance.head
    address = story_address(story)
    crumbs: tuple[Crumb, ...] = (("Stories", "/stories"), (story.title, address), (name, ""))
    return {
        "head": head(
            reading.visit,
            title=f"{name}: {story.title}",
            path=f"/s/{story.id}/{day.path}",
            description="A game made of this story's words, new every day.",
            crumbs=crumbs,
        ),
        "story": story,
        "address": address,
        "day": day,
        "no_game": _NO_GAME,
    }


def _words(reading: Reading) -> list[str]:
    """The story's salient words, kept, so that a guess doesn't read its texts again."""

    def made() -> str:
        naming = Naming.of(reading.trace)
        related = (w for w in reading.trace.wordings if w.id not in naming.unrelated)
        # One text for each wording: copies would only shift the balance.
        texts = [text for wording in related if (text := naming.representative(wording))]
        return " ".join(games.salient_words(texts))

    found = reading.glance
    return reading.visit.site.bodies.get(("game words", found.head.id, found.revision), made).split()


def _day(visit: Visit, reading: Reading, path: str) -> Day:
    """The day that is asked for: today at the site's home, or an earlier one of the story's life.

    Raises:
        NotFoundError: it is no day, or there was no game yet, or there is none yet.
    """
    zone = _zone(visit.settings.zone)
    today = visit.now.astimezone(zone).date()
    first = min(reading.glance.head.created_at.astimezone(zone).date(), today)
    asked = visit.query("on")
    try:
        on = date.fromisoformat(asked) if asked else today
    except ValueError as error:
        raise NotFoundError(asked[:20], "is no day", "Write it as 2031-05-14.") from error
    if not first <= on <= today:
        raise NotFoundError(
            f"The game of {on:%-d %B %Y}",
            "is not out yet" if on > today else "never was: the story is younger",
            "Play today's.",
        )
    one = timedelta(days=1)
    return Day(
        on,
        is_today=on == today,
        path=path,
        before=on - one if on > first else None,
        after=on + one if on < today else None,
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _counted(visit: Visit, reading: Reading, answer: Response) -> Response:
    if visit.request.method == "GET":
        visit.site.counting.seen(visit.now.date(), "game", reading.glance.head.id, agent=visit.agent)
    return answer


PAGES = (
    Get("/s/{story_id}/game", jumble),
    Post("/s/{story_id}/game", jumble),
    Get("/s/{story_id}/game/letters", letters),
    Post("/s/{story_id}/game/letters", letters),
)
