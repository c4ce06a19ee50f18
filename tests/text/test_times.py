import pytest

from geopolitik import Source
from geopolitik.errors import UsageError
from geopolitik.text.times import read_time


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2026-02-04", "2026-02-04"),
        ("2026-02-04T16:33", "2026-02-04T16:33"),
        ("2026-02-04 16:33:20Z", "2026-02-04T16:33:20+00:00"),
        ("2026-02-04T16:33+03:00", "2026-02-04T16:33+03:00"),
        ("2026-02-04T16:33-0330", "2026-02-04T16:33-03:30"),
        ("2026-02-04T16:33 Europe/Paris", "2026-02-04T16:33+01:00"),
        ("2026-07-04T16:33 Europe/Paris", "2026-07-04T16:33+02:00"),
        ("2026-07-04 16:33 America/New_York", "2026-07-04T16:33-04:00"),
        ("12 May 2026", "2026-05-12"),
        ("May 12, 2026 9am", "2026-05-12T09:00"),
        ("12th May 2026 at 12:05 a.m. EST", "2026-05-12T00:05-05:00"),
        ("Feb. 4, 2026, 16:33 UTC", "2026-02-04T16:33+00:00"),
    ],
)
def test_a_time_is_read_in_one_way(typed: str, iso: str) -> None:
    assert read_time(typed, "it") == iso
    assert Source("a.txt", published=typed).declared.published == iso


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("04/05/2026", "does not say which is day and which month"),
        ("4.5.26", "does not say which is day and which month"),
        ("2026", "cannot be read as a date"),
        ("May", "cannot be read as a date"),
        ("May 2026", "cannot be read as a date"),
        ("yesterday", "cannot be read as a date"),
        ("12 Mud 2026", "cannot be read as a date"),
        ("2026-02-30", "cannot be read as a date"),
        ("2026-02-04T25:00", "cannot be read as a date"),
        ("May 12, 2026 13pm", "cannot be read as a date"),
        ("12 May 2026 9", "cannot be read as a date"),
        ("", "cannot be read as a date"),
        ("2026-02-04T16:33 Europe/Nowhere", "Europe/Nowhere is no known time zone"),
        ("2026-02-04T16:33 Europe", "Europe is no known time zone"),
        ("2026-02-04T16:33 IST", "IST is no known time zone"),
        ("2026-02-04T16:33+19:00", "is no known time zone"),
    ],
)
def test_what_has_no_or_two_readings_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        Source("a.txt", published=typed)
