"""A folder becomes a sentence model, or an error that says what is wrong with it."""

from __future__ import annotations

import json
import os
import shutil
import struct
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from geopolitik.errors import ModelError
from geopolitik.text import sentence_model
from geopolitik.text.sentence_model import load_model

SENTENCES = ["The envoy left the port.", "Grain ships left.", "A settlement, the envoy settles."]


def test_unit_vectors(folder: Path) -> None:
    model = load_model(folder)
    vectors = model.encode(SENTENCES)
    assert (vectors.shape, vectors.dtype, model.dim) == ((3, 8), np.float32, 8)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_nothing_to_encode(folder: Path) -> None:
    assert load_model(folder).encode([]).shape == (0, 8)


def test_the_same_alone_as_among_many(folder: Path) -> None:
    model = load_model(folder)
    many = [f"{'the envoy ' * (n % 7)}left {'abc'[n % 3]}" for n in range(70)]
    together = model.encode(many)
    alone = np.concatenate([model.encode([sentence]) for sentence in many])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_what_lies_behind_the_limit_is_cut_off(folder: Path) -> None:
    model = load_model(folder)
    # 40 places, two of them for the frame.
    full = " ".join("abcdefghi"[n % 9] for n in range(38))
    cut, whole, shorter = model.encode([f"{full} envoy {'grain ' * 9000}", full, full[:-2]])
    np.testing.assert_allclose(cut, whole, atol=1e-6)
    assert not np.allclose(shorter, whole, atol=1e-3)


@pytest.mark.parametrize(
    "sentence",
    ["", " ", "\x00\ufffd", "\ud800", "🙂" * 500, "שלום", "a" * 1_000_000],
    ids=["empty", "blank", "controls", "surrogate", "emoji", "right to left", "a million letters"],
)
def test_odd_sentences(folder: Path, sentence: str) -> None:
    assert np.isfinite(load_model(folder).encode([sentence])).all()


