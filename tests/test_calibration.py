"""The weights that ship are a list one can read, and the fit that makes them finds what is there."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from benchmarks.calibrating.fit import area, brier, calibration_error, fit, held_out, logistic
from benchmarks.calibrating.relation import counted, truth, unseen
from benchmarks.calibration import PATH, written

from geopolitik.lexicon import table
from geopolitik.steps.lineage.pair.weights import DIRECTION, LIST, RELATION, named, weigh

DATA = os.environ.get("GEOPOLITIK_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no measuring data")


def test_every_weight_says_where_it_comes_from() -> None:
    rows = table(LIST)
    assert len({(row["about"], row["term"], row["mode"]) for row in rows}) == len(rows)
    assert len(rows) == len(RELATION) + len(DIRECTION)
    assert all(row["origin"].startswith(("fitted on ", "by hand")) for row in rows)
    assert all(float(row["cap"]) > 0 for row in rows)


def test_the_list_says_when_and_by_which_command_it_was_fitted() -> None:
    head = [line for line in PATH.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    assert any("python -m benchmarks.calibration --fit --write" in line for line in head)


def test_a_weight_ends_at_its_cap() -> None:
    most = RELATION["particulars"].cap
    assert weigh(RELATION, "particulars", 100.0) == most
    assert weigh(RELATION, "particulars", -100.0) == -most


def test_a_term_that_says_nothing_in_a_mode_weighs_nothing() -> None:
    assert named("newer date", "digest") not in DIRECTION
    assert weigh(DIRECTION, "newer date", 1.0, "digest") == 0
    with pytest.raises(KeyError):
        weigh(DIRECTION, "no such term", 1.0)


def test_writing_changes_fitted_rows_only() -> None:
    text = (
        "# Fitted on (never yet) by: x\nabout\tterm\tmode\tweight\tcap\torigin\n"
        "relation\tprior\t\t-1\t1\tfitted on a\nrelation\tcredit\t\t2\t2\tby hand\n"
    )
    lines = written(text, {("relation", "prior", ""): (-3.0, 3.0, "fitted on b")}, "2031-02-03").splitlines()
    assert lines[0] == "# Fitted on 2031-02-03 by: python -m benchmarks.calibration --fit --write"
    assert lines[2:] == ["relation\tprior\t\t-3.00\t3.00\tfitted on b", "relation\tcredit\t\t2\t2\tby hand"]


def test_a_fit_finds_the_weights_that_made_the_data() -> None:
    rng = np.random.default_rng(1)
    matrix = np.hstack([np.ones((4000, 1)), rng.normal(size=(4000, 2))])
    true = np.array([-1.0, 2.0, 0.0])
    made = (rng.random(4000) < logistic(matrix @ true)).astype(float)
    zeros = np.zeros(3)
    found = fit(matrix, made, np.ones(4000), ridge=zeros + 1e-6, centre=zeros, offset=np.zeros(4000))
    assert found == pytest.approx(true, abs=0.15)
    held = fit(matrix, made, np.ones(4000), ridge=zeros + 1e9, centre=true, offset=np.zeros(4000))
    assert held == pytest.approx(true, abs=1e-3)


def test_measures_of_probabilities() -> None:
    said, truths = np.array([0.9, 0.9, 0.1, 0.1]), np.array([1.0, 1.0, 0.0, 0.0])
    assert (area(said, truths), area(1 - said, truths)) == (1.0, 0.0)
    assert brier(said, truths) == pytest.approx(0.01)
    assert calibration_error(said, truths) == pytest.approx(0.1)
    assert calibration_error(np.full(4, 0.5), truths) == pytest.approx(0.0)


def test_each_group_is_held_out_once() -> None:
    masks = [(known.tolist(), held.tolist()) for known, held in held_out(["a", "b", "a"])]
    assert masks == [([False, True, False], [True, False, True]), ([True, False, True], [False, True, False])]


@needs_data
def test_labelled_pairs_are_told_apart_by_weights_from_other_sets() -> None:
    pairs = counted(Path(DATA or ""), ("helsinki", "ecbplus"))
    pairs = [pair for pair in pairs if pair.pair.label != "common"]
    p, related = unseen(pairs), truth(pairs)
    assert area(p, related) >= 0.95
    assert brier(p, related) <= 0.08
