"""A BERT small enough to write by hand: 8 dimensions, 2 layers, 24 word pieces."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

HIDDEN, LAYERS, HEADS, INNER, PLACES = 8, 2, 2, 16, 40
_PIECES = "[PAD] [UNK] [CLS] [SEP] the envoy left port grain ship ##s ##ment settle , . a b c d e f g h i"
VOCABULARY = _PIECES.split()

Tensors = dict[str, NDArray[Any]]


@pytest.fixture
def config() -> dict[str, Any]:
    return {
        "model_type": "bert",
        "hidden_size": HIDDEN,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "intermediate_size": INNER,
        "vocab_size": len(VOCABULARY),
        "max_position_embeddings": PLACES,
        "type_vocab_size": 2,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
    }


@pytest.fixture
def tokenizer() -> dict[str, Any]:
    """What a BERT's `tokenizer.json` holds, with padding and truncation that must be ignored."""
    return {
        "version": "1.0",
        "truncation": {"max_length": 4, "strategy": "LongestFirst", "stride": 0, "direction": "Right"},
        "padding": {
            "strategy": {"Fixed": 12},
            "direction": "Right",
            "pad_to_multiple_of": None,
            "pad_id": 0,
            "pad_type_id": 0,
            "pad_token": "[PAD]",
        },
        "added_tokens": [],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
            ],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {
                name: {"id": name, "ids": [VOCABULARY.index(name)], "tokens": [name]}
                for name in ("[CLS]", "[SEP]")
            },
        },
        "decoder": None,
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 12,
            "vocab": {piece: n for n, piece in enumerate(VOCABULARY)},
        },
    }


@pytest.fixture
def tensors() -> Tensors:
    """Weights of a fixed random draw, by the names that BERT checkpoints use."""
    shapes = {
        "embeddings.word_embeddings.weight": (len(VOCABULARY), HIDDEN),
        "embeddings.position_embeddings.weight": (PLACES, HIDDEN),
        "embeddings.token_type_embeddings.weight": (2, HIDDEN),
        **_norm("embeddings.LayerNorm"),
    }
    for n in range(LAYERS):
        at = f"encoder.layer.{n}."
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            shapes |= _linear(f"{at}attention.{part}", HIDDEN, HIDDEN)
        shapes |= _norm(f"{at}attention.output.LayerNorm") | _norm(f"{at}output.LayerNorm")
        shapes |= _linear(f"{at}intermediate.dense", INNER, HIDDEN)
        shapes |= _linear(f"{at}output.dense", HIDDEN, INNER)
    draw = np.random.default_rng(7)
    # Biases are small, or they would drown what the words say.
    return {
        name: draw.normal(scale=0.1 if name.endswith("bias") else 0.7, size=shape).astype(np.float32)
        for name, shape in shapes.items()
    }


def _linear(name: str, out: int, into: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (out, into), f"{name}.bias": (out,)}


def _norm(name: str) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (HIDDEN,), f"{name}.bias": (HIDDEN,)}


class Packer:
    """Writes safetensors files, whole or with a header of the test's making."""

    def __call__(self, tensors: Mapping[str, NDArray[Any]]) -> bytes:
        header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
        body = b""
        for name, tensor in tensors.items():
            raw = tensor.tobytes()
            dtype = {"float32": "F32", "float16": "F16", "int64": "I64", "uint16": "BF16"}[tensor.dtype.name]
            place = [len(body), len(body) + len(raw)]
            header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": place}
            body += raw
        return self.framed(json.dumps(header).encode(), body)

    def framed(self, header: bytes, body: bytes = b"") -> bytes:
        return struct.pack("<Q", len(header)) + header + body


@pytest.fixture
def pack() -> Packer:
    return Packer()


@pytest.fixture
def folder(
    tmp_path: Path, config: dict[str, Any], tokenizer: dict[str, Any], tensors: Tensors, pack: Packer
) -> Path:
    """A whole folder with bare weights."""
    path = tmp_path / "model"
    path.mkdir()
    (path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (path / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    (path / "model.safetensors").write_bytes(pack(tensors))
    return path
