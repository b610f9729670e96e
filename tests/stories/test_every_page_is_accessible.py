"""axe finds nothing on any page, at the size of a phone and of a desk; and no page scrolls sideways."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.stories.conftest import SIZES, log_in, serving

pytestmark = pytest.mark.browser

PUBLIC = [
    "/",
    "/board/tijuana",
    "/board/tijuana/wall",
    "/place",
    "/login",
    "/demo/situation",
    "/law?day=2019-08-20&place=San+Ysidro",
    "/law/rule/US-TRANSIT",
    "/law/compare?day=2019-01-30&place=San+Ysidro",
    "/nothing-here",
]
DESK = [
    "/desk/", "/desk/line/tijuana", "/desk/call/tijuana", "/desk/mark/tijuana", "/desk/list/tijuana", "/desk/sheet/tijuana",
    "/desk/register/tijuana", "/desk/find", "/desk/journal", "/desk/journal/200", "/desk/more", "/desk/permissions", "/desk/api",
    "/desk/law/caseload?day=2019-01-30", "/desk/law/whom?day=2019-01-30", "/desk/household/{household}", "/desk/slip/{ticket}",
    "/desk/forecast/week/tijuana", "/desk/forecast/shelters",
]  # fmt: skip

CLAIMS = [
    "/desk/claims", "/desk/claims/all", "/desk/claims/day", "/desk/claims/day/2018-12-10", "/desk/claims/changed",
    "/desk/claims/household/{family}", "/desk/claims/claim/{claim}", "/desk/claims/claim/{doubt}",
]  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A small demo office, as ``ventanilla demo`` builds it."""
    from tests.conftest import _addresses_of
    from ventanilla.demo.build import build

    office = build(tmp_path_factory.mktemp("demo") / "office", people=400)
    _addresses_of(office)
    return office


def forms(office) -> list[str]:
    """The form of every desk action of the keeper."""
    from ventanilla.journal.action import Role, desk_actions

    return [f"/do/{action.kind}" for action in desk_actions() if Role.KEEPER in action.roles]


def legal_forms(office) -> list[str]:
    """The form of every desk action of claims."""
    from ventanilla.journal.action import desk_actions

    return [
        f"/do/{action.kind}?claim=x&paper=x" for action in desk_actions() if action.kind.startswith("claims.")
    ]


def claims(office) -> dict[str, str]:
    """A family that waits at the port, one of its claims, and one that has a paper."""
    row = office.db.one(
        "SELECT p.household, c.id FROM claims_claim c JOIN registry_person p ON p.id=c.person WHERE c.country='US'"
    )
    doubt = office.db.one("SELECT claim FROM claims_paper ORDER BY seq")
    return {"family": row[0], "claim": row[1], "doubt": doubt[0]}


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(chromium, demo, size):
    from ventanilla.demo.staff import password as demo_password

    row = demo.db.one("SELECT household, id FROM line_ticket WHERE state='waiting' ORDER BY number LIMIT 1")
    width, height = SIZES[size]
    wrong: list[str] = []
    with serving(demo) as where:
        window = chromium.new_context(viewport={"width": width, "height": height}, base_url=where)
        page = window.new_page()
        login, password = "keeper", demo_password("keeper")

        def look(addresses: list[str]) -> None:
            for address in addresses:
                page.goto(address.format(household=row[0], ticket=row[1], **claims(demo)))
                found = Axe().run(page).response["violations"]
                wrong.extend(
                    f"{address} at {size}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found
                )
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wrong.append(f"{address} at {size} scrolls sideways")

        look(PUBLIC)
        log_in(page, login, password)
        look(DESK + forms(demo))
        window.clear_cookies()
        log_in(page, "legal", demo_password("legal"))
        look(CLAIMS + legal_forms(demo))
        window.clear_cookies()
        log_in(page, "planner", demo_password("planner"))
        look(["/desk/forecast", "/desk/forecast/run/nothing", "/desk/forecast/shelters"])
        window.close()
    assert wrong == []
