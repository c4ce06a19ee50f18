from pathlib import Path

import pytest
from click.testing import CliRunner

from geopolitik.app import sample_story
from geopolitik.cli.demo import write_captures
from geopolitik.cli.main import main
from geopolitik.errors import UsageError


def test_the_demo_writes_its_captures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["demo", "--captures", "sample", "--html", "demo.html"])
    assert result.exit_code == 0
    assert result.stderr == "Written: 10 captures in sample\nWritten: demo.html\n"
    written = {path.name: path.read_bytes() for path in (tmp_path / "sample").iterdir()}
    assert written == {source.name: source.content for source in sample_story()}


def test_captures_can_be_written_twice(tmp_path: Path) -> None:
    write_captures(sample_story(), tmp_path)
    write_captures(sample_story(), tmp_path)
    assert len(list(tmp_path.iterdir())) == 10


def test_another_file_of_the_same_name_is_kept(tmp_path: Path) -> None:
    own = tmp_path / "04-channel.md"
    own.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"04-channel\.md: is there already"):
        write_captures(sample_story(), tmp_path)
    assert own.read_text(encoding="utf-8") == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="could not be written"):
        write_captures(sample_story(), tmp_path / "file")
