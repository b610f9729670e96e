"""Clearly synthetic people for the demo office: nobody here ever lived.

Every name carries a marker word ("Ejemplo", "Prueba", "Fiktif" ...) that says so. Ages and sexes follow the census of
27 November 2018, nationalities the card requests of January 2019; what the record does not say is a stated assumption.
Same seed, same people.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

from ventanilla.demo import record
from ventanilla.demo.record import TODAY, Figure, figure

NEEDS = ("wheelchair", "pregnant", "infant", "interpreter", "medical", "hearing", "sight")


def _words(text: str) -> list[str]:
    return text.split()


MARKERS = frozenset(
    _words(
        "Ejemplo Prueba Muestra Demostración Ensayo Maqueta Ficticio Ficticia Fiktif Egzanp Exemplo Fictício "
        "Fictícia Example Sample Exemple Fictif ኣብነት Пример مثال"
    )
)


@dataclass(frozen=True, slots=True)
class DemoMember:
    """One synthetic person. ``birth_year`` is None when unknown; ``needs`` are codes of NEEDS; languages ISO 639-3."""

    name: str
    other_names: tuple[str, ...]
    sex: str
    birth_year: int | None
    birth_kind: str
    nationality: str
    languages: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoHousehold:
    """People who travel and are called together; ``listed``: the day they took a number, None if they never did."""

    size: int
    members: tuple[DemoMember, ...]
    arrived: date
    listed: date | None
    caravan: bool


class Form(NamedTuple):
    """A form of household: men, women and children in it, and how many of a thousand households have it."""

    men: int
    women: int
    children: int
    weight: float


FORMS = (
    Form(1, 0, 0, 584), Form(0, 1, 0, 85), Form(2, 0, 0, 77), Form(3, 0, 0, 19), Form(1, 1, 0, 48), Form(0, 1, 1, 46),
    Form(0, 1, 2, 27), Form(1, 0, 1, 29), Form(1, 0, 2, 10), Form(1, 1, 1, 38), Form(1, 1, 2, 17), Form(1, 1, 3, 9),
    Form(0, 2, 4, 2), Form(2, 2, 3, 3),
)  # fmt: skip
OTHERS = {"MX": 40, "HT": 20, "CM": 15, "CU": 10, "ER": 6, "RU": 5, "YE": 4}
OTHERS_SHARE = 0.04

# People of the caravan who reached Tijuana, by day: increments between published counts (E011 to E014, H005 to H076).
CARAVAN_DAYS = {11: 80, 13: 360, 15: 1500, 19: 600, 20: 500, 21: 1500, 23: 200, 25: 800, 27: 560}


class Wave(NamedTuple):
    """People who join the list (or never do) in a span of days, at 7,000 people in the city."""

    first: date
    last: date
    people: int
    caravan: bool
    listed: bool


OPENING, BEFORE, CARAVAN, AFTER, UNLISTED = WAVES = (
    Wave(date(2018, 10, 2), date(2018, 10, 31), 2700, False, True),
    Wave(date(2018, 11, 1), date(2018, 11, 26), 1740, False, True),
    Wave(date(2018, 11, 20), date(2018, 11, 26), 2560, True, True),
    Wave(date(2018, 11, 27), TODAY, 670, True, True),
    Wave(date(2018, 11, 11), date(2018, 11, 27), 580, True, False),
)
IN_CITY = 7000
EVER_REGISTERED = sum(wave.people for wave in WAVES)
NEWCOMERS_A_DAY = 65


def assumptions() -> tuple[Figure, ...]:
    """What was assumed where the record is silent, each with its reason."""

    def of(row_id: str, label: str, value: str | int, how: str, **more: object) -> Figure:
        kind = more.pop("kind", "assumed")
        return figure(row_id, label, value, kind=kind, how=how, **more)

    return (
        of("H076", "Household sizes", "of 100: 67 alone, 20 of two, 10 of three, 3 of four to seven",
           "The record counts people, not households. Forms were chosen so that men, women and children come out as in "
           "the census of 27 November; no child stands alone, because the notebook refused children alone."),
        of("H076", "Birth years", "children 0 to 17 evenly, adults most often in their twenties",
           "The census has only men, women, boys and girls. Of adults 22 in 100 give a year about, 8 in 100 none."),
        of("V009", "Nationalities", "as the card requests of January 2019",
           "Of those who came before or beside the caravan 4 in 100 come from other countries: press says so without "
           "figures (W095), the split is assumed."),
        of("W091", "People on the list on 1 November", OPENING.people, kind="estimated", day=OPENING.last,
           how="More than 2,500 on 4 November, 2,000 to 2,500 on 13 November; taken a little above both."),
        of("W101", "Caravan members who join, 20 to 26 November", CARAVAN.people, kind="estimated",
           how="2,560 in the week before 27 November, spread evenly over its seven days."),
        of("W110", "People who join a day outside the caravan", 67, kind="estimated", unit="people a day",
           how="Dozens join a day; taken so that the list stays near 2,500 until the caravan and reaches 5,030."),
        of("W107", "People who join a day after 5 December", NEWCOMERS_A_DAY, kind="estimated", unit="people a day",
           how="Dozens join a day (W110); taken so that the list falls to about 4,500 on 20 December."),
        of("H051", "People in the city who never took a number", UNLISTED.people, kind="estimated",
           how="About 7,000 in the city, less those on the list and those called who did not come."),
        of("H076", "Needs", "a few in a hundred", "No count is published. Infants are those born in 2017 or 2018; an "
           "interpreter is asked where nobody speaks Spanish; the other shares are assumed."),
    )  # fmt: skip


_F = _words(
    "María Ana Luz Rosa Karla Daniela Yesenia Glenda Wendy Suyapa Reina Sofía Lucía Elena Marta Iris "
    "Nohemí Dunia Gabriela Keily Ángela Belkis Norma Xiomara Rosibel Jenny Paola Sandra Dilcia Tatiana "
    "Mirna Ingrid Alejandra Fátima Yadira Concepción Begoña Noelia Verónica Olga Patricia Raquel Sulma "
    "Teresa Valeria Yamileth Zoila Brenda Cristina Estela"
)
_M = _words(
    "José Juan Carlos Luis Wilmer Óscar Marvin Kevin Denis Santos Mario Julio Edwin Elmer Nelson Rubén "
    "Ángel Cristian Franklin Jairo Josué Douglas Selvin Héctor Walter Eduardo Fernando Germán Íñigo "
    "Isaías Jesús Joaquín Manuel Martín Noel Osman Pablo Rafael Ramón Rigoberto Sergio Tomás Víctor "
    "Wilfredo Yony Adán Bayron César Darwin Elías"
)
_S = _words(
    "Hernández López Martínez García Rodríguez Mejía Núñez Peña Zúñiga Ordóñez Muñoz Castañeda Cruz "
    "Reyes Flores Rivera Pineda Aguilar Orellana Maldonado Velásquez Chávez Guzmán Alvarado Bonilla "
    "Cáceres Cantarero Dubón Escobar Funes Gálvez Henríquez Interiano Lara Madrid Oliva Portillo "
    "Quintanilla Romero Sabillón Tejada Umaña Villeda Zelaya Ávila Benítez Carías Espinal Güell Irías"
)
_SPANISH = "Ejemplo Prueba Muestra Demostración Ensayo Maqueta"


class Origin(NamedTuple):
    """Names and languages of one nationality; ``own``, ``letters``: marker and names in people's own script."""

    f: list[str]
    m: list[str]
    surnames: list[str]
    markers: list[str]
    languages: tuple[tuple[tuple[str, ...], int], ...]
    own: str
    letters: dict[str, str]


