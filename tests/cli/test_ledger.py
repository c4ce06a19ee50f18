"""The ledger on the command line: what an analyst reads, in 80 and 140 columns and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger.cases.making import CASE, spoilt

from geopolitik.app.cases.shipped import names
from geopolitik.cli.main import main

TRUCE = ("energy-truce", "--on", "2026-02-03T00:00Z", "--known", "2026-02-03T12:00Z")
RETOLD = (
    "Plan\n\nA violation of the ceasefire would bring a response within 24 hours, first a diplomatic "
    "warning, the report says.\n\nThe coalition of the willing would follow, with forces from Norway "
    "and the UK.\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "retold.txt").write_text(RETOLD, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["ledger", *arguments])


def flat(result: Result) -> str:
    """What was printed, without its line ends and indents."""
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def written(folder: Path, files: dict[str, str]) -> str:
    case = folder / "mine"
    case.mkdir()
    for name, text in files.items():
        (case / name).write_text(text, encoding="utf-8")
    return "mine"


def row(result: Result, account: str) -> list[str]:
    """The line below an account's heading, in words."""
    lines = result.output.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{account}  "))
    return next(line for line in lines[at + 1 :] if line.startswith("    ")).split("  ")


@pytest.mark.parametrize(
    ("account", "answer"),
    [("R1", "no"), ("K2", "unknown"), ("T0", "unknown"), ("T1", "no"), ("Z0", "unknown"), ("Z1", "possibly")],
)
def test_status_answers_by_account(account: str, answer: str) -> None:
    found = [word.strip() for word in row(run("status", *TRUCE), account) if word.strip()]
    assert found[0].split()[-1] == answer or found[1] == answer


def test_status_says_who_when_and_why() -> None:
    told = flat(run("status", *TRUCE))
    assert "On 3 February 2026, 00:00 UTC, as known on 3 February 2026, 12:00 UTC." in told
    assert "R1 Russia, by Dmitry Peskov, said 2026-01-30 Europe/Moscow" in told
    assert "It ran out by 1 February 2026, 21:00 UTC, under every reading of its term." in told
    assert "It lasts 1 week from no stated day." in told
    assert "possibly broken" in told


def test_what_was_not_yet_known_stands_apart() -> None:
    told = flat(run("status", "energy-truce", "--on", "2026-02-03", "--known", "2026-02-03"))
    before, _, after = told.partition("Not yet known then")
    assert "T1 United States" in after
    assert "T1 United States" not in before


def test_nothing_is_cited_that_was_not_out_yet() -> None:
    before, _, after = run("status", *TRUCE).output.partition("Not yet known then")
    assert "had expired on February 1" not in before
    assert "[no document that was out then]" in after
    told = flat(run("status", "energy-truce", "--on", "2026-02-03", "--known", "2026-03-01"))
    assert "a page of a news site: “had expired on February 1”" in told


@pytest.mark.parametrize("width", [72, 80, 100, 119])
def test_no_line_is_wider_than_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for name in names():
        for command in ("status", "next", "ladder", "positions"):
            result = run(command, name, "--on", "2026-02-03", "--known", "2026-02-04")
            assert result.exit_code == 0, result.output
            assert max(map(len, result.output.splitlines())) <= width


def test_a_wide_terminal_gets_a_column_of_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    result = run("status", *TRUCE)
    head, _ = (line for line in result.output.splitlines() if line.startswith("account"))
    assert head.split()[-1] == "why"
    assert max(map(len, result.output.splitlines())) <= 140
    assert not any(line.endswith(" ") for line in result.output.splitlines())


def test_an_exercise_says_so() -> None:
    for command in ("status", "next", "ladder", "positions", "incidents"):
        assert "no word of it is a fact" in flat(run(command, "invented", "--known", "2021-05-01"))


@pytest.mark.parametrize(
    "on", ["2026-02-03T00:00Z", "2026-02-03T02:00+02:00", "2026-02-03T02:00 Europe/Kyiv", "2026-02-03"]
)
def test_an_instant_can_be_written_in_several_ways(on: str) -> None:
    assert "On 3 February 2026, 00:00 UTC" in flat(run("status", "energy-truce", "--on", on))


def test_a_time_in_no_zone_is_refused() -> None:
    result = run("status", "energy-truce", "--on", "2026-02-03T02:00")
    assert result.exit_code == 2
    assert "names no zone" in result.stderr


def test_next_names_whose_term_ends_first() -> None:
    told = flat(run("next", "energy-truce", "--on", "2026-01-31", "--known", "2026-02-04"))
    assert told.index("R1") < told.index("T1") < told.index("Z1")
    assert "No clock runs: nobody is named who may find a violation." in told


def test_no_clock_runs_without_a_finder() -> None:
    result = run("ladder", "energy-truce", "--on", "2026-02-03T12:00Z")
    assert "HYPOTHETICAL" not in result.output
    assert "→" not in result.output
    assert "No clock runs" in flat(result)


def test_what_if_is_marked_at_head_foot_and_every_step() -> None:
    result = run("ladder", "energy-truce", "--on", "2026-02-03T12:00Z", "--if", "A1", "--label", "drill")
    told = flat(result)
    assert told.startswith("HYPOTHETICAL")
    assert told.endswith("HYPOTHETICAL: it rests on an assumption, and on nobody's finding.")
    assert result.output.count("    HYPOTHETICAL · ") == 4
    assert "drill" in told
    assert "→ warning" in told
    assert "within 72 hours" in told
    assert "after 72 hours" in told
    assert "did not sign it" in told


