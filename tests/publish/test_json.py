import dataclasses
import json
from collections.abc import Callable
from typing import Any

from geopolitik import to_dict, to_json
from geopolitik.model.story import Trace


def texts(document: dict[str, Any]) -> dict[str, str]:
    return {capture["id"]: capture["text"] for capture in document["captures"]}


def test_the_backbone_is_there(story: Trace) -> None:
    document = to_dict(story)
    for part in ("captures", "wordings", "relations", "derivations", "alignments", "changes"):
        assert document[part], part
    assert document["origins"] == {"low": 1, "high": 2, "roots": ["w-nordwire", "w-boats"], "unrelated": []}
    assert document["captures"][0]["published"]["zone"] is None


def test_every_passage_of_a_change_is_the_text_at_its_span(story: Trace) -> None:
    document = to_dict(story)
    found = 0
    for change in document["changes"]:
        for side in ("original", "copy"):
            span = change[f"{side}_span"]
            if span is not None:
                text = texts(document)[change[f"{side}_capture"]]
                assert text[span["start"] : span["end"]] == change[f"{side}_text"]
                found += 1
    assert found == 10


def test_alignment_spans_count_in_the_capture_named_beside_them(story: Trace) -> None:
    document = to_dict(story)
    alignment = document["alignments"][0]
    span = alignment["links"][1]["a_spans"][0]
    passage = texts(document)[alignment["a_capture"]][span["start"] : span["end"]]
    assert passage.startswith("On Monday, envoy Mara Lindqvist")
    assert len(alignment["a_only"]) == 3


def test_quotation_marks_and_other_scripts_are_kept(story: Trace) -> None:
    written = to_json(story)
    assert "“Water is important" in written
    assert "سد أورلا" in written


def test_the_same_trace_gives_the_same_document(story: Trace) -> None:
    assert to_json(story) == to_json(story)
    assert json.loads(to_json(story)) == to_dict(story)


def test_a_boundless_weight_stays_valid_json(story: Trace) -> None:
    relation = story.relations[0]
    boundless = dataclasses.replace(relation.evidence[0], weight=float("inf"))
    odd = dataclasses.replace(story, relations=(dataclasses.replace(relation, evidence=(boundless,)),))
    assert json.loads(to_json(odd))["relations"][0]["evidence"][0]["weight"] == 1e6


def test_an_empty_trace_has_all_parts(retelling: Callable[..., Trace]) -> None:
    empty = dataclasses.replace(
        retelling("", ""),
        annotations=(),
        wordings=(),
        relations=(),
        alignments=(),
        derivations=(),
        redlines=(),
    )
    assert to_dict(empty)["captures"] == []
