"""The sample story's family comes out as its truth has it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import geopolitik.samples
from geopolitik.model.story import Relation
from geopolitik.steps.align import align
from geopolitik.steps.annotate import annotate
from geopolitik.steps.collect import capture_file
from geopolitik.steps.extract import extract
from geopolitik.steps.group import candidates, group
from geopolitik.steps.lineage import Lineage, relate, stem

FOLDER = Path(geopolitik.samples.__file__).parent
TRUTH: dict[str, Any] = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
BETWEEN_WORDINGS = [d for d in TRUTH["derivations"] if d["kind"] != "repost"]


@cache
def traced() -> tuple[Lineage, dict[str, str]]:
    """The lineage of the sample, and the wording of each file."""
    files = [capture["file"] for capture in TRUTH["captures"]]
    annotations = [annotate(extract(capture_file(FOLDER / name))) for name in files]
    wordings = group(annotations)
    text = {a.capture_id: a for a in annotations}
    known = {w.id: w for w in wordings}
    aligned = []
    for a, b in candidates(annotations, wordings):
        pair = [text[known[i].representative or ""] for i in (a, b)]
        aligned.append((a, b, align(*pair)))
    relations = [relate(alignment, known[a], known[b]) for a, b, alignment in aligned]
    held = {witness.capture: w.id for w in wordings for witness in w.witnesses}
    wording_of = {name: held[a.capture_id] for name, a in zip(files, annotations, strict=True)}
    return stem(annotations, wordings, relations, aligned), wording_of


def relation_of(a: str, b: str) -> Relation:
    lineage, wording_of = traced()
    pair = {wording_of[a], wording_of[b]}
    return next(r for r in lineage.relations if {r.a, r.b} == pair)


@pytest.mark.parametrize("files", [w["files"] for w in TRUTH["wordings"]], ids=lambda files: files[0])
def test_wordings(files: list[str]) -> None:
    _, wording_of = traced()
    wording = wording_of[files[0]]
    assert sorted(name for name, i in wording_of.items() if i == wording) == sorted(files)


@pytest.mark.parametrize("edge", BETWEEN_WORDINGS, ids=lambda edge: str(edge["copy"]))
def test_derivations(edge: dict[str, Any]) -> None:
    lineage, wording_of = traced()
    found = next(d for d in lineage.derivations if d.copy == wording_of[edge["copy"]])
    assert found.original == wording_of[edge["original"]]
    assert found.kind in (edge["kind"], *edge.get("also", ()))


@pytest.mark.parametrize("verdict", ["common_origin", "independent"])
def test_relations(verdict: str) -> None:
    wanted = verdict.replace("_", " ")
    wrong = {(a, b): relation_of(a, b).relation.value for a, b in TRUTH[verdict]}
    assert {pair: value for pair, value in wrong.items() if value != wanted} == {}


def test_no_derivation_is_invented() -> None:
    lineage, wording_of = traced()
    true = {(wording_of[d["original"]], wording_of[d["copy"]]) for d in BETWEEN_WORDINGS}
    assert {(d.original, d.copy) for d in lineage.derivations} <= true
