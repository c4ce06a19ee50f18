"""Weights are read, and files that lie about them refused."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.text.safetensors import WeightsError, read_weights

if TYPE_CHECKING:
    from tests.text.conftest import Packer

ONE = np.array([[1.5, -2.0], [0.25, 3.0]], dtype=np.float32)


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(ONE, id="32 bits"),
        pytest.param(ONE.astype(np.float16), id="16 bits"),
        pytest.param((ONE.view(np.uint32) >> 16).astype(np.uint16), id="bfloat16"),
    ],
)
def test_numbers_come_back(pack: Packer, stored: Any) -> None:
    read = read_weights(pack({"w": stored})).get("w", (2, 2))
    assert read.dtype == np.float32
    assert read.tolist() == ONE.tolist()


def test_a_tensor_may_start_anywhere(pack: Packer) -> None:
    header = json.dumps({"w": {"dtype": "F32", "shape": [1], "data_offsets": [1, 5]}}).encode()
    weights = read_weights(pack.framed(header, b"\0" + struct.pack("<f", 2.5)))
    assert weights.get("w", (1,)).tolist() == [2.5]


@pytest.mark.parametrize(
    ("name", "shape", "message"),
    [
        pytest.param("v", (2, 2), "missing", id="missing"),
        pytest.param("w", (4,), "shape", id="other shape"),
        pytest.param("n", (1,), "type", id="whole numbers"),
    ],
)
def test_what_is_not_as_expected(pack: Packer, name: str, shape: tuple[int, ...], message: str) -> None:
    weights = read_weights(pack({"w": ONE, "n": np.array([1], dtype=np.int64)}))
    with pytest.raises(WeightsError, match=message):
        weights.get(name, shape)


def entry(**changed: object) -> bytes:
    return json.dumps({"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]} | changed}).encode()


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(entry(data_offsets=[0, 16], shape=[4]), id="beyond the file"),
        pytest.param(entry(data_offsets=[8, 0]), id="backwards"),
        pytest.param(entry(data_offsets=[-8, 0]), id="before the file"),
        pytest.param(entry(data_offsets=[0, 8, 8]), id="three offsets"),
        pytest.param(entry(data_offsets="08"), id="offsets in words"),
        pytest.param(entry(shape=[3]), id="other room than shape"),
        pytest.param(entry(shape=[-2]), id="negative"),
        pytest.param(entry(shape=[True, 2]), id="truth as number"),
        pytest.param(entry(shape=[2.0]), id="fraction"),
        pytest.param(entry(shape=[2] + [1] * 10), id="too many dimensions"),
        pytest.param(entry(shape=[1 << 62, 1 << 62]), id="astronomic"),
        pytest.param(entry(dtype="F99"), id="unknown type"),
        pytest.param(entry(dtype=["F32"]), id="type is a list"),
        pytest.param(b'{"w": 1}', id="entry is no table"),
        pytest.param(b"[]", id="header is no table"),
        pytest.param(b"{", id="broken"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
        pytest.param(b"[" * 100_000, id="deeply nested"),
        pytest.param(
            json.dumps(
                {n: {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]} for n in ("v", "w")}
            ).encode(),
            id="one upon another",
        ),
    ],
)
def test_headers_that_lie(pack: Packer, header: bytes) -> None:
    with pytest.raises(WeightsError):
        read_weights(pack.framed(header, b"\0" * 8))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\1\0\0", id="no length"),
        pytest.param(struct.pack("<Q", 100) + b"{}", id="header cut off"),
        pytest.param(struct.pack("<Q", 1 << 63) + b"{}", id="header larger than any file"),
        pytest.param(b"\x80\x04\x95" + b"pickled" * 9, id="a pickle"),
    ],
)
def test_files_that_are_none(content: bytes) -> None:
    with pytest.raises(WeightsError):
        read_weights(content)


@given(st.integers(0, 200))
def test_a_file_cut_off_anywhere_is_refused(cut: int) -> None:
    header = entry()
    whole = struct.pack("<Q", len(header)) + header + b"\0" * 8
    cut = min(cut, len(whole) - 1)
    with pytest.raises(WeightsError):
        read_weights(whole[:cut])
