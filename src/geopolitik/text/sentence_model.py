"""A sentence model from a folder on this machine: never downloaded, never unpickled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from geopolitik.errors import ModelError
from geopolitik.model.protocols import SentenceModel
from geopolitik.text.bert import ArchitectureError, Ids, bert, bert_shape
from geopolitik.text.safetensors import Floats, WeightsError, read_weights
from geopolitik.text.wordpiece import word_pieces

PIECES = 256
"""Word pieces read of a sentence; what lies behind is cut off."""
BATCH = 32
"""Sentences encoded together."""
_REMEMBERED = 20_000
"""Vectors kept: in a trace every text meets many others, and is encoded once. Some 40 MB."""
_CHARACTERS = PIECES * 128
"""Read of a sentence before it is split: enough for 256 pieces, and a bound on hostile lengths."""
_TEXT_LIMIT = 64 << 20
_WEIGHTS_LIMIT = 2 << 30
_EXTRA = "Install what it needs: pip install 'geopolitik[model]'"
_FOLDER = (
    "A model's folder has model.onnx (or onnx/model.onnx) and tokenizer.json, "
    "or model.safetensors, config.json and tokenizer.json"
)

Tokens = Callable[[str, int], list[int]]
"""The ids of a sentence, at most so many."""
Run = Callable[[Ids, Ids], Floats]
"""Ids and mask to vectors, shape (sentences, pieces, dim), or (sentences, dim) if the graph pools itself."""


class FolderModel:
    """A sentence encoder made of a tokenizer, a runtime and a way to pool; see `load_model`."""

    __slots__ = ("_folder", "_known", "_limit", "_pooling", "_run", "_tokens", "dim", "id")

    def __init__(
        self, folder: Path, identity: str, tokens: Tokens, run: Run, *, limit: int, pooling: str
    ) -> None:
        self.id = identity
        self._folder, self._tokens, self._run = folder, tokens, run
        self._limit, self._pooling = limit, pooling
        self._known: dict[tuple[int, ...], Floats] = {}
        # One sentence through everything: a folder that loads is a folder that works.
        self.dim = int(self._vectors([self._tokens("One sentence.", limit)]).shape[1])

    def __repr__(self) -> str:
        return f"FolderModel({str(self._folder)!r}, dim={self.dim}, id={self.id[:12]!r})"

    def encode(self, sentences: Sequence[str]) -> Floats:
        """Unit vectors, shape (len(sentences), dim), float32.

        Sentences are cut off behind 256 word pieces.

        Raises:
            ModelError: the folder's parts don't fit together, or its weights give no numbers.
        """
        asked = [tuple(self._tokens(sentence[:_CHARACTERS], self._limit)) for sentence in sentences]
        if not asked:
            return np.zeros((0, self.dim), dtype=np.float32)
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        # Like lengths together: padding costs as much time as words.
        fresh = sorted((t for t in dict.fromkeys(asked) if t not in self._known), key=len)
        for start in range(0, len(fresh), BATCH):
            chosen = fresh[start : start + BATCH]
            self._known.update(zip(chosen, self._vectors(chosen), strict=True))
        return np.stack([self._known[tokens] for tokens in asked])

    def _vectors(self, tokens: Sequence[Sequence[int]]) -> Floats:
        ids = np.zeros((len(tokens), max(len(t) for t in tokens)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, pieces in enumerate(tokens):
            ids[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
        try:
            found = self._run(ids, mask)
        except WeightsError as error:
            raise ModelError(str(self._folder), str(error)) from error
        return self._unit(_pooled(found, mask, self._pooling) if found.ndim == 3 else found, len(tokens))

    def _unit(self, vectors: Floats, count: int) -> Floats:
        if vectors.ndim != 2 or len(vectors) != count or not np.isfinite(vectors).all():
            raise ModelError(str(self._folder), "the model gives no vector of numbers for each sentence")
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not norms.all():
            raise ModelError(str(self._folder), "the model gives a vector of zeros")
        result: Floats = (vectors / norms).astype(np.float32)
        return result


def _pooled(vectors: Floats, mask: Ids, pooling: str) -> Floats:
    """One vector a sentence: the mean over its pieces (Reimers and Gurevych 2019), or the first piece's."""
    if pooling == "first":
        return vectors[:, 0]
    weights = mask.astype(np.float32)[:, :, None]
    result: Floats = (vectors * weights).sum(axis=1) / weights.sum(axis=1)
    return result


