#!/usr/bin/env python3
"""Takes the pictures in docs/pictures from a fresh demo office, at the size of a phone and of a desk.

./run python tools/pictures.py        (needs what ./run test installs, and Chromium)
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SIZES = {360: 740, 1280: 900}
DESK = {
    "today": "/desk/", "line": "/desk/line/tijuana", "mark": "/desk/mark/tijuana", "household": "/desk/household/{household}",
    "journal": "/desk/journal", "register": "/do/line.register?list=tijuana",
}  # fmt: skip


def main() -> None:
    """Build, serve, look, keep."""
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    from ventanilla.demo.build import build
    from ventanilla.demo.staff import actors, password
    from ventanilla.rooms.place.actions import MakeCode

    with tempfile.TemporaryDirectory() as folder:
        office = build(Path(folder) / "office")
        [household] = office.db.all(
            "SELECT household FROM line_ticket WHERE state='present' AND size>2 ORDER BY number LIMIT 1"
        )[0]
        [waiting] = office.db.all(
            "SELECT id FROM line_ticket WHERE state='waiting' AND number>1500 ORDER BY number, ord LIMIT 1"
        )[0]
        made = office.ledger.perform(MakeCode(ticket=waiting), actors(office.db)["keeper"]).shown["code"]
        server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        where = f"http://127.0.0.1:{server.effective_port}"
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            for width, height in SIZES.items():
                page = browser.new_context(
                    viewport={"width": width, "height": height}, base_url=where
                ).new_page()
                page.goto("/")
                _keep(page, "board", width)
                page.goto("/place")
                page.locator("#code").fill(made)
                page.locator("form:has(#code) button").click()
                page.locator(".num").first.wait_for()
                _keep(page, "my-place", width)
                for language in ("es", "ht"):
                    _options(page, made, language)
                    _keep(page, f"options-{language}", width)
                page.context.clear_cookies()
                page.goto("/login")
                page.fill("#f-login", "keeper")
                page.fill("#f-password", password("keeper"))
                page.locator("main form button").first.click()
                page.wait_for_url("**/desk/**")
                for name, address in DESK.items():
                    page.goto(address.format(household=household))
                    _keep(page, name, width)
            browser.close()
        server.close()


def _options(page: Page, code: str, language: str) -> None:
    """The options page of a place, by its own buttons, in a language."""
    page.goto("/place")
    page.locator(f".langs button[value={language}]").click()
    page.locator("#code").fill(code)
    page.locator("form:has(#code) button").click()
    page.locator("main form[action='/place/options'] button").click()
    page.wait_for_url("**/place/options")


def _keep(page: Page, name: str, width: int) -> None:
    """The first one and a half screens, in few colours, so that the file is small."""
    shot: Image.Image = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    shot = shot.crop((0, 0, shot.width, min(shot.height, int(SIZES[width] * (1.5 if width > 500 else 2)))))
    HERE.mkdir(parents=True, exist_ok=True)
    shot.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
        HERE / f"{name}-{width}.png", optimize=True
    )


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    sys.exit("Chromium is not installed. On Debian: sudo apt install chromium")


if __name__ == "__main__":
    main()
