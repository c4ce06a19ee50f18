"""The engine on Spark."""

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.runners import spark
from geopolitik.runners.spark import SparkEngine


@pytest.fixture(scope="module")
def engine() -> Iterator[SparkEngine]:
    pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'geopolitik[spark]'")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: no Spark")
    # PySpark leaves sockets to the garbage collector.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        with SparkEngine("local[2]") as running:
            yield running


def doubled(number: int) -> int:
    return 2 * number


def refused(number: int) -> int:
    if number == 3:
        raise UsageError("three", "isn't wanted", "Leave it out.")
    return number


def broken(number: int) -> int:
    return 1 // number


def test_results_come_in_the_order_of_the_tasks(engine: SparkEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "_AT_ONCE", 20)
    assert list(engine.run(doubled, iter(range(30)))) == list(range(0, 60, 2))


def test_tasks_are_taken_as_they_are_needed(engine: SparkEngine) -> None:
    tasks = iter(range(1000))
    results = engine.run(doubled, tasks)
    assert [next(results) for _ in range(3)] == [0, 2, 4]
    assert next(tasks) < 100


def test_no_tasks(engine: SparkEngine) -> None:
    assert list(engine.run(doubled, [])) == []


def test_what_a_step_raises_is_raised_here(engine: SparkEngine) -> None:
    with pytest.raises(UsageError, match="three: isn't wanted"):
        list(engine.run(refused, range(6)))


def test_what_breaks_on_a_worker_is_told(engine: SparkEngine) -> None:
    with pytest.raises(GeopolitikError, match=r"could not do a task \(ZeroDivisionError"):
        list(engine.run(broken, range(2)))


def test_the_same_bytes_as_on_one_machine(engine: SparkEngine, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: no archives")
    from tests.runners.making import worked_on

    from geopolitik.runners.local import LocalEngine

    folders = tmp_path / "local", tmp_path / "spark"
    for folder in folders:
        folder.mkdir()
    with LocalEngine(1) as local:
        worked_on(folders[0], local, records=5)
    worked_on(folders[1], engine, records=3)
    for name in ("pairs.parquet", "stemma.parquet"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    index = sorted(path.relative_to(folders[0]) for path in folders[0].rglob("index/**/*.npy"))
    assert index
    for path in index:
        assert (folders[0] / path).read_bytes() == (folders[1] / path).read_bytes()
