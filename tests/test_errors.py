import pickle

import pytest

from geopolitik.errors import FetchError, GeopolitikError, UsageError


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UsageError("a.html", "is empty", "Name another"), "a.html: is empty. Name another"),
        (FetchError("https://port.example/", "is gone", status=410), "https://port.example/: is gone"),
    ],
    ids=["with advice", "with more of its own"],
)
def test_another_process_gets_the_whole_error(error: GeopolitikError, told: str) -> None:
    handed = pickle.loads(pickle.dumps(error))
    assert (type(handed), str(handed), vars(handed)) == (type(error), told, vars(error))
