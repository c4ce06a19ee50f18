"""The page on scale holds what is reckoned from the results."""

from pathlib import Path

from benchmarks.reuse_reckoning import Costs, reckoned, table

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "scale.md"


def test_the_page_holds_the_table() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), "run: python -m benchmarks.reuse_reckoning"


def test_costs_are_shared_out_among_cores() -> None:
    laptop, *_ = reckoned(Costs(reading=0.36, index=1.8, pairs=1.8, disk=4e3, passing=1e3, heads=50))
    assert laptop[2:] == ("15 min", "6 min", "0.1 GB", "4.0 GB", "1.0 GB", "$0.05")