def test_the_id_is_made_from_the_files(folder: Path, tmp_path: Path) -> None:
    twin = shutil.copytree(folder, tmp_path / "elsewhere")
    (twin / "README.md").write_text("says nothing to a model", encoding="utf-8")
    assert load_model(twin).id == load_model(folder).id
    weights = bytearray((twin / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (twin / "model.safetensors").write_bytes(weights)
    assert load_model(twin).id != load_model(folder).id


def note_pooling(folder: Path, **modes: bool) -> None:
    (folder / "1_Pooling").mkdir()
    noted = {f"pooling_mode_{name}": value for name, value in modes.items()}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(noted), encoding="utf-8")


def test_pooling_as_the_folder_notes_it(folder: Path) -> None:
    mean = load_model(folder)
    note_pooling(folder, cls_token=True, mean_tokens=False)
    first = load_model(folder)
    assert first.id != mean.id
    assert not np.allclose(first.encode(SENTENCES), mean.encode(SENTENCES), atol=1e-3)


def remove(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def write(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content)


def change(name: str, **values: object) -> Callable[[Path], object]:
    def apply(folder: Path) -> None:
        parsed = json.loads((folder / name).read_text(encoding="utf-8"))
        (folder / name).write_text(json.dumps(parsed | values), encoding="utf-8")

    return apply


def halve(folder: Path) -> None:
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[: len(whole) // 2])


def all_nan(folder: Path) -> None:
    whole = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack_from("<Q", whole)
    body = np.full((len(whole) - 8 - length) // 4, np.nan, dtype=np.float32).tobytes()
    (folder / "model.safetensors").write_bytes(whole[: 8 + length] + body)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        pytest.param(shutil.rmtree, "no such folder", id="no folder"),
        pytest.param(remove("model.safetensors"), "neither", id="no weights"),
        pytest.param(remove("tokenizer.json"), "tokenizer.json is missing", id="no tokenizer"),
        pytest.param(remove("config.json"), "config.json is missing", id="no configuration"),
        pytest.param(write("config.json", b"{"), "config.json is not readable", id="broken configuration"),
        pytest.param(write("tokenizer.json", b"[" * 99999), "not readable", id="deeply nested tokenizer"),
        pytest.param(write("tokenizer.json", b"[]"), "not a table", id="tokenizer is a list"),
        pytest.param(change("tokenizer.json", model={"type": "WordPiece"}), "lacks", id="no vocabulary"),
        pytest.param(change("tokenizer.json", normalizer=7), "lacks", id="normaliser is a number"),
        pytest.param(change("config.json", model_type="t5"), "'t5'", id="other architecture"),
        pytest.param(change("config.json", vocab_size=25), "shape", id="configuration and weights differ"),
        pytest.param(halve, "cut off", id="truncated weights"),
        pytest.param(write("model.safetensors", b"\x80\x04pickled!!"), "header", id="a pickle"),
        pytest.param(all_nan, "no vector of numbers", id="weights are no numbers"),
        pytest.param(lambda f: note_pooling(f, max_tokens=True), "pooling", id="other pooling"),
        pytest.param(lambda f: (f / "2_Dense").mkdir(), "2_Dense", id="a further layer"),
    ],
)
def test_what_is_wrong_is_said(folder: Path, spoil: Callable[[Path], object], reason: str) -> None:
    spoil(folder)
    with pytest.raises(ModelError, match=reason) as caught:
        load_model(folder)
    assert caught.value.subject == str(folder)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@pytest.mark.parametrize("name", ["tokenizer.json", "config.json"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_part_replaced_by_anything(folder: Path, name: str, data: st.DataObject) -> None:
    """It loads and encodes, or says that it can't."""
    # Kept beside it, since every example starts from the whole file.
    kept = folder / f"{name}.whole"
    if not kept.exists():
        shutil.copy(folder / name, kept)
    parsed = part = json.loads(kept.read_text(encoding="utf-8"))
    key = data.draw(st.sampled_from(sorted(part)))
    while isinstance(part[key], dict) and part[key] and data.draw(st.booleans()):
        part = part[key]
        key = data.draw(st.sampled_from(sorted(part)))
    part[key] = data.draw(JSON)
    with patch.dict(sys.modules, tokenizers=None):
        (folder / name).write_text(json.dumps(parsed), encoding="utf-8")
        with suppress(ModelError):
            assert np.isfinite(load_model(folder).encode(["the envoy left"])).all()


def test_a_tokenizer_larger_than_the_weights(folder: Path) -> None:
    parsed = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    parsed["model"]["vocab"]["envoy"] = 999
    (folder / "tokenizer.json").write_text(json.dumps(parsed), encoding="utf-8")
    with pytest.raises(ModelError, match="more word pieces"):
        load_model(folder).encode(["envoy"])


@pytest.mark.parametrize(
    ("package", "spoil"),
    [
        pytest.param("onnxruntime", write("model.onnx", b""), id="onnxruntime"),
        pytest.param("tokenizers", change("tokenizer.json", model={"type": "BPE"}), id="tokenizers"),
    ],
)
def test_the_extra_is_named_where_it_is_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, package: str, spoil: Callable[[Path], object]
) -> None:
    spoil(folder)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ModelError, match=r"geopolitik\[model\]"):
        load_model(folder)


class FailedError(Exception):
    """What the stand-in for onnxruntime raises."""


class Graph:
    """A stand-in for an onnxruntime session: gives each piece its id as vector, or the count of pieces."""

    inputs: Sequence[tuple[str, str]] = (("input_ids", "int64"), ("attention_mask", "int64"))
    outputs: Sequence[str] = ("last_hidden_state", "pooler_output")
    threads = 0
    runs = 0

    def __init__(self, path: str, options: Any, providers: Sequence[str]) -> None:
        if Path(path).read_bytes() != b"graph":
            raise FailedError(path)
        type(self).threads = options.intra_op_num_threads

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name, type=f"tensor({kind})") for name, kind in self.inputs]

    def get_outputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name) for name in self.outputs]

    def run(self, asked: list[str], given: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        type(self).runs += 1
        assert {name: str(array.dtype) for name, array in given.items()} == dict(self.inputs)
        if (given["input_ids"] == 5).any():
            raise FailedError("envoy")
        if asked == ["sentence_embedding"]:
            count = given["attention_mask"].sum(axis=1, keepdims=True)
            return [np.concatenate([count, np.ones_like(count)], axis=1)]
        ids = given["input_ids"].astype(np.float64)
        return [np.stack([ids, np.ones_like(ids)], axis=-1)]


@pytest.fixture
def graph(folder: Path, monkeypatch: pytest.MonkeyPatch) -> type[Graph]:
    """A folder with a graph, and a package that runs it."""
    (folder / "model.onnx").write_bytes(b"graph")
    for name in ("onnxruntime", "onnxruntime.capi", "onnxruntime.capi.onnxruntime_pybind11_state"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    session = type("Session", (Graph,), {})
    top, capi, state = (sys.modules[n] for n in sorted(sys.modules) if n.split(".")[0] == "onnxruntime")
    vars(top).update(SessionOptions=SimpleNamespace, InferenceSession=session, capi=capi)
    vars(capi).update(onnxruntime_pybind11_state=state)
    vars(state).update(FailedError=FailedError)
    return session


def test_a_graph_is_preferred_and_its_pieces_averaged(folder: Path, graph: type[Graph]) -> None:
    model = load_model(folder)
    # "a" is piece 15, framed by 2 and 3; the longer neighbour makes it padded.
    vector = model.encode(["a", "a a a a"])[0]
    np.testing.assert_allclose(vector[0] / vector[1], (2 + 15 + 3) / 3, rtol=1e-6)
    assert (model.dim, graph.threads) == (2, 1)


def test_a_sentence_is_encoded_once(
    folder: Path, graph: type[Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = load_model(folder)
    before = graph.runs
    first = model.encode(["a", "b", "a"])
    assert model.encode(["b", "a"]).tolist() == first[:2][::-1].tolist()
    assert graph.runs == before + 1
    monkeypatch.setattr(sentence_model, "_REMEMBERED", 1)
    assert model.encode(["b", "a"]).tolist() == first[:2][::-1].tolist(), "forgetting changes nothing"
    assert graph.runs == before + 2


def test_a_graph_that_pools_itself(folder: Path, graph: type[Graph]) -> None:
    graph.outputs = ("token_embeddings", "sentence_embedding")
    vector = load_model(folder).encode(["a", "a a a a"])[0]
    np.testing.assert_allclose(vector[0] / vector[1], 3, rtol=1e-6)


def test_a_graph_with_other_inputs(folder: Path, graph: type[Graph]) -> None:
    graph.inputs = [("input_ids", "int32"), ("attention_mask", "int32"), ("token_type_ids", "int32")]
    assert load_model(folder).encode(["a"]).shape == (1, 2)


def test_a_graph_in_a_folder_of_its_own(folder: Path, graph: type[Graph]) -> None:
    whole = load_model(folder)
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    (folder / "model.safetensors").unlink()
    assert load_model(folder).id == whole.id


@pytest.mark.parametrize(
    ("content", "inputs", "reason"),
    [
        pytest.param(b"other", Graph.inputs, "cannot be loaded", id="damaged"),
        pytest.param(b"graph", [("pixels", "float")], "no text encoder", id="for pictures"),
        pytest.param(b"graph", [*Graph.inputs, ("task", "int64")], "no text encoder", id="asks for more"),
    ],
)
def test_graphs_that_cannot_be_used(
    folder: Path, graph: type[Graph], content: bytes, inputs: Sequence[tuple[str, str]], reason: str
) -> None:
    graph.inputs = inputs
    (folder / "model.onnx").write_bytes(content)
    with pytest.raises(ModelError, match=reason):
        load_model(folder)


def test_a_graph_that_fails_on_a_sentence(folder: Path, graph: type[Graph]) -> None:
    with pytest.raises(ModelError, match="fails on a sentence"):
        load_model(folder).encode(["envoy"])


def test_a_damaged_graph_in_the_real_runtime(folder: Path) -> None:
    pytest.importorskip("onnxruntime", reason="the extra 'model' is not installed")
    (folder / "model.onnx").write_bytes(b"no graph at all")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_model(folder)


def test_other_tokenizers_in_the_real_library(folder: Path) -> None:
    pytest.importorskip("tokenizers", reason="the extra 'model' is not installed")
    ours = load_model(folder).encode(SENTENCES)
    # Ours knows no sequence of normalisers, so the library reads the same tokenizer.
    parsed = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    change("tokenizer.json", normalizer={"type": "Sequence", "normalizers": [parsed["normalizer"]]})(folder)
    theirs = load_model(folder)
    np.testing.assert_allclose(theirs.encode(SENTENCES), ours, atol=1e-6)
    assert np.isfinite(theirs.encode(["\ud800", ""])).all()


def test_real_weights_give_the_published_figures() -> None:
    """all-MiniLM-L6-v2 and the three sentences of its library's quickstart."""
    path = os.environ.get("GEOPOLITIK_MODEL")
    if not path:
        pytest.skip("GEOPOLITIK_MODEL names no folder with all-MiniLM-L6-v2")
    vectors = load_model(Path(path)).encode(
        ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
    )
    np.testing.assert_allclose((vectors @ vectors.T)[0, 1:], [0.6660, 0.1046], atol=0.02)
