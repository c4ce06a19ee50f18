"""Positions as a network in GraphML (Brandes et al. 2002), as Gephi and NetworkX read it.

Actors and issues are nodes. A position is an edge from its actor to its issue; if it is addressed to
somebody, a second edge leads from the issue to the addressee.
"""

from __future__ import annotations

from typing import Any

from geopolitik.model.ledger.case import Case
from geopolitik.publish.exports.ledger.asked import Asked, File
from geopolitik.publish.exports.ledger.event_rows import Event, events, not_yet_known
from geopolitik.publish.feeds.xml import add, document, root

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = ("label", "type", "kind")
_EDGE = (
    "label",
    "relation",
    "position",
    "kind",
    "content",
    "condition",
    "said",
    "earliest",
    "latest",
    "knowledge",
    "documents",
)


def graphml(asked: Asked) -> File:
    """The positions known at an instant, as a directed network; parallel edges are separate positions."""
    case = asked.case
    listed = events(case, known=asked.known)
    element = root(f"{{{NAMESPACE}}}graphml", {None: NAMESPACE})
    _keys(element)
    graph = _add(element, "graph", id="positions", edgedefault="directed")
    nodes = _nodes(graph, case, listed)
    by_id = {position.id: position for position in case.positions}
    for event in listed:
        position = by_id[event.position]
        issue = nodes["issue", position.issue]
        _edge(graph, event, "takes a position on", nodes["actor", position.actor], issue)
        if position.addressee:
            _edge(graph, event, "addressed to", issue, nodes["actor", position.addressee])
    return File(document(element), not_yet_known(case, asked.known))


def _keys(element: Any) -> None:
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            _add(
                element,
                "key",
                **{"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": "string"},
            )


def _nodes(graph: Any, case: Case, listed: tuple[Event, ...]) -> dict[tuple[str, str], str]:
    """A node for each actor and issue that an event names, in the case's order; returns their ids."""
    shown = {event.position for event in listed}
    positions = [position for position in case.positions if position.id in shown]
    named = {ident for position in positions for ident in (position.actor, position.addressee) if ident}
    nodes: dict[tuple[str, str], str] = {}
    for actor in case.actors:
        if actor.id in named:
            nodes["actor", actor.id] = _node(graph, nodes, actor.name, "actor", actor.kind.value)
    for ident in sorted(named - {actor.id for actor in case.actors}):
        nodes["actor", ident] = _node(graph, nodes, ident, "actor", "")
    for issue in dict.fromkeys(position.issue for position in positions):
        nodes["issue", issue] = _node(graph, nodes, issue, "issue", "")
    return nodes


def _node(graph: Any, nodes: dict[tuple[str, str], str], label: str, type_: str, kind: str) -> str:
    ident = f"n{len(nodes)}"
    node = _add(graph, "node", id=ident)
    _data(node, "node", {"label": label, "type": type_, "kind": kind})
    return ident


def _edge(graph: Any, event: Event, relation: str, source: str, target: str) -> None:
    edge = _add(graph, "edge", id=f"e{len(graph)}", source=source, target=target)
    told = {
        "label": event.kind,
        "relation": relation,
        "documents": " | ".join(place.document for place in event.places),
    }
    same = {name: str(getattr(event, name)) for name in _EDGE if name not in told}
    _data(edge, "edge", told | same)


def _data(parent: Any, of: str, values: dict[str, str]) -> None:
    for name, value in values.items():
        if value:
            _add(parent, "data", value, key=f"{of}_{name}")


def _add(parent: Any, name: str, text: str = "", /, **attributes: str) -> Any:
    return add(parent, f"{{{NAMESPACE}}}{name}", text, **attributes)
