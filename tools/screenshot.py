"""Take the pictures that the README shows, with Debian's Chromium.

    python -m tools.screenshot [CHROMIUM]

One is the HTML report on two captures of the sample story, at its redline; the other is the page of that
story on the demo's site. Run it again when either looks different.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from geopolitik import compare, sample_story, to_html
from geopolitik.app.checking import Desk
from geopolitik.app.house import House
from geopolitik.app.showing import fill
from geopolitik.publish.site.application import application
from geopolitik.publish.site.site import Site
from geopolitik.storage import open_store

IMAGES = Path(__file__).parents[1] / "docs" / "images"
ORIGINAL, COPY = "01-agency.html", "04-channel.md"
WIDTH, HEIGHT = 1280, 900
MOST_BYTES = 400_000


def report() -> str:
    """The HTML report that the first picture is taken of."""
    captures = {source.name: source for source in sample_story()}
    return to_html(compare(captures[ORIGINAL], captures[COPY]))


def take_redline(page: Page, target: Path) -> None:
    """Write a picture of the report's redline."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "report.html"
        file.write_text(report(), encoding="utf-8")
        page.goto(file.as_uri())
        page.evaluate("document.getElementById('redlines').scrollIntoView({behavior: 'instant'})")
        page.screenshot(path=target)


def take_story(page: Page, target: Path) -> None:
    """Write a picture of the sample story's page, as readers see it."""
    with demo() as address:
        page.goto(address)
        page.get_by_role("link", name="Valdenia").first.click()
        page.get_by_role("heading", name="Where it came from").wait_for()
        page.screenshot(path=target)


@contextmanager
def demo() -> Iterator[str]:
    """The demo's site on a free port of this machine."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        house = House(open_store(Path(folder) / "demo.db"))
        fill(house)
        site = Site(house, f"http://127.0.0.1:{port}", Desk(house))
        server = uvicorn.Server(uvicorn.Config(application(site), port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield site.address
        server.should_exit = True
        thread.join()
        house.store.close()


def main() -> int:
    """Take both; returns 1 if one grew too large for a README."""
    chromium = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium")
    sizes = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, take in (("redline.png", take_redline), ("story.png", take_story)):
            take(page, IMAGES / name)
            sizes.append((IMAGES / name).stat().st_size)
            print(f"Written: {name}, {sizes[-1]} bytes")
        browser.close()
    return int(max(sizes) > MOST_BYTES)


if __name__ == "__main__":
    raise SystemExit(main())
