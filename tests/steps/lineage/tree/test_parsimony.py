"""What a family tree costs."""

from __future__ import annotations

import pytest

from geopolitik.steps.lineage.tree.parsimony import Clues, cost
from geopolitik.steps.lineage.tree.readings import Readings

CHAIN: dict[int, int | None] = {0: None, 1: 0, 2: 1}
STAR: dict[int, int | None] = {0: None, 1: 0, 2: 0}


def clues(*outlets: str | None) -> Clues:
    """Texts that read the same, of which nothing is known but whose pages they stand on."""
    none = tuple((0.0,) * len(outlets) for _ in outlets)
    return Clues(
        readings=Readings((0b111,) * len(outlets), 0),
        late=none,
        lean=none,
        kin=none,
        far={},
        credited=(frozenset(),) * len(outlets),
        outlets=outlets,
        tells=(False,) * len(outlets),
        absent=(frozenset(),) * len(outlets),
    )


def test_an_outlet_makes_its_next_version_of_its_last_one() -> None:
    ours = clues("Gull Post", "Gull Post", "Gull Post")
    assert cost(CHAIN, ours) < cost(STAR, ours)


@pytest.mark.parametrize("outlets", [("Coast Wire", "Gull Post", "Tern"), (None, None, None)])
def test_others_may_copy_one_text_as_often_as_they_like(outlets: tuple[str | None, ...]) -> None:
    assert cost(CHAIN, clues(*outlets)) == pytest.approx(cost(STAR, clues(*outlets)))