def _origin(
    f: str, m: str, s: str, markers: str, languages: dict[str, int], own: str = "", letters: str = ""
) -> Origin:
    spoken = tuple((tuple(key.split()), share) for key, share in languages.items())
    pairs = dict(pair.split("=") for pair in letters.split())
    return Origin(f.split(), m.split(), s.split(), markers.split(), spoken, own, pairs)


def _spanish(languages: dict[str, int], more: str = "") -> Origin:
    return _origin(" ".join(_F), " ".join(_M), f"{' '.join(_S)} {more}", _SPANISH, languages)


_ORIGINS = {
    "HN": _spanish({"spa": 95, "spa cab": 3, "spa miq": 2}),
    "SV": _spanish({"spa": 97, "spa eng": 3}),
    "GT": _spanish(
        {"spa": 82, "spa quc": 8, "spa mam": 7, "mam": 3}, "Ajú Batz Caal Choc Ixcoy Pop Tzoc Xol"
    ),
    "NI": _spanish({"spa": 97, "spa miq": 3}),
    "MX": _spanish({"spa": 95, "spa tzh": 5}),
    "CU": _spanish({"spa": 100}),
    "HT": _origin(
        "Wideline Marie-Ange Guerda Nadège Roseline Islande Fabiola",
        "Jean-Baptiste Wilguens Stanley Emmanuel Frantz Dieudonné Kervens",
        "Pierre Joseph Étienne Louis Charles Désir Saint-Fleur Noël",
        "Fiktif Egzanp",
        {"hat": 60, "hat fra": 25, "hat spa": 15},
    ),
    "BR": _origin(
        "Ana Beatriz Conceição Luíza",
        "João Antônio Thiago Otávio",
        "Gonçalves Araújo Simões Brandão",
        "Exemplo",
        {"por": 100},
    ),
    "CM": _origin(
        "Ngozi Brenda Solange Clotilde Manka",
        "Njoya Emmanuel Blaise Achille Tabi",
        "Ngwa Fon Tchoumi Mbarga Nkeng",
        "Exemple Fictif Sample",
        {"fra": 50, "eng wes": 35, "fra eng": 15},
    ),
    "ER": _origin(
        "Selam Rahwa Feven",
        "Tesfay Yonas Filmon",
        "Berhane Haile Kidane",
        "Ejemplo",
        {"tir": 80, "tir amh": 20},
        "ኣብነት",
        "Selam=ሰላም Rahwa=ራህዋ Feven=ፌቨን Tesfay=ተስፋይ Yonas=ዮናስ Filmon=ፊልሞን Berhane=ብርሃነ Haile=ሃይለ Kidane=ኪዳነ",
    ),
    "RU": _origin(
        "Anna Olga Tatiana",
        "Ivan Oleg Timur",
        "Sokol Moroz Belan",
        "Ejemplo",
        {"rus": 85, "rus eng": 15},
        "Пример",
        "Anna=Анна Olga=Ольга Tatiana=Татьяна Ivan=Иван Oleg=Олег Timur=Тимур Sokol=Сокол Moroz=Мороз Belan=Белан",
    ),
    "YE": _origin(
        "Amal Huda Salma",
        "Khalid Omar Yasin",
        "Saleh Nasser Qasim",
        "Ejemplo",
        {"arb": 90, "arb eng": 10},
        "مثال",
        "Amal=أمل Huda=هدى Salma=سلمى Khalid=خالد Omar=عمر Yasin=ياسين Saleh=صالح Nasser=ناصر Qasim=قاسم",
    ),
}


