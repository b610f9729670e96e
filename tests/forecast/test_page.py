"""The page on model files keeps its word: every model on it runs, and its recipes are the files that meet the exact answers."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from tests.forecast import chains
from ventanilla.forecast.model import Block, Quantity, Source
from ventanilla.forecast.read import parse, read
from ventanilla.forecast.run import forecast

PAGE = (Path(__file__).parents[2] / "docs" / "models.md").read_text(encoding="utf-8")
MODELS = [parse(text) for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)]
SHIPPED = [read(file) for file in sorted(Path(str(files("ventanilla.forecast") / "models")).glob("*.toml"))]


@pytest.mark.parametrize("model", MODELS, ids=range(len(MODELS)))
def test_every_model_of_the_page_runs(model):
    days = 1 + max([asked.day or 0 for asked in model.quantity])
    assert len(forecast(model, max(days, 90), runs=2)) == len(model.quantity)


@pytest.mark.parametrize("shipped", SHIPPED, ids=[model.title for model in SHIPPED])
def test_every_exact_case_has_its_recipe(shipped):
    assert shipped in MODELS or shipped.title.startswith("The border queue")


@pytest.mark.parametrize("part", [Source, Block, Quantity])
def test_every_key_is_explained(part):
    for name, field in part.model_fields.items():
        assert f"`{field.alias or name}" in PAGE, name


# Five cases as somebody put them who had only the page.
CLINIC = """
outcomes = ["seen", "gave up"]
source.patients = { to = "waiting room", each_day = [5, 5, 5, 5, 5, 0, 0] }
block."waiting room" = { places = [4, 4, 4, 4, 9, 0, 0], to = "seen" }
quantity = [{ name = "Thursday", count = "waiting room", weekday = "Thursday" }, { name = "days", wait = "waiting room" }]
"""
HOSTEL = """
outcomes = ["moved on", "slept outside"]
source.guests = { to = "hostel", poisson = 4 }
block.hostel = { beds = 10, full = "church", patience = { exactly = 1 }, gone = "moved on" }
block.church = { patience = { exactly = 1 }, gone = "moved on" }
quantity = [{ name = "church empty", count = "church", none = true }, { name = "all", count = ["hostel", "church"] }]
"""
LOTTERY = """
outcomes = ["visa"]
source.applicants = { to = "lottery", once = 50 }
block.lottery = { places = 5, order = "lot", opens = 7, quota = 20, to = "visa" }
quantity = [{ name = "one of them", ticket = 3, of = "lottery", answer = "chance" }, { name = "last", passing = "lottery", nth = 20 }]
"""
OFFICE = """
outcomes = ["yes", "no"]
source.papers = { to = "officers", chance = 0.5 }
block.officers = { desks = 2, takes = { chance = 0.3 }, to = { yes = 0.25, no = 0.75 } }
quantity = [{ name = "open", count = "officers" }, { name = "yes", entering = "yes", per = { passing = "officers" } }]
"""
GATE = """
outcomes = ["through", "lost"]
source.people = { to = "gate", poisson = 10 }
block.gate = { places = 12, closed = 0.1, absent = 0.2, grace = 1, lost = "lost", to = "through" }
quantity = [{ name = "lost", entering = "lost", per = { entering = ["lost", "through"] } }]
"""
OUTSIDERS = [
    (CLINIC, [4, 10 / 25]),
    (HOSTEL, [float(chains.poisson(4)[:11].sum()), 4]),
    (LOTTERY, [0.4, 10]),
    (OFFICE, [chains.desks(chains.bernoulli(0.5), 2, 0.3), 0.25]),
    (GATE, [0.04]),
]


@pytest.mark.parametrize(("text", "exact"), OUTSIDERS, ids=["clinic", "hostel", "lottery", "office", "gate"])
def test_five_cases_written_from_the_page_alone_meet_their_answers(text, exact):
    days, warmup, runs = (30, 0, 500) if "once" in text else (2800, 140, 30)
    for answer, known in zip(forecast(parse(text), days, warmup, runs, threads=2), exact, strict=True):
        assert abs(answer.mean - known) <= 3 * answer.standard_error + 1e-9, (answer, known)
