"""Positions as events: as a table and as JSON lines."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from tests.publish.exports.ledger.making import CASE, MARCH_5, OFFER, asked

from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import When
from geopolitik.publish.exports.ledger.event_csv import COLUMNS, event_csv
from geopolitik.publish.exports.ledger.event_lines import event_lines
from geopolitik.publish.exports.ledger.event_rows import as_given, events


def test_a_position_is_one_event_however_many_texts_carry_it() -> None:
    listed = events(CASE, known=MARCH_5)
    assert [event.position for event in listed] == ["p1", "p2"]
    assert listed[0].origins == 1
    assert [place.document for place in listed[0].places] == ["d1", "d2"]


def test_an_event_says_when_at_the_earliest_and_latest_and_as_given() -> None:
    offer, refusal = events(CASE, known=MARCH_5)
    assert (offer.earliest, offer.latest, offer.said) == ("2031-03-01T10:00Z",) * 2 + ("2031-03-01T10:00Z",)
    assert (refusal.earliest, refusal.latest) == ("2031-03-03T23:00Z", "2031-03-04T23:00Z")
    assert refusal.said == "2031-03-04 (Europe/Berlin)"


def test_what_was_not_yet_known_is_left_out_and_told() -> None:
    assert event_csv(asked()).left_out == ("positions that were not yet known: 1",)
    assert event_lines(asked()).left_out == ("positions that were not yet known: 1",)


def test_what_may_have_been_known_is_there_and_says_so() -> None:
    day = replace(OFFER, said=When("2031-03-05", zones=("UTC",)))
    (event,) = events(replace(CASE, positions=(day,)), known=MARCH_5)
    assert event.knowledge == "possibly known"


def test_the_table_guards_cells_that_a_spreadsheet_would_run() -> None:
    rows = list(csv.DictReader(io.StringIO(event_csv(asked()).content.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["actor"] == "Valdenia"
    assert rows[0]["addressee"] == "Teskar"
    assert rows[0]["condition"] == "if the shelling stops"
    assert rows[0]["passage"] == "would reopen | could reopen"
    assert rows[0]["publisher"] == "Meridian | RiverWatch"
    assert rows[1]["content"] == "'=no + talks"


def test_each_json_line_is_an_event_with_its_passages() -> None:
    lines = event_lines(asked()).content.decode().splitlines()
    first, second = (json.loads(line) for line in lines)
    assert first["places"][0]["quote"] == "would reopen"
    assert first["reversal"] is False
    assert second["content"] == "=no + talks"


def test_a_case_without_positions_gives_a_header_and_no_lines() -> None:
    empty = asked(replace(CASE, positions=()))
    assert len(event_csv(empty).content.splitlines()) == 1
    assert event_lines(empty).content == b""


def test_a_document_that_nobody_described_is_named_by_its_id() -> None:
    stray = replace(OFFER, rests_on=(Passage("lost", "x"),))
    (event,) = events(replace(CASE, positions=(stray,)), known=MARCH_5)
    assert (event.places[0].document, event.places[0].publisher, event.origins) == ("lost", "", 1)


def test_two_entries_of_one_statement_are_one_event() -> None:
    again = replace(OFFER, id="p9", rests_on=(Passage("d2", "could reopen"),))
    (event,) = events(replace(CASE, positions=(OFFER, again)), known=MARCH_5)
    assert event.position == "p1"
    assert event.carried_by == ("d1", "d2")


def test_a_time_is_shown_as_given() -> None:
    assert as_given(None) == ""
    assert as_given(When("2031-03-01", "2031-03-02")) == "2031-03-01 .. 2031-03-02"
