"""Follow a geopolitical story to its source, and see what every retelling changed.

from geopolitik import trace, compare, to_dict, to_rows

result = trace("agency.html", "channel.md")
for row in to_rows(result, "changes"):
    print(row["severity"], row["kind"], row["copy_text"])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geopolitik.app import Comparison as Comparison
    from geopolitik.app import Source as Source
    from geopolitik.app import compare as compare
    from geopolitik.app import sample_story as sample_story
    from geopolitik.app import trace as trace
    from geopolitik.model.story import Trace as Trace
    from geopolitik.publish.html import to_html as to_html
    from geopolitik.publish.json import to_dict as to_dict
    from geopolitik.publish.json import to_json as to_json
    from geopolitik.publish.tables import to_rows as to_rows
    from geopolitik.publish.terminal import to_text as to_text

__version__ = "0.1.0"

# Loaded when first asked for: numpy, lxml and the rest cost half a second that `import geopolitik` must not.
_HOMES = {
    "Comparison": "geopolitik.app",
    "Source": "geopolitik.app",
    "Trace": "geopolitik.model.story",
    "compare": "geopolitik.app",
    "sample_story": "geopolitik.app",
    "to_dict": "geopolitik.publish.json",
    "to_html": "geopolitik.publish.html",
    "to_json": "geopolitik.publish.json",
    "to_rows": "geopolitik.publish.tables",
    "to_text": "geopolitik.publish.terminal",
    "trace": "geopolitik.app",
}

__all__ = [
    "Comparison",
    "Source",
    "Trace",
    "__version__",
    "compare",
    "sample_story",
    "to_dict",
    "to_html",
    "to_json",
    "to_rows",
    "to_text",
    "trace",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
