"""Take the picture of a redline that the README shows, with a headless Chromium.

    python -m tools.screenshot [CHROMIUM]

It is the HTML report on two captures of the sample story, in a frame that is moved up to the redline, since a
headless browser doesn't scroll before it takes its picture. Run it again when the report looks different.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from geopolitik import compare, sample_story, to_html

TARGET = Path(__file__).parents[1] / "docs" / "images" / "redline.png"
ORIGINAL, COPY = "01-agency.html", "04-channel.md"
WIDTH, HEIGHT = 1280, 900
MOST_BYTES = 400_000

_TALL = 4000
_FRAME = f"""<!doctype html><meta charset="utf-8">
<style>body {{ margin: 0; overflow: hidden }}
iframe {{ border: 0; width: {WIDTH}px; height: {_TALL}px }}</style>
<iframe src="report.html" onload="
  const section = this.contentDocument.getElementById('redlines');
  this.style.marginTop = -section.getBoundingClientRect().top + 'px';
"></iframe>
"""
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
    # The frame's script may look into the report beside it.
    "--allow-file-access-from-files",
)


def report() -> str:
    """The HTML report that the picture is taken of."""
    captures = {source.name: source for source in sample_story()}
    return to_html(compare(captures[ORIGINAL], captures[COPY]))


def take(html: str, target: Path, chromium: str = "chromium") -> None:
    """Write a picture of the report's redline to `target`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.html").write_text(html, encoding="utf-8")
        page = folder / "frame.html"
        page.write_text(_FRAME, encoding="utf-8")
        target.parent.mkdir(parents=True, exist_ok=True)
        command = [
            *(chromium, *_FLAGS, f"--user-data-dir={folder / 'profile'}"),
            *(f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={target}", page.as_uri()),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - named by the user


if __name__ == "__main__":
    take(report(), TARGET, *sys.argv[1:2])
    size = TARGET.stat().st_size
    print(f"Written: {TARGET.name}, {size} bytes")
    raise SystemExit(size > MOST_BYTES)
