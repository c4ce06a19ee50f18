"""A sentence model, however it is handed over."""

from __future__ import annotations

from pathlib import Path

from geopolitik.model.protocols import SentenceModel

Model = SentenceModel | str | Path | None
"""A model, the folder that holds one, or None for lexical similarity alone."""


def as_model(model: Model) -> SentenceModel | None:
    """The model itself, loaded if a folder was named.

    Raises:
        ModelError: the folder holds no model that can be used.
    """
    if isinstance(model, str | Path):
        from geopolitik.text.sentence_model import load_model

        return load_model(Path(model))
    return model
