"""Stamps: date, time and zone as far as a line gives them."""

from __future__ import annotations

import pytest

from geopolitik.steps.extract.stamps import find_stamps, is_ago, is_clock, residue


@pytest.mark.parametrize(
    ("line", "iso", "zone"),
    [
        ("February 04, 2031 at 04:33PM", "2031-02-04T16:33", None),
        ("Wednesday, February 4, 2031", "2031-02-04", None),
        ("2031-02-04T16:33:00+03:00", "2031-02-04T16:33:00+03:00", "+03:00"),
        ("2031-02-04T16:33Z", "2031-02-04T16:33+00:00", "UTC"),
        ("4 Feb 2031 16:33 GMT", "2031-02-04T16:33+00:00", "GMT"),
        ("2031-02-04 16:33 UTC+3", "2031-02-04T16:33+03:00", "+03:00"),
        ("Опубликовано 4 февраля 2031, 12:30 МСК", "2031-02-04T12:30+03:00", "МСК"),
        ("Mittwoch, 4. März 2031, 07:30 Uhr (MEZ)", "2031-03-04T07:30+01:00", "MEZ"),
        ("Le 4 février 2031 à 12h30", "2031-02-04T12:30", None),
        ("04.02.2031 14:05", "2031-02-04T14:05", None),
        ("25/12/2031", "2031-12-25", None),
        ("03/04/2031", None, None),
        ("2031年2月4日 10:20", "2031-02-04T10:20", None),
        ("3 May 2031, 10.15pm BST", "2031-05-03T22:15", "BST"),
        ("31 February 2031", None, None),
        ("Feb 3", None, None),
        ("Published Wed, Nov 20 20314:29 AM EST", "2031-11-20T04:29-05:00", "EST"),
    ],
    ids=lambda value: str(value)[:32],
)
def test_a_stamp_says_what_it_knows(line: str, iso: str | None, zone: str | None) -> None:
    stamp = find_stamps(line)[0]
    assert (stamp.iso, stamp.zone) == (iso, zone)


def test_two_stamps_in_a_line_are_told_apart() -> None:
    line = "Published 12:42 p.m. CT July 15, 2031 | Updated 12:48 p.m. CT July 15, 2031"
    assert [(s.iso, s.updated) for s in find_stamps(line)] == [
        ("2031-07-15T12:42", False),
        ("2031-07-15T12:48", True),
    ]


def test_what_is_left_of_a_stamp_is_a_name_or_nothing() -> None:
    line = "Ada Fenwick Sunday, July 15, 2031"
    assert residue(line, find_stamps(line)) == ["Ada", "Fenwick"]
    assert (
        residue("Published on July 15, 2031 at 5 pm", find_stamps("Published on July 15, 2031 at 5 pm")) == []
    )


@pytest.mark.parametrize("line", ["2 hours ago", "Last updated 3 min ago", "just now", "il y a 5 heures"])
def test_a_relative_stamp(line: str) -> None:
    assert is_ago(line)


def test_a_clock_by_itself() -> None:
    assert is_clock("14:05 GMT")
    assert not is_clock("At 14:05 the ferry sailed")
