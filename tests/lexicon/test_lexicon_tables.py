"""Word lists as data files."""

from __future__ import annotations

from pathlib import Path

import pytest

import geopolitik.lexicon
from geopolitik.lexicon import table, words

DATA = Path(geopolitik.lexicon.__file__).parent / "data"
NAMES = sorted(path.stem for path in DATA.glob("*.tsv"))


@pytest.mark.parametrize("name", NAMES)
def test_every_list_reads_and_states_its_origin(name: str) -> None:
    rows = table(name)
    assert rows
    head = [
        line for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines() if line[:1] == "#"
    ]
    assert any("origin" in line.lower() for line in head), f"{name}.tsv does not say where it comes from"


def test_missing_list_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        table("no-such-list")


def test_words_takes_one_column() -> None:
    assert "the" in words("function_words")


def test_row_with_too_many_cells_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.tsv").write_text("# Origin: a test.\nword\na\tb\n", encoding="utf-8")
    monkeypatch.setattr(geopolitik.lexicon, "_DATA", tmp_path)
    with pytest.raises(ValueError, match="2 cells"):
        table("broken")
