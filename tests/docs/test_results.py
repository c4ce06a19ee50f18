"""The command that makes the results, on data made up here."""

import sys
from pathlib import Path

import pytest
from benchmarks.__main__ import RESULTS, YARDSTICKS, fingerprint, main, page, section
from benchmarks.common import VARIABLE, Row


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("seeds/a.txt", "data/set/b.txt", "hostile/c.bin"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_the_results_have_every_yardstick() -> None:
    text = RESULTS.read_text(encoding="utf-8")
    headings = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert headings == list(YARDSTICKS)
    assert not [line for line in text.splitlines() if line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]


def test_no_yardstick_is_forgotten() -> None:
    helpers = {"__init__", "__main__", "common", "running", "sentence_model", "reuse_reading", "reuse_texts"}
    helpers |= {"hostile_web", "killing", "reuse_reckoning", "simulated_findings", "simulated_news"}
    helpers |= {"memory", "simulated_web"}
    found = {path.stem for path in RESULTS.parent.glob("*.py")} - helpers
    assert {name for name in found if not name.startswith(("stemma_", "tradition_"))} == set(YARDSTICKS)


def test_a_section_says_what_is_measured_and_how() -> None:
    shown = section("speed", [Row("import", "1 ms", "2 ms")])
    assert shown.startswith(
        "## speed\n\nHow long a trace and the import take.\n\n`python -m benchmarks.speed"
    )
    assert "`python -m benchmarks.speed --data DIR`" in shown
    assert shown.endswith("| import | 1 ms | 2 ms |")


def test_the_fingerprint_is_the_same_for_the_same_data(data: Path) -> None:
    before = fingerprint(data)
    (data / "notes.txt").write_text("no figure rests on this", encoding="utf-8")
    assert fingerprint(data) == before


@pytest.mark.parametrize("change", ["content", "name", "new file"])
def test_the_fingerprint_sees_every_change(data: Path, change: str) -> None:
    before = fingerprint(data)
    file = data / "data" / "set" / "b.txt"
    if change == "content":
        file.write_text("DATA/set/b.txt", encoding="utf-8")
    elif change == "name":
        file.rename(file.with_name("d.txt"))
    else:
        (data / "seeds" / "empty").touch()
    assert fingerprint(data) != before


def test_a_part_is_made_anew_and_the_rest_stays_in_its_place(data: Path) -> None:
    first = page(data, [(name, [Row("time", "1 ms")]) for name in ("speed", "site", "extraction")])
    again = page(data, [("site", [Row("time", "2 ms")])], first)
    headings = [line for line in again.splitlines() if line.startswith("## ")]
    assert headings == ["## extraction", "## site", "## speed"]
    assert again == first.replace("1 ms", "2 ms", 2).replace("2 ms", "1 ms", 1)


def test_what_cannot_be_measured_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks"])
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(SystemExit):
        main()
    assert "name their folder with --data" in capsys.readouterr().err
