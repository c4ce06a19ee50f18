"""No text, however hostile, makes reading a case do anything but return one or tell what is wrong."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.cases.making import CASE
from tests.publish.feeds.hostile import hostile_texts, needs_data

from geopolitik.ledger.cases import FILES, KINDS, CaseError, dump, entry_from_yaml, loads
from geopolitik.model.ledger.sources import Actor, ActorKind

YAMLISH = st.lists(
    st.sampled_from(
        [*" \n\t-:[]{}#&*!|>'\"%@`,?", "- id: ", "\n  ", "id", "said: ", "2031-02-30", "rests on: ", "<<: "]
    )
    | st.text(max_size=5),
    max_size=60,
).map("".join)
NODES = st.recursive(
    st.sampled_from(["id", "aster", "2031", "a week", "yes", "", "holds", "assumption", "log"]),
    lambda below: (
        st.lists(below, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(
            st.tuples(st.sampled_from(["id", "said", "term", "rests on", "time", "zones", "by"]), below),
            max_size=3,
            unique_by=lambda pair: pair[0],
        ).map(lambda pairs: "{" + ", ".join(f"{key}: {value or '[]'}" for key, value in pairs) + "}")
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FILES), YAMLISH)
def test_any_text_is_a_case_or_a_case_error(file: str, text: str) -> None:
    with suppress(CaseError):
        loads({**CASE, file: text})


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FILES[1:]), st.lists(NODES, max_size=3))
def test_any_shape_is_a_case_or_a_case_error(file: str, items: list[str]) -> None:
    with suppress(CaseError):
        loads({**CASE, file: "".join(f"- {item or '[]'}\n" for item in items)})


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(KINDS)), YAMLISH)
def test_any_text_is_an_entry_or_a_case_error(collection: str, text: str) -> None:
    with suppress(CaseError):
        entry_from_yaml(collection, text)


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)
BOMBS = {
    "billion laughs": LAUGHS,
    "an anchor that holds itself": "- &a [*a]\n",
    "a merge key": "- &a {id: x}\n- <<: *a\n",
    "brackets": "[" * 100_000,
    "braces": "{a: " * 50_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "a long plain text": "- id: " + "x" * 4_000_000,
    "a long number": "- id: x\n  counts: [{best: " + "9" * 100_000 + "}]\n",
    "many problems": "- {}\n" * 200_000,
    "many keys": "- {" + ", ".join(f"k{n}: v" for n in range(100_000)) + "}\n",
    "a null": "- id: a\x00b\n",
    "a Python object": "- !!python/object/apply:os.system [echo]\n",
    "a byte order mark within": "- id: a\ufeffb\n",
    "a lone surrogate": '- id: "\\ud800"\n',
    "beyond the last character": '- id: "\\U00110000"\n',
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_soon(text: str) -> None:
    begun = time.monotonic()
    with pytest.raises(CaseError):
        loads({**CASE, "incidents.yaml": text})
    assert time.monotonic() - begun < 15


@needs_data
def test_hostile_texts_come_back_as_they_are() -> None:
    texts = [text for text in hostile_texts() if text.isprintable()]
    actors = tuple(Actor(f"h{n}", text, ActorKind.GROUP) for n, text in enumerate(texts))
    case = replace(loads({"case.yaml": CASE["case.yaml"]}), actors=actors)
    assert loads(dump(case)) == case
    assert len(texts) > 1_500


@needs_data
def test_hostile_texts_as_files_are_refused() -> None:
    for text in hostile_texts():
        with suppress(CaseError):
            loads({**CASE, "actors.yaml": text})
