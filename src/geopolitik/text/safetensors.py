"""Weights from a safetensors file: read by hand, every size checked before it is believed.

The format (Hugging Face, 2022): eight bytes with the header's length, a JSON header that gives each tensor's
type, shape and place, then the bare numbers. Nothing in it is code, so nothing can be run.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_HEADER_LIMIT = 4 << 20
"""Bytes; the header of a large model has some ten thousand."""
_SIZES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1, "BOOL": 1}
_FLOATS = ("F32", "F16", "BF16")
_DIMENSIONS = 8


class WeightsError(ValueError):
    """The file is not what its header says; the message tells in plain words."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where one tensor lies in the file."""

    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int
    """Bytes from the beginning of the file."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The tensors of one file, by name."""

    content: bytes
    tensors: Mapping[str, Tensor]

    def get(self, name: str, shape: tuple[int, ...]) -> Floats:
        """The tensor of that name as float32, if it has the shape that is expected.

        Raises:
            WeightsError: it is missing, has another shape, or is not of floating point.
        """
        tensor = self.tensors.get(name)
        if tensor is None:
            raise WeightsError(f"the weights {name} are missing")
        if tensor.shape != shape:
            raise WeightsError(f"the weights {name} have the shape {tensor.shape}, expected is {shape}")
        if tensor.dtype not in _FLOATS:
            raise WeightsError(f"the weights {name} are of type {tensor.dtype}, which cannot be read here")
        return _floats(self.content, tensor)


def read_weights(content: bytes) -> Weights:
    """Find every tensor of a safetensors file.

    Raises:
        WeightsError: the header is not readable, or places a tensor outside the file or upon another.
    """
    if len(content) < 8:
        raise WeightsError("the weights are cut off: not even the header's length is there")
    (length,) = struct.unpack_from("<Q", content)
    if length > _HEADER_LIMIT:
        raise WeightsError(f"the weights claim a header of {length} bytes")
    if length > len(content) - 8:
        raise WeightsError("the weights are cut off inside the header")
    base = 8 + length
    tensors = {
        name: _tensor(name, entry, base, len(content))
        for name, entry in _header(content[8:base]).items()
        if name != "__metadata__"
    }
    _apart(tensors)
    return Weights(content, tensors)


def _header(raw: bytes) -> dict[str, object]:
    try:
        header = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise WeightsError("the weights' header is not readable as JSON") from error
    if not isinstance(header, dict):
        raise WeightsError("the weights' header is not a table of tensors")
    return header


def _tensor(name: str, entry: object, base: int, size: int) -> Tensor:
    """One entry of the header, if it is whole and lies inside the file."""
    if not isinstance(entry, dict):
        raise WeightsError(f"the header's entry for {name} is not a table")
    dtype, shape, offsets = entry.get("dtype"), entry.get("shape"), entry.get("data_offsets")
    if not isinstance(dtype, str) or dtype not in _SIZES:
        raise WeightsError(f"the weights {name} are of the unknown type {str(dtype)[:20]}")
    sizes, place = _counts(shape), _counts(offsets)
    if sizes is None or place is None or len(sizes) > _DIMENSIONS or len(place) != 2:
        raise WeightsError(f"the header's shape or place for {name} is not made of whole numbers")
    start, end = base + place[0], base + place[1]
    if end > size:
        raise WeightsError(f"the weights are cut off: {name} ends at byte {end}, the file at {size}")
    if end - start != prod(sizes) * _SIZES[dtype]:
        raise WeightsError(f"the weights {name} take other room than their shape needs")
    return Tensor(dtype, sizes, start, end)


def _counts(values: object) -> tuple[int, ...] | None:
    """The values, if they are a list of whole numbers from 0 up."""
    # bool is an int in Python, but not in a shape.
    if isinstance(values, list) and all(type(v) is int and v >= 0 for v in values):
        return tuple(values)
    return None


def _apart(tensors: Mapping[str, Tensor]) -> None:
    """Refuse tensors that share bytes: a small file could otherwise fill a large memory."""
    at = 0
    for tensor in sorted(tensors.values(), key=lambda t: (t.start, t.end)):
        if tensor.start < at:
            raise WeightsError("two of the weights lie upon one another")
        at = tensor.end


def _floats(content: bytes, tensor: Tensor) -> Floats:
    count = prod(tensor.shape)
    if tensor.dtype == "BF16":
        # bfloat16 is the upper half of a float32.
        halves = np.frombuffer(content, dtype="<u2", count=count, offset=tensor.start)
        values = (halves.astype(np.uint32) << 16).view(np.float32)
    else:
        kind = "<f4" if tensor.dtype == "F32" else "<f2"
        values = np.frombuffer(content, dtype=kind, count=count, offset=tensor.start).astype(np.float32)
    return values.reshape(tensor.shape)