def load_model(folder: Path) -> SentenceModel:
    """Load the sentence model that lies in a folder; what lies there chooses how it is run.

    `model.onnx` or `onnx/model.onnx` is run by onnxruntime (extra `model`), on one thread;
    `model.safetensors` with a BERT's `config.json` by numpy alone. Both need `tokenizer.json`.

    Raises:
        ModelError: the folder or a file is missing or damaged, its architecture isn't known, or the extra
            isn't installed.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ModelError(str(folder), "there is no such folder", _FOLDER)
    graphs = [path for path in (folder / "model.onnx", folder / "onnx" / "model.onnx") if path.is_file()]
    if not graphs and not (folder / "model.safetensors").is_file():
        raise ModelError(str(folder), "neither model.onnx nor model.safetensors is there", _FOLDER)
    if (folder / "2_Dense").exists():
        raise ModelError(str(folder), "a further layer follows the pooling (2_Dense), which is not read")
    files = {"tokenizer.json": _content(folder, "tokenizer.json", _TEXT_LIMIT)}
    limit = PIECES
    if graphs:
        run = _onnx(folder, graphs[0])
    else:
        files["config.json"] = _content(folder, "config.json", _TEXT_LIMIT)
        files["model.safetensors"] = _content(folder, "model.safetensors", _WEIGHTS_LIMIT)
        run, positions = _numpy(folder, files)
        limit = min(PIECES, positions)
    pooling = _pooling(folder)
    identity = _identity(files, sorted(graphs[0].parent.glob("model.onnx*")) if graphs else (), pooling)
    tokens = _tokenizer(folder, files["tokenizer.json"])
    return FolderModel(folder, identity, tokens, run, limit=limit, pooling=pooling)


def _content(folder: Path, name: str, limit: int) -> bytes:
    """The bytes of a file of the folder, if it is there and not larger than `limit`."""
    path = folder / name
    if not path.is_file():
        raise ModelError(str(folder), f"{name} is missing", _FOLDER)
    try:
        if path.stat().st_size > limit:
            raise ModelError(str(folder), f"{name} is larger than {limit >> 20} MiB")
        return path.read_bytes()
    except OSError as error:
        raise ModelError(str(folder), f"{name} cannot be read: {error.strerror}") from error


def _parsed(folder: Path, name: str, content: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelError(str(folder), f"{name} is not readable as JSON") from error
    if not isinstance(parsed, dict):
        raise ModelError(str(folder), f"{name} is not a table")
    return parsed


def _identity(files: dict[str, bytes], graphs: Sequence[Path], pooling: str) -> str:
    """Hash over everything that a vector depends on: names, contents, pooling."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    for path in graphs:
        with path.open("rb") as file:
            hashes[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    lines = [f"{name} {found}" for name, found in sorted(hashes.items())] + [pooling, str(PIECES)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _pooling(folder: Path) -> str:
    """`mean`, or `first` if the folder's own notes ask for that."""
    if not (folder / "1_Pooling" / "config.json").is_file():
        return "mean"
    modes = _parsed(folder, "1_Pooling/config.json", _content(folder, "1_Pooling/config.json", _TEXT_LIMIT))
    chosen = {name for name, value in modes.items() if name.startswith("pooling_mode_") and value is True}
    if chosen <= {"pooling_mode_mean_tokens"}:
        return "mean"
    if chosen == {"pooling_mode_cls_token"}:
        return "first"
    raise ModelError(str(folder), "1_Pooling/config.json asks for a pooling other than mean or first piece")


def _tokenizer(folder: Path, content: bytes) -> Tokens:
    """BERT's own word pieces by our code; every other sort by the library."""
    try:
        ours = word_pieces(_parsed(folder, "tokenizer.json", content))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ModelError(str(folder), "tokenizer.json lacks parts of the tokenizer it describes") from error
    if ours is not None:
        return ours.ids
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelError(str(folder), "its tokenizer needs the package tokenizers", _EXTRA) from error
    # The library raises bare Exception.
    try:
        library = Tokenizer.from_str(content.decode("utf-8"))
    except Exception as error:
        raise ModelError(str(folder), "tokenizer.json cannot be read by the package tokenizers") from error
    library.no_padding()

    def tokens(text: str, limit: int) -> list[int]:
        library.enable_truncation(limit)
        # A lone surrogate cannot cross into the library.
        found: list[int] = library.encode(text.encode("utf-8", "replace").decode("utf-8")).ids
        return found

    return tokens


def _numpy(folder: Path, files: dict[str, bytes]) -> tuple[Run, int]:
    """A forward pass of ours, and how many pieces it can place."""
    try:
        shape = bert_shape(_parsed(folder, "config.json", files["config.json"]))
        return bert(shape, read_weights(files["model.safetensors"])), shape.positions
    except ArchitectureError as error:
        raise ModelError(
            str(folder), str(error), "Export it to model.onnx: any encoder runs from there"
        ) from error
    except WeightsError as error:
        raise ModelError(str(folder), str(error), "Copy the folder again") from error


def _onnx(folder: Path, graph: Path) -> Run:
    """The graph in onnxruntime, on one thread."""
    try:
        import onnxruntime
        from onnxruntime.capi import onnxruntime_pybind11_state as state
    except ImportError as error:
        raise ModelError(str(folder), "model.onnx needs the package onnxruntime", _EXTRA) from error
    # The package's errors share no base of their own.
    errors: tuple[type[Exception], ...] = (RuntimeError, ValueError)
    errors += tuple(e for e in vars(state).values() if isinstance(e, type) and issubclass(e, Exception))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    except errors as error:
        raise ModelError(
            str(folder), "model.onnx cannot be loaded by onnxruntime", "Copy it again"
        ) from error
    types = {put.name: np.int32 if put.type == "tensor(int32)" else np.int64 for put in session.get_inputs()}
    if "input_ids" not in types or not types.keys() <= {"input_ids", "attention_mask", "token_type_ids"}:
        raise ModelError(str(folder), f"model.onnx is no text encoder: it asks for {', '.join(types)}"[:200])
    outputs = [put.name for put in session.get_outputs()]
    # A BERT graph's second output is often the pooler, which was not trained to compare sentences.
    output = "sentence_embedding" if "sentence_embedding" in outputs else outputs[0]

    def run(ids: Ids, mask: Ids) -> Floats:
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        try:
            (found,) = session.run([output], {name: given[name].astype(kind) for name, kind in types.items()})
        except errors as error:
            raise ModelError(str(folder), "model.onnx fails on a sentence") from error
        return np.asarray(found, dtype=np.float32)

    return run
