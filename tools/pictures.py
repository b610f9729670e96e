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

from ventanilla.office.folder import Office

HERE = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SIZES = {360: 740, 1280: 900}
DESK = {
    "today": "/desk/", "line": "/desk/line/tijuana", "mark": "/desk/mark/tijuana", "household": "/desk/household/{household}",
    "journal": "/desk/journal", "register": "/do/line.register?list=tijuana",
}  # fmt: skip
CLAIMS = {
    "claims": "/desk/claims", "claims-open": "/desk/claims/all", "claims-day": "/desk/claims/day/{day}",
    "claims-family": "/desk/claims/household/{family}", "claim": "/desk/claims/claim/{claim}",
}  # fmt: skip


PLANS = {"week": "/desk/forecast/week/tijuana", "shelters": "/desk/forecast/shelters"}
LAW = {
    "law": "/law?day=2019-08-20&place=San+Ysidro", "rule-sheet": "/law/rule/US-TRANSIT",
    "policies": "/law/compare?before=long-standing&after=long-standing+%2B+remain-in-mexico&day=2019-04-01&place=San+Ysidro",
}  # fmt: skip


def main() -> None:
    """Build, serve, look, keep."""
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    from ventanilla.demo.build import build
    from ventanilla.demo.staff import actors, password

    with tempfile.TemporaryDirectory() as folder:
        office = build(Path(folder) / "office")
        from ventanilla.rooms.forecast.nightly import night
        from ventanilla.rooms.place.actions import MakeCode

        [household] = office.db.all(
            "SELECT household FROM line_ticket WHERE state='present' AND size>2 ORDER BY number LIMIT 1"
        )[0]
        [waiting] = office.db.all(
            "SELECT id FROM line_ticket WHERE state='waiting' AND number>1500 ORDER BY number, ord LIMIT 1"
        )[0]
        story = _claims(office)
        list(night(office))
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
                for name, address in LAW.items():
                    page.goto(address)
                    _keep(page, name, width)
                page.context.add_cookies([{"name": "lang", "value": "ht", "url": where}])
                page.goto(LAW["rule-sheet"])
                _keep(page, "rule-sheet-ht", width)
                page.context.clear_cookies()
                page.goto("/place")
                page.locator("#code").fill(made)
                page.locator("form:has(#code) button").click()
                page.locator(".num").first.wait_for()
                _keep(page, "my-place", width)
                for language in ("es", "ht"):
                    _options(page, made, language)
                    _keep(page, f"options-{language}", width)
                page.context.clear_cookies()
                _log_in(page, "keeper", password("keeper"))
                for name, address in DESK.items():
                    page.goto(address.format(household=household))
                    _keep(page, name, width)
                page.context.clear_cookies()
                _log_in(page, "legal", password("legal"))
                for name, address in CLAIMS.items():
                    page.goto(address.format(**story))
                    _keep(page, name, width)
                _keep_notice(page.context.request.get(f"/desk/claims/notice/{story['notice']}").body())
                page.context.clear_cookies()
                _log_in(page, "coordinator", password("coordinator"))
                for name, address in PLANS.items():
                    page.goto(address)
                    _keep(page, name, width)
                page.context.clear_cookies()
                _log_in(page, "planner", password("planner"))
                _compare(page)
                _keep(page, "comparison", width)
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


def _compare(page: Page) -> None:
    """Two policies side by side, as a planner does it."""
    page.goto("/desk/forecast")
    page.locator("main form .btn.main").click()
    page.locator("a[href='?as=csv']").wait_for(timeout=60_000)


def _log_in(page: Page, login: str, password: str) -> None:
    page.goto("/login")
    page.fill("#f-login", login)
    page.fill("#f-password", password)
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/**")


def _claims(office: Office) -> dict[str, str]:
    """The claims of the demo that are shown: one with a notice, its day, and a family whose days fall apart."""
    notice, claim, day = office.db.all(
        "SELECT n.id, n.claim, p.day FROM claims_notice n JOIN claims_paper p ON p.id=n.paper ORDER BY n.seq LIMIT 1"
    )[0]
    [family] = office.db.all(
        "SELECT p.household FROM claims_paper a JOIN claims_claim c ON c.id=a.claim JOIN registry_person p "
        "ON p.id=c.person WHERE a.day='2018-12-12'"
    )[0]
    return {"notice": notice, "claim": claim, "day": str(day), "family": family}


def _keep_notice(pdf: bytes) -> None:
    """The printed notice as it comes out of the printer."""
    import pypdfium2

    sheet = pypdfium2.PdfDocument(pdf)[0].render(scale=1.5).to_pil()
    sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=16).save(HERE / "notice.png", optimize=True)


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
