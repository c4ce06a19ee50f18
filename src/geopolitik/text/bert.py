"""A BERT encoder's forward pass in numpy (Devlin et al. 2019, after Vaswani et al. 2017, section 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geopolitik.text.safetensors import Floats, Weights, WeightsError

Ids = NDArray[np.int64]

_LIMITS = {
    "hidden_size": 4096,
    "num_hidden_layers": 48,
    "num_attention_heads": 64,
    "intermediate_size": 16384,
    "vocab_size": 2_000_000,
    "max_position_embeddings": 8192,
    "type_vocab_size": 16,
}
"""The largest value of each size that is believed; the largest BERT has 24 layers of 1024."""
_FAR = np.float32(-1e9)
"""Added to the attention on padding, so that it becomes zero."""


class ArchitectureError(ValueError):
    """The configuration describes something else than a BERT encoder; the message says what."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a BERT encoder."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    kinds: int
    epsilon: float
    activation: Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Linear:
    """A weight matrix, transposed for use, with its bias."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        result: Floats = x @ self.weight
        result += self.bias
        return result


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation (Ba et al. 2016)."""

    weight: Floats
    bias: Floats
    epsilon: float

    def __call__(self, x: Floats) -> Floats:
        centred = x - x.mean(axis=-1, keepdims=True)
        variance = np.einsum("...i,...i->...", centred, centred)[..., None] / np.float32(x.shape[-1])
        result: Floats = centred / np.sqrt(variance + np.float32(self.epsilon)) * self.weight + self.bias
        return result


@dataclass(frozen=True, slots=True)
class Layer:
    """One block: attention, then two dense layers, each added to what went in and normalised."""

    query_key_value: Linear
    mixed: Linear
    after_attention: Norm
    widen: Linear
    narrow: Linear
    after: Norm


@dataclass(frozen=True, slots=True)
class Bert:
    """An encoder: ids of word pieces become one vector each."""

    shape: Shape
    words: Floats
    places: Floats
    """Position vectors, the vector of the first token type added."""
    entrance: Norm
    layers: tuple[Layer, ...]

    def __call__(self, ids: Ids, mask: Ids) -> Floats:
        """Vectors of shape (sentences, pieces, hidden).

        Args:
            ids: word pieces, shape (sentences, pieces), padded.
            mask: 1 where a piece stands, 0 where padding.

        Raises:
            WeightsError: an id has no vector.
        """
        if ids.size and int(ids.max()) >= len(self.words):
            raise WeightsError("the tokenizer knows more word pieces than the weights have vectors for")
        x = self.entrance(self.words[ids] + self.places[: ids.shape[1]])
        closed = ((1 - mask)[:, None, None, :] * _FAR).astype(np.float32)
        for layer in self.layers:
            x = layer.after_attention(x + layer.mixed(_attend(layer.query_key_value(x), closed, self.shape)))
            x = layer.after(x + layer.narrow(self.shape.activation(layer.widen(x))))
        return x


def _attend(joined: Floats, closed: Floats, shape: Shape) -> Floats:
    """Scaled dot-product attention over all heads."""
    sentences, pieces, _ = joined.shape
    size = shape.hidden // shape.heads
    query, key, value = joined.reshape(sentences, pieces, 3, shape.heads, size).transpose(2, 0, 3, 1, 4)
    scores = query @ key.swapaxes(-1, -2) * np.float32(size**-0.5) + closed
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    result: Floats = (scores @ value).transpose(0, 2, 1, 3).reshape(sentences, pieces, shape.hidden)
    return result


