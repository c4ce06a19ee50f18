"""The forward pass, against the same sums written out one piece at a time."""

from __future__ import annotations

from math import erf, exp, sqrt, tanh
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.typing import NDArray

from geopolitik.text.bert import ArchitectureError, bert, bert_shape, gelu, gelu_by_tanh
from geopolitik.text.safetensors import WeightsError, read_weights

if TYPE_CHECKING:
    from tests.text.conftest import Packer, Tensors

Vector = NDArray[np.float64]
IDS = np.array([[2, 4, 5, 6, 3], [2, 7, 3, 0, 0]])
MASK = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])


def by_hand(tensors: Tensors, pieces: list[int], heads: int) -> list[Vector]:
    """One unpadded sentence, in double precision."""
    w = {name.removeprefix("bert."): t.astype(np.float64) for name, t in tensors.items()}

    def linear(name: str, x: Vector) -> Vector:
        result: Vector = w[f"{name}.weight"] @ x + w[f"{name}.bias"]
        return result

    def norm(name: str, x: Vector) -> Vector:
        centred: Vector = (x - x.mean()) / sqrt(x.var() + 1e-12)
        return centred * w[f"{name}.weight"] + w[f"{name}.bias"]

    word, place = w["embeddings.word_embeddings.weight"], w["embeddings.position_embeddings.weight"]
    kind = w["embeddings.token_type_embeddings.weight"][0]
    xs = [norm("embeddings.LayerNorm", word[p] + place[n] + kind) for n, p in enumerate(pieces)]
    for layer in range(2):
        at = f"encoder.layer.{layer}."
        q, k, v = ([linear(f"{at}attention.self.{p}", x) for x in xs] for p in ("query", "key", "value"))
        size = len(xs[0]) // heads
        after = []
        for n, x in enumerate(xs):
            mixed = []
            for h in range(heads):
                part = slice(h * size, (h + 1) * size)
                shares = np.array([exp(q[n][part] @ other[part] / sqrt(size)) for other in k])
                shares /= shares.sum()
                mixed.append(sum(s * other[part] for s, other in zip(shares, v, strict=True)))
            y = norm(
                f"{at}attention.output.LayerNorm",
                x + linear(f"{at}attention.output.dense", np.concatenate(mixed)),
            )
            wide = [u * (1 + erf(u / sqrt(2))) / 2 for u in linear(f"{at}intermediate.dense", y)]
            after.append(norm(f"{at}output.LayerNorm", y + linear(f"{at}output.dense", np.array(wide))))
        xs = after
    return xs


@pytest.mark.parametrize("prefix", [pytest.param("", id="bare encoder"), pytest.param("bert.", id="headed")])
def test_equals_the_sums_written_out(
    config: dict[str, Any], tensors: Tensors, pack: Packer, prefix: str
) -> None:
    named = {prefix + name: tensor for name, tensor in tensors.items()}
    vectors = bert(bert_shape(config), read_weights(pack(named)))(IDS, MASK)
    assert vectors.dtype == np.float32
    for row in range(2):
        length = int(MASK[row].sum())
        expected = by_hand(tensors, IDS[row, :length].tolist(), heads=2)
        np.testing.assert_allclose(vectors[row, :length], expected, atol=2e-5)


def test_an_id_without_a_vector(config: dict[str, Any], tensors: Tensors, pack: Packer) -> None:
    encoder = bert(bert_shape(config), read_weights(pack(tensors)))
    with pytest.raises(WeightsError, match="tokenizer"):
        encoder(IDS + 100, MASK)


def test_activations() -> None:
    x = np.linspace(-6, 6, 101, dtype=np.float32)
    exact = [u * (1 + erf(u / sqrt(2))) / 2 for u in x.tolist()]
    np.testing.assert_allclose(gelu(x), exact, atol=1e-6)
    by_tanh = [u * (1 + tanh(sqrt(2 / np.pi) * (u + 0.044715 * u**3))) / 2 for u in x.tolist()]
    np.testing.assert_allclose(gelu_by_tanh(x), by_tanh, atol=1e-6)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param({"model_type": "gpt2"}, "gpt2", id="other architecture"),
        pytest.param({"model_type": None}, "architecture", id="none named"),
        pytest.param({"position_embedding_type": "relative_key"}, "relative", id="relative positions"),
        pytest.param({"hidden_act": "swish"}, "swish", id="other activation"),
        pytest.param({"num_attention_heads": 3}, "heads", id="heads don't divide"),
        pytest.param({"num_hidden_layers": 10**9}, "num_hidden_layers", id="a milliard layers"),
        pytest.param({"hidden_size": True}, "hidden_size", id="truth as size"),
        pytest.param({"vocab_size": "24"}, "vocab_size", id="size in words"),
        pytest.param({"layer_norm_eps": "small"}, "layer_norm_eps", id="epsilon in words"),
    ],
)
def test_other_architectures(config: dict[str, Any], changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ArchitectureError, match=message):
        bert_shape(config | changed)


def test_a_missing_layer(config: dict[str, Any], tensors: Tensors, pack: Packer) -> None:
    with pytest.raises(WeightsError, match=r"encoder\.layer\.2"):
        bert(bert_shape(config | {"num_hidden_layers": 3}), read_weights(pack(tensors)))
