"""Real pages in a real browser: an office served on this machine, opened in Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ventanilla.office.folder import Office

PASSWORD = "demo-demo-demo"
SIZES = {"phone": (360, 740), "desk": (1280, 900)}
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all stories of a worker."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver keeps a loop in this thread
    path = next(
        (
            found
            for name in ("chromium", "chromium-browser", "google-chrome")
            if (found := shutil.which(name))
        ),
        None,
    )
    if not path:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving(office: Office) -> Iterator[str]:
    """The office on a free port of this machine; its address."""
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    server.close()


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    """Where this test's office is served."""
    with serving(office) as where:
        yield where


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """``open_page("phone", script=False)``: a fresh browser window on the office."""
    windows = []

    def open_one(size: str = "desk", script: bool = True, where: str = "") -> Page:
        width, height = SIZES[size]
        window = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, base_url=where or address
        )
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_one
    for window in windows:
        window.close()


def log_in(page: Page, login: str = "keeper", password: str = PASSWORD) -> Page:
    """Log in by hand."""
    page.goto("/login")
    page.get_by_label("Login", exact=True).fill(login)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url("**/desk/**")
    return page
