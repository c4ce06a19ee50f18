"""What is dear to make is made once, and what is kept has a bound."""

from __future__ import annotations

from geopolitik.publish.site.bodies import Bodies


def test_a_text_is_made_once() -> None:
    made: list[str] = []
    bodies = Bodies()

    def make() -> str:
        made.append("x")
        return "body"

    assert bodies.get(("a", 1), make) == bodies.get(("a", 1), make) == "body"
    assert len(made) == 1


def test_the_longest_unused_goes_first() -> None:
    bodies = Bodies(room=10)
    bodies.get(("a",), lambda: "aaaa")
    bodies.get(("b",), lambda: "bbbb")
    bodies.get(("a",), lambda: "not made")
    bodies.get(("c",), lambda: "cccc")
    assert bodies.get(("a",), lambda: "made anew") == "aaaa"
    assert bodies.get(("b",), lambda: "again") == "again"


def test_what_is_larger_than_the_room_is_not_kept() -> None:
    bodies = Bodies(room=3)
    assert bodies.get(("a",), lambda: "long") == "long"
    assert bodies.get(("a",), lambda: "new") == "new"
