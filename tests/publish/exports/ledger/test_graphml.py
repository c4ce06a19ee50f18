"""Positions as a network that Gephi and NetworkX read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.publish.exports.ledger.making import CASE, OFFER, asked

from geopolitik.publish.exports.ledger.graphml import NAMESPACE, graphml

N = {"g": NAMESPACE}


def parsed(content: bytes) -> Any:
    return etree.fromstring(content)


def data(element: Any) -> dict[str, str]:
    return {item.get("key"): item.text for item in element.findall("g:data", N)}


def test_actors_and_issues_are_nodes_and_positions_edges() -> None:
    tree = parsed(graphml(asked()).content)
    nodes = {node.get("id"): data(node) for node in tree.iterfind(".//g:node", N)}
    edges = [(edge.get("source"), edge.get("target"), data(edge)) for edge in tree.iterfind(".//g:edge", N)]
    labels = [
        (nodes[a]["node_label"], nodes[b]["node_label"], told["edge_relation"], told["edge_kind"])
        for a, b, told in edges
    ]
    assert labels == [
        ("Valdenia", "fuel transit", "takes a position on", "offer"),
        ("fuel transit", "Teskar", "addressed to", "offer"),
        ("Teskar", "fuel transit", "takes a position on", "refusal"),
    ]
    assert {told["node_type"] for told in nodes.values()} == {"actor", "issue"}
    assert "Sarn Front" not in {told["node_label"] for told in nodes.values()}


def test_ids_are_unique_and_every_key_is_declared() -> None:
    tree = parsed(graphml(asked()).content)
    ids = tree.xpath("//*/@id")
    assert len(ids) == len(set(ids))
    assert set(tree.xpath("//g:data/@key", namespaces=N)) <= set(tree.xpath("//g:key/@id", namespaces=N))


def test_what_was_not_yet_known_is_left_out_and_told() -> None:
    file = graphml(asked())
    assert b"not to reopen" not in file.content
    assert file.left_out == ("positions that were not yet known: 1",)


def test_an_actor_and_an_issue_of_one_name_stay_two_nodes() -> None:
    named = replace(OFFER, issue="Valdenia", addressee="unlisted")
    tree = parsed(graphml(asked(replace(CASE, positions=(named,)))).content)
    assert [data(node)["node_type"] for node in tree.iterfind(".//g:node", N)] == ["actor", "actor", "issue"]


@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_any_text_gives_well_formed_xml(content: str, issue: str) -> None:
    strange = replace(OFFER, content=content, issue=issue)
    assert parsed(graphml(asked(replace(CASE, positions=(strange,)))).content) is not None
