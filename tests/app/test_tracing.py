import dataclasses
from pathlib import Path
from typing import Any

import pytest

import geopolitik
from geopolitik import Source, sample_story, to_dict, trace
from geopolitik.errors import UsageError
from geopolitik.steps.collect import capture_bytes

TEXT = """Council keeps the Orla dam shut

The council of Port Sella said on Monday that it may keep the upper gates of the Orla dam shut for 30 days.

“Nobody wins if the river runs dry,” envoy Mara Lindqvist told reporters after the session.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dam.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_whatever_holds_a_text_can_be_handed_over(file: Path) -> None:
    capture = capture_bytes(TEXT.encode(), "ready made")
    result = trace(str(file), TEXT.encode(), [Source.from_text(TEXT, name="a string"), capture])
    assert [a.article.capture.name for a in result.annotations] == [
        str(file),
        "bytes 2",
        "a string",
        "ready made",
    ]
    assert len(result.wordings) == 1


def test_what_is_said_of_a_source_is_believed(file: Path) -> None:
    said = Source(
        file, outlet="Harbour Gazette", url="https://gazette.example/1", published="2031-03-03T09:00+02:00"
    )
    article = trace(said).annotations[0].article
    assert article.outlet is not None
    assert article.outlet.name == "Harbour Gazette"
    assert article.capture.address == "https://gazette.example/1"
    assert article.published is not None
    assert article.published.iso == "2031-03-03T09:00+02:00"


def test_what_cannot_be_read_is_rejected_and_the_rest_goes_on(file: Path, tmp_path: Path) -> None:
    result = trace(tmp_path / "missing.txt", file, b"")
    assert len(result.annotations) == 1
    assert [(Path(r.name).name, r.reason) for r in result.rejected] == [
        ("missing.txt", "does not exist. Check the name"),
        ("bytes 3", "is empty. Check that the page was saved with its text"),
    ]


def test_a_text_where_a_path_belongs_is_told_apart() -> None:
    rejected = trace(TEXT).rejected[0]
    assert rejected.name == "Council keeps the Orla dam shut…"
    assert "Source.from_text" in rejected.reason


@pytest.mark.parametrize(("sources", "reason"), [((), "nothing was handed over"), ((3,), "int: is nothing")])
def test_what_is_no_source_is_a_usage_error(sources: tuple[Any, ...], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        trace(*sources)


def test_results_are_frozen(file: Path) -> None:
    result = trace(file)
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.__setattr__("wordings", ())


def test_progress_is_told(file: Path) -> None:
    told: list[tuple[str, int, int]] = []
    trace(file, progress=lambda step, done, total: told.append((step, done, total)))
    assert told[0] == ("read", 0, 1)
    assert ("read", 1, 1) in told


def test_the_same_input_gives_the_same_result(file: Path) -> None:
    assert to_dict(trace(file)) == to_dict(trace(file))


def test_the_sample_story_ships_with_the_package() -> None:
    assert sample_story()[0].name == "01-agency.html"
    assert len(sample_story()) == 10


def test_everything_public_can_be_had_and_nothing_else() -> None:
    assert all(getattr(geopolitik, name) for name in geopolitik.__all__)
    assert set(geopolitik.__all__) <= set(dir(geopolitik))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = geopolitik.nonsense
