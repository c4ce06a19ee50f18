"""What to call wordings in a sentence: by name, or by the file where names don't tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from geopolitik.model.article import Article
from geopolitik.model.story import Wording


def labels_of(wordings: Sequence[Wording], articles: dict[str, Article]) -> dict[str, str]:
    """A label per wording id, no two alike unless their files are, too."""
    count = Counter(wording.name for wording in wordings)
    return {w.id: w.name if w.name and count[w.name] == 1 else _file(w, articles) for w in wordings}


def _file(wording: Wording, articles: dict[str, Article]) -> str:
    article = articles.get(wording.representative or "")
    if article is None:
        return wording.name or "a text"
    return PurePath(article.capture.name).name or article.capture.name
