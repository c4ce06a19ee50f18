"""Everything that is wrong with a case is told at once, with file, line, field and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ledger.cases.making import CASE, spoilt

from geopolitik.ledger.cases import CaseError, Problem, load, loads
from geopolitik.ledger.cases.nodes import MOST_BYTES, MOST_DEPTH
from geopolitik.ledger.cases.problems import MOST


def problems(files: dict[str, str]) -> list[Problem]:
    with pytest.raises(CaseError) as caught:
        loads(files)
    return list(caught.value.problems)


def test_the_case_is_valid_as_it_is() -> None:
    assert loads(CASE).accounts[0].id == "one"


def test_a_missing_file_is_an_empty_list() -> None:
    assert loads({"case.yaml": CASE["case.yaml"]}).accounts == ()


ONE_FAULT = {
    "unknown field, with the nearest": (
        ("accounts.yaml", "stance:", "stanse: x\n  stance:"),
        (5, "stanse", "is no field here; did you mean stance?", "There are: id, arrangement"),
    ),
    "missing field": (
        ("accounts.yaml", "  said: 2031-03-01\n", ""),
        (1, "said", "is missing", "Write `said: 2026-02-03`"),
    ),
    "unknown actor, with the nearest": (
        ("accounts.yaml", "actor: aster", "actor: astor"),
        (3, "actor", "there is no actor “astor”; did you mean aster?", "There are: aster, bellmar"),
    ),
    "unknown document": (
        ("accounts.yaml", "rests on: log", "rests on: dog"),
        (8, "rests on 1, document", "there is no document “dog”", "There are: log"),
    ),
    "unknown incident": (
        ("accounts.yaml", "  rests on", "  broken by: shoot\n  rests on"),
        (8, "broken by 1", "there is no incident “shoot”", "There are: shot"),
    ),
    "unknown step": (
        ("ladders.yaml", "after: note", "after: nought"),
        (17, "steps 2, after 1", "there is no step “nought”", "There are: note, talk"),
    ),
    "a breach of an unknown step": (
        ("incidents.yaml", "did it occur", "what did it breach\n      of: steps.nota"),
        (7, "claims 1, of", "there is no arrangement or ladder.step “steps.nota”", "pause"),
    ),
    "duplicate id": (
        ("actors.yaml", "- id: bellmar", "- id: aster\n  name: A\n  kind: state\n- id: bellmar"),
        (4, "id", "there are two of the id aster", "Give this actor another id."),
    ),
    "an id with a space": (
        ("incidents.yaml", "id: shot", "id: a shot"),
        (1, "id", "“a shot” can't be an id", "Write letters, digits"),
    ),
    "impossible date": (
        ("accounts.yaml", "said: 2031-03-01", "said: 2031-02-30"),
        (4, "said", "“2031-02-30” is not a time that can be read", "Write 2026"),
    ),
    "a time that ends before it begins": (
        ("accounts.yaml", "said: 2031-03-01", "said: 2031-03-02 .. 2031-03-01"),
        (4, "said", "ends (2031-03-01) before it begins (2031-03-02)", "Write the earlier"),
    ),
    "unknown zone": (
        ("accounts.yaml", "said: 2031-03-01", "said: {time: 2031-03-01, zone: Europe/Kiew}"),
        (4, "said", "there is no time zone “Europe/Kiew”; did you mean Europe/Kiev?", "IANA"),
    ),
    "unknown zone of the case": (
        ("case.yaml", "title", "zones: [UTC, Mars/Base]\ntitle"),
        (2, "zones 2", "there is no time zone “Mars/Base”", "IANA"),
    ),
    "wrong enum value": (
        ("accounts.yaml", "stance: holds", "stance: maybe"),
        (5, "stance", "“maybe” is none of what may stand here", "Write one of: holds, denies that it"),
    ),
    "no duration": (
        ("accounts.yaml", "lasting: a week", "lasting: a while"),
        (7, "term, lasting", "“a while” is not a duration", "Write `24 hours`"),
    ),
    "a duration beyond a century": (
        ("accounts.yaml", "lasting: a week", "lasting: 5300 weeks"),
        (7, "term, lasting", "“5300 weeks” is longer than a century", "Write"),
    ),
    "no number": (
        ("incidents.yaml", "best: 2", "best: two"),
        (15, "counts 1, best", "“two” is no number", "Write `12`"),
    ),
    "counts out of order": (
        ("incidents.yaml", "best: 2", "best: 2\n      low: 3"),
        (15, "counts 1, best", "low, best and high are out of order", "from the least"),
    ),
    "neither yes nor no": (
        ("documents.yaml", "title: A day", "title: A day\n  read: perhaps"),
        (5, "read", "“perhaps” is neither yes nor no", "Write `yes` or `no`"),
    ),
    "rests on nothing": (
        ("positions.yaml", "  rests on: log\n", ""),
        (1, "rests on", "is missing: every entry rests on something", "rests on: assumption"),
    ),
    "a list where a text belongs": (
        ("accounts.yaml", "said: 2031-03-01", "said: [2031-03-01]"),
        (4, "said", "is a list, where a mapping of fields is expected", "Write `2026-02-03`"),
    ),
    "no list of entries": (
        ("actors.yaml", CASE["actors.yaml"], "id: aster\n"),
        (1, "", "is no list of entries", "Begin each entry with a dash"),
    ),
    "a condition without its words": (
        ("accounts.yaml", "stance: holds", "stance: would hold if"),
        (1, "condition", "is missing: the account holds only on a condition", "Write"),
    ),
    "a window without its length": (
        ("ladders.yaml", "          duration: 24 hours\n", ""),
        (12, "steps 1, windows 1, duration", "is missing: within what?", "Write `duration"),
    ),
    "a reversal of nothing": (
        ("positions.yaml", "  rests on", "  reversal: yes\n  rests on"),
        (1, "supersedes", "is missing: a reversal turns another round", "Write its id."),
    ),
    "a clock that nothing starts": (
        ("ladders.yaml", "  clock: verified\n", ""),
        (1, "clock", "is missing", "Write which event starts the clock"),
    ),
    "a step after itself": (
        ("ladders.yaml", "after: note", "after: talk"),
        (17, "steps 2, after", "runs in a circle: talk → talk", "Take one of them out."),
    ),
    "a position that replaces itself": (
        ("positions.yaml", "  rests on", "  supersedes: lights\n  rests on"),
        (7, "supersedes", "runs in a circle: lights → lights", "Take one of them out."),
    ),
    "an account that prolongs itself": (
        ("accounts.yaml", "  rests on", "  extends: one\n  rests on"),
        (8, "extends", "runs in a circle: one → one", "Take one of them out."),
    ),
    "a document that relays itself": (
        ("documents.yaml", "title: A day", "title: A day\n  relays: log"),
        (5, "relays", "runs in a circle: log → log", "Take one of them out."),
    ),
    "a key twice": (
        ("actors.yaml", "  name: Aster\n", "  name: Aster\n  name: Astra\n"),
        (3, "", "has name twice, first in line 2", "Keep one."),
    ),
    "a field twice, in two spellings": (
        ("accounts.yaml", "  rests on: log", "  rests on: log\n  rests_on: log"),
        (8, "rests on", "stands there twice", "Keep one."),
    ),
    "a tab": (
        ("actors.yaml", "  name: Aster\n", "\tname: Aster\n"),
        (2, "", "is indented with a tab", "Indent with spaces."),
    ),
    "an anchor": (
        ("actors.yaml", "name: Aster", "name: &a Aster"),
        (2, "", "has an anchor or alias (& or *)", "Write it out"),
    ),
    "a tag": (
        ("actors.yaml", "name: Aster", "name: !!python/object:os.system Aster"),
        (2, "", "has the tag", "Leave tags (!) out"),
    ),
    "two documents": (
        ("actors.yaml", "- id: bellmar", "---\n- id: bellmar"),
        (4, "", "holds a second document", "Delete the line `---`."),
    ),
    "a colon in a plain text": (
        ("actors.yaml", "name: Aster", "name: Aster: an island"),
        (2, "", "is no YAML here (mapping values are not allowed in this context)", "double quotes"),
    ),
    "a control character": (
        ("actors.yaml", "name: Aster", "name: Aster\x1b[2J"),
        (2, "", "holds the control character U+001B", "Delete it."),
    ),
    "an escaped control character": (
        ("actors.yaml", "name: Aster", 'name: "Aster\\e[2J"'),
        (2, "", "holds an escaped control character", "Delete it."),
    ),
}


@pytest.mark.parametrize(("change", "expected"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_a_fault_is_told_where_it_is(
    change: tuple[str, str, str], expected: tuple[int, str, str, str]
) -> None:
    (problem,) = problems(spoilt(*change))
    line, field, message, advice = expected
    assert (problem.file, problem.line, problem.field) == (change[0], line, field)
    assert message in problem.message
    assert advice in problem.advice


def test_all_faults_are_told_at_once() -> None:
    files = {
        **spoilt("accounts.yaml", "stance: holds", "stance: maybe"),
        "actors.yaml": CASE["actors.yaml"].replace("kind: state", "kind: stat"),
        "positions.yaml": CASE["positions.yaml"].replace("actor: aster", "actor: nobody"),
    }
    told = [(problem.file, problem.line) for problem in problems(files)]
    assert told == [("actors.yaml", 3), ("actors.yaml", 6), ("accounts.yaml", 5), ("positions.yaml", 2)]


def test_a_fault_that_follows_from_another_is_not_told() -> None:
    files = spoilt("accounts.yaml", "  actor: aster\n", "")
    assert [problem.message for problem in problems(files)] == ["is missing"]


def test_nothing_is_missed_because_another_file_cannot_be_read() -> None:
    files = {**CASE, "actors.yaml": "- id: [", "positions.yaml": "- id: lights\n"}
    told = {problem.file for problem in problems(files)}
    assert told == {"actors.yaml", "positions.yaml"}


def test_an_unknown_file_is_told_with_the_nearest() -> None:
    (problem,) = problems({**CASE, "account.yaml": "[]"})
    assert problem.message == "is no file of a case; did you mean accounts.yaml?"


def test_there_is_a_limit_to_what_is_told() -> None:
    actors = "".join(f"- id: a{number}\n  name: A\n  kind: thing\n" for number in range(MOST + 50))
    assert len(problems({**CASE, "actors.yaml": actors})) == MOST


def test_depth_is_bounded() -> None:
    deep = "- id: " + "[" * (MOST_DEPTH + 2) + "]" * (MOST_DEPTH + 2)
    (problem,) = problems({"case.yaml": CASE["case.yaml"], "actors.yaml": deep})
    assert problem.message == f"is nested more than {MOST_DEPTH} deep"


def test_size_is_bounded() -> None:
    large = "# " + "x" * MOST_BYTES
    (problem,) = problems({"case.yaml": CASE["case.yaml"], "actors.yaml": large})
    assert problem.message == "is larger than 5 MB"


def test_an_exercise_need_not_rest_on_anything() -> None:
    files = spoilt("positions.yaml", "  rests on: log\n", "")
    assert loads({**files, "case.yaml": CASE["case.yaml"] + "invented: yes\n"}).invented


def test_an_assumption_is_something_to_rest_on() -> None:
    case = loads(spoilt("positions.yaml", "rests on: log", "rests on: assumption"))
    assert case.positions[0].rests_on[0].document == "assumption"


def test_a_folder_without_a_case_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"there is no case\.yaml in it"):
        load(tmp_path)


def test_a_file_that_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    for name, text in CASE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "actors.yaml").write_bytes(b"- id: a\n  name: \xff\xfe\n")
    with pytest.raises(CaseError) as caught:
        load(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.message) == ("actors.yaml", 2, "is no UTF-8 text")


def test_a_folder_is_read(tmp_path: Path) -> None:
    for name, text in CASE.items():
        (tmp_path / name).write_text("\ufeff" + text, encoding="utf-8")
    (tmp_path / "README.md").write_text("not ours", encoding="utf-8")
    assert load(tmp_path) == loads(CASE)
