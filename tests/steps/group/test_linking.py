"""Groups that links make, whatever the order of the links."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geopolitik.steps.group.linking import Linked

PLACES = st.integers(0, 11)


def test_groups_keep_the_order_in_which_things_came() -> None:
    linked = Linked(["echo", "meridian", "courier", "gazette"])
    linked.link("courier", "echo")
    assert linked.groups() == [["echo", "courier"], ["meridian"], ["gazette"]]
    assert linked.first("courier") == "echo"
    assert "herald" not in linked


@given(st.lists(st.tuples(PLACES, PLACES)))
def test_each_is_with_those_that_links_lead_to(links: list[tuple[int, int]]) -> None:
    linked = Linked(range(12))
    for a, b in links:
        linked.link(a, b)
    groups = linked.groups()
    assert sorted(thing for group in groups for thing in group) == list(range(12))
    for group in groups:
        reached = {group[0]}
        for _ in group:
            reached |= {end for link in links if reached & {*link} for end in link}
        assert reached == {*group}