def test_the_dispute_steps_take_65_days_at_least() -> None:
    told = flat(run("ladder", "jcpoa", "dispute", "--on", "2020-01-20"))
    assert "The whole of it takes 65 days at least." in told
    assert "France, Germany and United Kingdom" in told


def test_positions_name_silence_and_readiness() -> None:
    told = flat(run("positions", "energy-truce", "--on", "2026-02-05"))
    assert "Declining to say is no denial" in told
    assert "Readiness is no commitment." in told
    assert "Steps" not in told


def test_diff_tells_what_became_known_and_what_it_changes() -> None:
    days = ("2026-02-03", "2026-02-05T12:00Z")
    told = flat(run("diff", "energy-truce", "--on", "2026-02-03", "--known", *days))
    assert "T1 (United States): not yet known → not in force (known)" in told


def test_incidents_keep_the_questions_apart() -> None:
    told = flat(run("incidents", "energy-truce", "--known", "2026-02-05"))
    assert "what did it breach? The answers differ." in told
    assert "who did it? Nobody answers it." in told
    assert "count of missiles: 71" in told
    assert "Limits: Nobody states" in told


def test_elements_show_the_passage() -> None:
    told = flat(run("elements", "energy-truce", "retold.txt"))
    assert "2 A response within 24 hours: kept" in told
    assert "6 Its members: many EU states, the UK, Norway, Iceland, Türkiye: kept in part" in told
    assert "8 72 hours after the initial breach: lost" in told


def test_cases_lists_what_ships() -> None:
    told = flat(run("cases"))
    assert all(name in told for name in names())


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "energy-truce"),
        ("next", "energy-truce"),
        ("ladder", "energy-truce", "--if", "A1"),
        ("positions", "energy-truce"),
        ("incidents", "energy-truce"),
        ("diff", "energy-truce", "--known", "2026-02-03", "2026-02-04"),
        ("elements", "energy-truce", "retold.txt"),
        ("cases",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_answer_comes_as_json_too(arguments: tuple[str, ...], folder: Path) -> None:
    result = run(*arguments, "--json", "-")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert (answer["format"], answer["version"], answer["answer"]) == ("geopolitik ledger", 1, arguments[0])
    run(*arguments, "--json", "answer.json")
    assert json.loads((folder / "answer.json").read_text("utf-8"))["answer"] == arguments[0]


def test_a_what_if_is_marked_in_json() -> None:
    answer = json.loads(run("ladder", "energy-truce", "--if", "A1", "--json", "-").stdout)
    assert answer["hypothetical"] is True
    assert all(step["hypothetical"] for step in answer["steps"])
    assert all(start["hypothetical"] for start in answer["starts"])


def test_a_valid_case_is_counted(folder: Path) -> None:
    told = flat(run("validate", written(folder, CASE)))
    assert told.startswith("Valid: mine (1 document, 2 actors, 1 arrangement, 1 account")


@pytest.mark.parametrize("command", ["validate", "status", "ladder", "positions", "next", "incidents"])
def test_all_that_is_wrong_is_printed_line_by_line(command: str, folder: Path) -> None:
    files = spoilt("accounts.yaml", "stance: holds", "stance: maybe")
    files["positions.yaml"] = files["positions.yaml"].replace("actor: aster", "actor: astor")
    result = run(command, written(folder, files))
    assert result.exit_code == 1
    first, second, last = result.stderr.splitlines()
    assert first.startswith("accounts.yaml, line 5, stance: “maybe” is none of what may stand here.")
    assert second.startswith("positions.yaml, line 2, actor: there is no actor “astor”; did you mean aster?")
    assert last == "geopolitik: mine: is no valid case: 2 faults, named above"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("status", "nowhere"), "is no case"),
        (
            ("ladder", "energy-truce", "no-ladder"),
            "is no such ladder of energy-truce",
        ),
        (("ladder", "energy-truce", "--if", "B1"), "is no incident of energy-truce. There are: A1"),
        (("ladder", "energy-truce", "--label", "x"), "names an assumption, and none is made"),
        (("elements", "jcpoa", "retold.txt"), "has 0 ladders with elements"),
        (("status", "energy-truce", "--on", "yesterday"), "cannot be read as a date"),
        (("diff", "energy-truce", "--known", "2026-02-04", "2026-02-03"), "turn them round"),
        (("status", "energy-truce", "--json", "no/where.json"), "its folder does not exist"),
    ],
    ids=[
        "no case",
        "no ladder",
        "no incident",
        "label of nothing",
        "no elements",
        "no time",
        "turned",
        "json",
    ],
)
def test_what_cannot_be_asked_is_told(arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_hostile_names_do_not_reach_the_terminal_as_they_are(folder: Path) -> None:
    files = spoilt("actors.yaml", "name: Aster", 'name: "[bold]Aster[/] \\u202e"')
    told = run("status", written(folder, files)).output
    assert "[bold]Aster[/]" in told
    assert "\u202e" not in told


def test_a_new_case_is_valid_and_answers(folder: Path) -> None:
    assert run("new", "begun").exit_code == 0
    assert flat(run("validate", "begun")).startswith("Valid: begun")
    told = flat(run("status", "begun", "--on", "2031-03-05", "--known", "2031-03-06"))
    assert "v1 Valdenia, by Ada Rell, said 2031-03-01" in told
    run_ = flat(run("ladder", "begun", "--on", "2031-03-06T12:00Z", "--known", "2031-03-07"))
    assert "→ note" in run_


def test_a_new_case_overwrites_nothing(folder: Path) -> None:
    (folder / "kept").mkdir()
    (folder / "kept" / "mine.txt").write_text("mine", encoding="utf-8")
    result = run("new", "kept")
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert [file.name for file in (folder / "kept").iterdir()] == ["mine.txt"]
