"""Word pieces, against what BERT's own tokenizer does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geopolitik.text.wordpiece import WordPieces, word_pieces


def pieces_of(described: dict[str, Any], text: str, limit: int = 256) -> list[str]:
    read = word_pieces(described)
    assert read is not None
    names = {n: piece for piece, n in described["model"]["vocab"].items()}
    return [names[n] for n in read.ids(text, limit)[1:-1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The envoy left.", "the envoy left .", id="words and mark"),
        pytest.param("ships", "ship ##s", id="longest beginning, then the rest"),
        pytest.param("settlements", "settle ##ment ##s", id="two continuations"),
        pytest.param("shipx", "[UNK]", id="a gap spoils the whole word"),
        pytest.param("ÉNVOY", "envoy", id="accents and capitals"),
        pytest.param("port,grain", "port , grain", id="mark between words"),
        pytest.param("“port”", "[UNK] port [UNK]", id="curly marks stand alone"),
        pytest.param("en\u00advoy", "envoy", id="soft hyphen dropped"),
        pytest.param("the\u00a0port", "the port", id="no-break space"),
        pytest.param("a国b", "a [UNK] b", id="a Chinese character is a word"),
        pytest.param("settlementship", "[UNK]", id="longer than a word may be"),
        pytest.param("", "", id="nothing"),
        pytest.param(" \t\n", "", id="blanks"),
    ],
)
def test_pieces(tokenizer: dict[str, Any], text: str, expected: str) -> None:
    assert pieces_of(tokenizer, text) == expected.split()


def test_case_is_kept_where_the_model_keeps_it(tokenizer: dict[str, Any]) -> None:
    tokenizer["normalizer"]["lowercase"] = False
    assert pieces_of(tokenizer, "The port") == ["[UNK]", "port"]
    assert pieces_of(tokenizer, "é") == ["[UNK]"], "accents stay where case stays"


def test_framed_and_cut_at_the_limit(tokenizer: dict[str, Any]) -> None:
    read = word_pieces(tokenizer)
    assert read is not None
    ids = read.ids("a b c d e", 4)
    assert (len(ids), ids[0], ids[-1]) == (4, read.first, read.last)


def test_the_older_frame_is_read(tokenizer: dict[str, Any]) -> None:
    tokenizer["post_processor"] = {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]}
    read = word_pieces(tokenizer)
    assert read is not None
    assert (read.first, read.last) == (2, 3)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        pytest.param("model", {"type": "BPE", "vocab": {}}, id="byte pairs"),
        pytest.param("normalizer", None, id="no normaliser"),
        pytest.param("pre_tokenizer", {"type": "Whitespace"}, id="splits otherwise"),
        pytest.param("post_processor", None, id="no frame"),
        pytest.param(
            "post_processor",
            {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A"}}], "special_tokens": {}},
            id="frame of another form",
        ),
    ],
)
def test_other_sorts_are_left_to_the_library(tokenizer: dict[str, Any], part: str, value: object) -> None:
    tokenizer[part] = value
    assert word_pieces(tokenizer) is None


def test_a_vocabulary_of_other_things_is_refused(tokenizer: dict[str, Any]) -> None:
    tokenizer["model"]["vocab"]["the"] = "4"
    with pytest.raises(ValueError, match="vocabulary"):
        word_pieces(tokenizer)


@given(text=st.text(max_size=60), limit=st.integers(2, 20))
def test_any_text_gives_framed_ids(text: str, limit: int) -> None:
    read = WordPieces({"[U]": 0, "a": 3, "##b": 4}, first=1, last=2, unknown=0)
    ids = read.ids(text, limit)
    assert 2 <= len(ids) <= limit
    assert (ids[0], ids[-1]) == (1, 2)
    assert set(ids[1:-1]) <= {0, 3, 4}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="aéÉß’“,. \t国Σςİ\u0301\u200b\u00adships", max_size=40))
def test_equals_the_library(tokenizer: dict[str, Any], text: str) -> None:
    tokenizers = pytest.importorskip("tokenizers", reason="the extra 'model' is not installed")
    library = tokenizers.Tokenizer.from_str(json.dumps(tokenizer))
    library.no_padding()
    library.no_truncation()
    read = word_pieces(tokenizer)
    assert read is not None
    assert read.ids(text, 256) == library.encode(text).ids