def gelu(x: Floats) -> Floats:
    """x times the normal distribution function, by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = np.full_like(x, 1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series *= t
        series += np.float32(factor)
    tail = series * t * np.exp(-z * z) * np.float32(0.5)
    result: Floats = x * np.where(x < 0, tail, 1 - tail)
    return result


def gelu_by_tanh(x: Floats) -> Floats:
    """The approximation that some models were trained with (Hendrycks and Gimpel 2016)."""
    inner = np.float32((2 / np.pi) ** 0.5) * (x + np.float32(0.044715) * x * x * x)
    result: Floats = np.float32(0.5) * x * (1 + np.tanh(inner))
    return result


def relu(x: Floats) -> Floats:
    """x where positive, else 0."""
    return np.maximum(x, np.float32(0))


_ACTIVATIONS = {"gelu": gelu, "gelu_new": gelu_by_tanh, "gelu_pytorch_tanh": gelu_by_tanh, "relu": relu}


def bert_shape(config: Mapping[str, Any]) -> Shape:
    """The sizes that a parsed `config.json` gives.

    Raises:
        ArchitectureError: it describes no BERT encoder, or one with sizes that can't be.
    """
    kind = config.get("model_type")
    if kind != "bert":
        raise ArchitectureError(
            f"the architecture is {str(kind)[:40]!r}, only 'bert' is read from bare weights"
        )
    if config.get("position_embedding_type", "absolute") != "absolute":
        raise ArchitectureError("the positions are relative, which is not read from bare weights")
    activation = _ACTIVATIONS.get(str(config.get("hidden_act", "gelu")))
    if activation is None:
        raise ArchitectureError(f"the activation {str(config['hidden_act'])[:40]!r} is not known")
    sizes = [_size(config, name, limit) for name, limit in _LIMITS.items()]
    hidden, layers, heads, inner, vocabulary, positions, kinds = sizes
    if hidden % heads:
        raise ArchitectureError(f"{hidden} dimensions cannot be shared among {heads} heads")
    epsilon = config.get("layer_norm_eps", 1e-12)
    if not isinstance(epsilon, int | float) or not 0 <= epsilon <= 1:
        raise ArchitectureError("layer_norm_eps is no number from 0 to 1")
    return Shape(hidden, layers, heads, inner, vocabulary, positions, kinds, float(epsilon), activation)


def _size(config: Mapping[str, Any], name: str, limit: int) -> int:
    value = config.get(name)
    if type(value) is not int or not 1 <= value <= limit:
        raise ArchitectureError(f"{name} is {str(value)[:40]}, expected is a whole number from 1 to {limit}")
    return value


def bert(shape: Shape, weights: Weights) -> Bert:
    """The encoder of that shape, its weights taken by the names that BERT checkpoints use.

    Raises:
        WeightsError: some weights are missing or have another shape.
    """
    # A checkpoint of a model with a head keeps the encoder one level down.
    root = "bert." if "bert.embeddings.word_embeddings.weight" in weights.tensors else ""
    inside = f"{root}embeddings."
    places = weights.get(f"{inside}position_embeddings.weight", (shape.positions, shape.hidden))
    kinds = weights.get(f"{inside}token_type_embeddings.weight", (shape.kinds, shape.hidden))
    return Bert(
        shape=shape,
        words=weights.get(f"{inside}word_embeddings.weight", (shape.vocabulary, shape.hidden)),
        places=places + kinds[0],
        entrance=_norm(weights, f"{inside}LayerNorm", shape),
        layers=tuple(_layer(weights, f"{root}encoder.layer.{n}.", shape) for n in range(shape.layers)),
    )


def _layer(weights: Weights, at: str, shape: Shape) -> Layer:
    hidden, inner = shape.hidden, shape.inner
    parts = [_linear(weights, f"{at}attention.self.{p}", hidden, hidden) for p in ("query", "key", "value")]
    return Layer(
        query_key_value=Linear(
            np.concatenate([p.weight for p in parts], axis=1), np.concatenate([p.bias for p in parts])
        ),
        mixed=_linear(weights, f"{at}attention.output.dense", hidden, hidden),
        after_attention=_norm(weights, f"{at}attention.output.LayerNorm", shape),
        widen=_linear(weights, f"{at}intermediate.dense", inner, hidden),
        narrow=_linear(weights, f"{at}output.dense", hidden, inner),
        after=_norm(weights, f"{at}output.LayerNorm", shape),
    )


def _linear(weights: Weights, name: str, out: int, into: int) -> Linear:
    weight = weights.get(f"{name}.weight", (out, into))
    return Linear(np.ascontiguousarray(weight.T), weights.get(f"{name}.bias", (out,)))


def _norm(weights: Weights, name: str, shape: Shape) -> Norm:
    size = (shape.hidden,)
    return Norm(weights.get(f"{name}.weight", size), weights.get(f"{name}.bias", size), shape.epsilon)