def is_marked(name: str) -> bool:
    """Say whether a name carries a marker word, so that nobody can take it for a real person's."""
    return any(word in MARKERS for word in re.split(r"[\s-]+", name))


def households(seed: int, people: int = IN_CITY) -> list[DemoHousehold]:
    """Make the households of the demo office, in the order they join the list; those who never do stand last.

    ``people``: how many are in the city on 5 December 2018. Those whom the port let in since 1 November are made too
    (about 1,250 at 7,000), because they stood on the list before. Raises ValueError for fewer than 10 people.
    """
    if people < 10:
        raise ValueError(f"A demo office needs at least 10 people; {people} were asked for.")
    return list(_made(seed, people))


def newcomers(seed: int, day: date, people: int = IN_CITY) -> list[DemoHousehold]:
    """Make the households that join the list on one day after 5 December 2018: the same for the same seed and day."""
    rng = Random(f"{seed}:{day}:newcomers")
    wave = Wave(day, day, round(NEWCOMERS_A_DAY * rng.uniform(0.6, 1.4)), True, True)
    return list(_wave(rng, wave, wave.people * people // IN_CITY))


@lru_cache(maxsize=4)
def _made(seed: int, people: int) -> tuple[DemoHousehold, ...]:
    rng = Random(seed)
    made = [house for wave in WAVES for house in _wave(rng, wave, round(wave.people * people / IN_CITY))]
    return tuple(sorted(made, key=lambda house: house.listed or date.max))


def _wave(rng: Random, wave: Wave, people: int) -> Iterator[DemoHousehold]:
    forms = _forms(people)
    rng.shuffle(forms)
    span, so_far = (wave.last - wave.first).days + 1, 0
    sexes = _children(rng, sum(form.children for form in forms))
    nationalities = _nationalities(rng, len(forms), wave.caravan)
    for form in forms:
        day = wave.first + timedelta(so_far * span // people)
        size = form.men + form.women + form.children
        members = _members(rng, form, next(nationalities), sexes)
        yield DemoHousehold(
            size, members, _arrival(rng, wave, day), day if wave.listed else None, wave.caravan
        )
        so_far += size


def _forms(people: int) -> list[Form]:
    """Share the forms out exactly, so that every seed keeps to the census; single men fill the rest."""
    sizes = sum((f.men + f.women + f.children) * f.weight for f in FORMS)
    made = [form for form in FORMS[1:] for _ in range(round(form.weight * people / sizes))]
    rest = people - sum(f.men + f.women + f.children for f in made)
    return [FORMS[0]] * max(rest, 0) + made


def _children(rng: Random, count: int) -> Iterator[str]:
    census = record.census()
    boys, girls = int(census["boys"].value), int(census["girls"].value)
    share = round(count * boys / (boys + girls))
    sexes = ["m"] * share + ["f"] * (count - share)
    rng.shuffle(sexes)
    return iter(sexes)


@lru_cache(maxsize=2)
def _origins(caravan: bool) -> tuple[list[str], list[float]]:
    """Nationalities and their running shares: the card requests, and a few others outside the caravan."""
    requests, others = record.card_requests(), {} if caravan else OTHERS
    share = OTHERS_SHARE if others else 0
    weights = {key: (1 - share) * count / sum(requests.values()) for key, count in requests.items()}
    for key, count in others.items():
        weights[key] = weights.get(key, 0) + share * count / sum(others.values())
    return list(weights), list(accumulate(weights.values()))


def _nationalities(rng: Random, households: int, caravan: bool) -> Iterator[str]:
    """Share nationalities out evenly (systematic sampling), so that every seed keeps to the published shares."""
    codes, running = _origins(caravan)
    start = rng.random()
    places = ((n + start) / households * running[-1] for n in range(households))
    drawn = [codes[bisect(running, place)] for place in places]
    rng.shuffle(drawn)
    return iter(drawn)


def _arrival(rng: Random, wave: Wave, day: date) -> date:
    """A few days before the number was taken; people of the caravan on a day its buses came."""
    if not wave.caravan or day > CARAVAN.last + timedelta(1):
        return max(day - timedelta(rng.randrange(4)), date(2018, 10, 1))
    days = [d for d in CARAVAN_DAYS if not wave.listed or d <= day.day]
    return date(2018, 11, rng.choices(days, [CARAVAN_DAYS[d] for d in days])[0])


def _members(rng: Random, form: Form, nationality: str, sexes: Iterator[str]) -> tuple[DemoMember, ...]:
    origin = _ORIGINS[nationality]
    spoken = rng.choices([s for s, _ in origin.languages], [w for _, w in origin.languages])[0]
    family = rng.choice(origin.surnames), rng.choice(origin.markers)
    adults = ["m"] * form.men + ["f"] * form.women
    people = [(sex, *_adult_birth(rng)) for sex in adults]
    oldest = min((year for _, year, _ in people if year), default=1985)
    people += [
        (next(sexes), max(2018 - rng.randrange(18), oldest + 16), "exact") for _ in range(form.children)
    ]
    return tuple(_member(rng, origin, family, nationality, spoken, *person) for person in people)


def _adult_birth(rng: Random) -> tuple[int | None, str]:
    year, luck = 1999 - int(46 * rng.random() ** 2.2), rng.random()
    if luck < 0.08:
        return None, "unknown"
    return year, "about" if luck < 0.30 else "exact"


def _member(
    rng: Random,
    origin: Origin,
    family: tuple[str, str],
    nationality: str,
    spoken: tuple[str, ...],
    sex: str,
    year: int | None,
    kind: str,
) -> DemoMember:
    given = rng.choice(origin.f if sex == "f" else origin.m)
    if origin.surnames[0] == _S[0] and rng.random() < 0.55:
        second = rng.choice(origin.f if sex == "f" else origin.m)
        given = given if second == given else f"{given} {second}"
    surname, marker = family
    name = f"{given} {surname} {marker}"
    if rng.random() < 0.02:
        name = f"{given.split()[0]}-{marker}"
    others = _other_names(rng, origin, given, surname, marker)
    return DemoMember(name, others, sex, year, kind, nationality, spoken, _needs(rng, sex, year, spoken))


def _other_names(rng: Random, origin: Origin, given: str, surname: str, marker: str) -> tuple[str, ...]:
    if origin.own:
        return (f"{origin.letters[given]} {origin.letters[surname]} {origin.own}",)
    luck = rng.random()
    if luck < 0.12 and (plain := _plain(f"{given} {surname}")) != f"{given} {surname}":
        return (f"{plain} {marker}",)
    return (f"{given.split()[0]} {marker} {surname}",) if luck > 0.94 else ()


@lru_cache(maxsize=512)
def _plain(word: str) -> str:
    """The word without accents, as a border officer's keyboard writes it."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _needs(rng: Random, sex: str, year: int | None, spoken: tuple[str, ...]) -> tuple[str, ...]:
    found, luck = [], rng.random()
    if year is not None and year >= 2017:
        found.append("infant")
    if "spa" not in spoken:
        found.append("interpreter")
    if sex == "f" and year is not None and 1978 <= year <= 1999 and luck < 0.06:
        found.append("pregnant")
    elif luck > 0.94:
        found.append(rng.choices(("medical", "wheelchair", "hearing", "sight"), (70, 10, 10, 10))[0])
    return tuple(found)


def headcount(made: list[DemoHousehold]) -> Counter[str]:
    """Count people by group: men, women, boys, girls, and each nationality."""
    found: Counter[str] = Counter()
    for person in (member for house in made for member in house.members):
        child = person.birth_year is not None and person.birth_year > 2000
        found[
            {"m": "boys", "f": "girls"}[person.sex] if child else {"m": "men", "f": "women"}[person.sex]
        ] += 1
        found[person.nationality] += 1
    return found
