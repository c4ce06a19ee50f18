import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geopolitik import __version__
from geopolitik.cli.main import main

ORIGINAL = """Council may reopen the Orla dam

The council of Port Sella said on Monday that it may open the upper gates of the Orla dam within 30 days.

“Nobody wins if the river runs dry,” envoy Mara Lindqvist told reporters after the session.
"""
COPY = ORIGINAL.replace("may", "will").replace("30 days", "10 days")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "original.txt").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "copy.txt").write_text(COPY, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["-h"], ["trace", "--help"], ["compare", "--help"], ["demo", "-h"]],
    ids=" ".join,
)
def test_help_teaches_by_examples(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert "Examples:\n" in result.stdout
    assert "      geopolitik " in result.stdout or "    geopolitik " in result.stdout


def test_the_version_is_told() -> None:
    assert run("--version").stdout.strip() == f"geopolitik, version {__version__}"


def test_trace_prints_captures_stemma_and_changes() -> None:
    result = run("trace", "original.txt", "copy.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    for heading in ("CAPTURES  2 read", "STEMMA", "EVIDENCE"):
        assert heading in result.stdout


def test_a_terminal_without_unicode_gets_the_nearest_it_can_show(folder: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "geopolitik.cli.main", "trace", "original.txt", "copy.txt"]
    result = subprocess.run(command, capture_output=True, env=environment, cwd=folder, check=True)
    printed = result.stdout.decode("ascii")
    assert '"Council may reopen the Orla dam"' in printed
    assert "-" * 80 in printed


def test_compare_prints_just_the_redline() -> None:
    result = run("compare", "original.txt", "copy.txt")
    assert result.exit_code == 0
    assert "certainty raised" in result.stdout
    assert "STEMMA" not in result.stdout


def test_reports_are_written_and_named(folder: Path) -> None:
    result = run("trace", "-q", "original.txt", "copy.txt", "--html", "r.html", "--json", "t.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Written: t.json\nWritten: r.html\n"
    assert (folder / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(json.loads((folder / "t.json").read_text(encoding="utf-8"))["captures"]) == 2


@pytest.mark.parametrize(("option", "start"), [("--json", "{"), ("--html", "<!doctype html>")])
def test_a_report_on_standard_output_stands_alone_there(option: str, start: str) -> None:
    result = run("trace", "original.txt", "empty.txt", option, "-")
    assert result.stdout.startswith(start)
    assert "CAPTURES" not in result.stdout
    assert result.stderr.startswith("geopolitik: empty.txt: is empty.")


def test_a_capture_comes_on_standard_input() -> None:
    result = run("trace", "-", "original.txt", "--json", "-", "--outlet", "-=River Watch", stdin=COPY)
    captures = json.loads(result.stdout)["captures"]
    assert [capture["name"] for capture in captures] == ["-", "original.txt"]
    assert captures[0]["outlet"]["name"] == "River Watch"


def test_what_is_known_of_a_file_can_be_said() -> None:
    said = ["--outlet", "2=River Watch", "--url", "copy.txt=https://river.example/1"]
    result = run(
        "trace", "original.txt", "copy.txt", *said, "--published", "2=2031-03-03T09:00+02:00", "--json", "-"
    )
    capture = json.loads(result.stdout)["captures"][1]
    assert capture["declared"] == {
        "outlet": "River Watch",
        "url": "https://river.example/1",
        "published": "2031-03-03T09:00+02:00",
    }


def test_rejected_captures_are_listed_and_the_rest_goes_on() -> None:
    result = run("trace", "original.txt", "missing.txt", "empty.txt", "picture.png", "copy.txt")
    assert result.exit_code == 0
    assert "CAPTURES  2 read, 3 rejected" in result.stdout
    listed = result.stdout.partition("REJECTED")[2]
    assert "missing.txt: does not exist" in listed
    assert "empty.txt: is empty" in listed
    assert "picture.png: " in listed


def test_nothing_traced_is_exit_code_one() -> None:
    result = run("trace", "empty.txt", "missing.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert [line.split(":")[1].strip() for line in lines] == ["empty.txt", "missing.txt", "trace"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["trace"], "Missing argument 'FILES...'"),
        (["compare", "original.txt"], "Missing argument 'COPY'"),
        (["trace", "original.txt", "--severity", "grave"], "'grave' is not one of"),
        (["trace", "original.txt", "copy.txt", "--outlet", "X"], "cannot tell which of 2 files"),
        (["trace", "original.txt", "--html", "no/such/r.html"], "its folder does not exist"),
        (["trace", "original.txt", "--html", "."], "is a folder"),
        (["trace", "original.txt", "--html", "original.txt"], "would be overwritten"),
        (["trace", "original.txt", "--html", "x", "--json", "x"], "can't hold both reports"),
        (["trace", "-", "-"], "standard input can be read once only"),
        (["compare", "original.txt", "original.txt"], "is named as original and as copy"),
        (["retrace"], "No such command 'retrace'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_was_not_understood_is_exit_code_two(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [["trace", "original.txt", "copy.txt"], ["trace", "original.txt", "--json", "-"], ["--help"]],
    ids=["report", "json", "help"],
)
def test_a_full_disk_is_told_in_one_line(arguments: list[str], folder: Path) -> None:
    command = [sys.executable, "-m", "geopolitik.cli.main", *arguments]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=folder, check=False
        )
    assert result.returncode == 2
    assert result.stderr == "geopolitik: standard output: could not be written (no space left on device)\n"


def test_a_reader_that_stops_early_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "geopolitik.cli.main", "trace", "original.txt", "copy.txt"]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, cwd=folder, check=False)
    finally:
        os.close(writer)
    assert (result.returncode, result.stderr) == (0, b"")


def test_an_unreadable_side_of_a_comparison_is_exit_code_one() -> None:
    result = run("compare", "original.txt", "missing.txt")
    assert result.exit_code == 1
    assert result.stderr == "geopolitik: missing.txt: does not exist. Check the name\n"


def test_standard_input_is_named_where_it_cannot_be_read() -> None:
    for arguments in (["compare", "original.txt", "-"], ["trace", "original.txt", "-", "-q"]):
        result = run(*arguments, stdin="")
        assert result.stderr.startswith("geopolitik: standard input: is empty.")
    assert "standard input: is empty" in run("trace", "original.txt", "-", stdin="").stdout


@pytest.mark.parametrize(
    ("redirection", "code", "words"),
    [
        ("- <&-", 1, "standard input: is closed. Hand over a file or a pipe"),
        ("original.txt >&-", 2, "standard output: is closed. Add -q, and name a file for each report"),
        ("original.txt -q --json t.json >&-", 0, "Written: t.json"),
    ],
    ids=["input", "output", "output not needed"],
)
def test_closed_streams_are_told_in_one_line(redirection: str, code: int, words: str, folder: Path) -> None:
    command = f'"{sys.executable}" -m geopolitik.cli.main trace {redirection}'
    result = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=folder, check=False)
    assert result.returncode == code
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_no_color_means_no_escape_sequence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("trace", "original.txt").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("trace", "original.txt").stdout


def test_a_folder_without_a_model_is_named(folder: Path) -> None:
    result = run("trace", "original.txt", "--model", str(folder))
    assert result.exit_code == 1
    assert "neither model.onnx nor model.safetensors is there" in result.stderr


def test_an_input_is_never_changed(folder: Path) -> None:
    run("trace", "original.txt", "copy.txt", "--json", "original.txt")
    assert (folder / "original.txt").read_text(encoding="utf-8") == ORIGINAL


def test_the_demo_writes_its_report_and_says_where(folder: Path) -> None:
    result = run("demo", "--html", "demo.html")
    assert result.exit_code == 0
    assert result.stderr.strip() == "Written: demo.html"
    assert "Stemma" in (folder / "demo.html").read_text(encoding="utf-8")
