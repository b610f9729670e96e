"""The desk prints a slip; the household reads it, photographs it, and scans its square."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import unicodedata
from dataclasses import fields, replace

import pytest
from reportlab.lib.units import mm

from ventanilla.rooms.place.code import digits, new, read
from ventanilla.rooms.place.slip import HOW_TO, Slip, slip_pdf
from ventanilla.web.paper import CannotPrint, matrix, printable, qr_side

pdfium = pytest.importorskip("pypdfium2")
zxing = pytest.importorskip("zxingcpp")

CODE = "RAHH-8PVR-9YS7-5CGZ"
TIJUANA = Slip(
    list_name="Lista de Tijuana",
    port="Garita El Chaparral",
    number_label="1,479-B",
    order_label="tercer hogar de cuatro",
    size=4,
    joined="miércoles 14 de noviembre de 2018",
    code=CODE,
    digits=digits(CODE),
    address="https://fila.example.org",
)
SIZES = ("a6", "80mm")
THERMAL = 203 / 72


def page_of(slip: Slip, size: str):
    document = pdfium.PdfDocument(slip_pdf(slip, size))
    assert len(document) == 1
    return document[0]


def text_of(slip: Slip, size: str) -> str:
    text = page_of(slip, size).get_textpage().get_text_range()
    return unicodedata.normalize("NFC", " ".join(text.split()))


def squares(slip: Slip, size: str, scale: float) -> list[str]:
    return [found.text for found in zxing.read_barcodes(page_of(slip, size).render(scale=scale).to_pil())]


@pytest.mark.parametrize("size", SIZES)
def test_the_slip_says_number_order_size_day_and_how_to_use_it_in_five_languages(size: str) -> None:
    text = text_of(TIJUANA, size)
    for said in ("Lista de Tijuana", "Garita El Chaparral", "1,479-B", "tercer hogar de cuatro · 4 personas"):
        assert said in text
    assert "En la lista desde miércoles 14 de noviembre de 2018" in text
    for _, sentence in HOW_TO:
        assert sentence in text.replace("\u00a0", " ")
    for accented in ("día", "código", "kòd", "Pèsonn", "n’est", "Français", "é só seu", "Não"):
        assert accented in text


@pytest.mark.parametrize("size", SIZES)
def test_code_and_digits_can_be_copied_from_the_file(size: str) -> None:
    text = text_of(TIJUANA, size).replace(" ", "")
    assert CODE.replace("-", "") in text
    assert TIJUANA.digits.replace(" ", "") in text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("address", ["https://fila.example.org", "http://10.0.0.5:8000/", ""])
def test_the_square_opens_the_place_on_a_thermal_printer(size: str, address: str) -> None:
    slip = replace(TIJUANA, address=address)
    scanned = squares(slip, size, THERMAL)
    assert scanned == [f"{address.rstrip('/')}/place#{CODE}" if address else CODE]
    assert read(scanned[0]) == CODE


@pytest.mark.parametrize("size", SIZES)
def test_the_square_is_read_from_many_slips(size: str) -> None:
    for _ in range(5):
        code = new()
        slip = replace(TIJUANA, code=code, digits=digits(code))
        assert squares(slip, size, 2.0) == [f"https://fila.example.org/place#{code}"]


@pytest.mark.parametrize(
    "address", ["", "https://fila.example.org", "https://a-much-longer-name.fila.example.org"]
)
def test_the_square_is_28_mm_or_more_and_each_module_is_whole_printer_dots(address: str) -> None:
    modules = matrix(replace(TIJUANA, address=address).qr_text)
    dots = qr_side(modules) / len(modules) / (72 / 203)
    assert 28 <= qr_side(modules) / mm < 34
    assert dots == pytest.approx(round(dots))


def test_a6_is_a6_and_the_roll_is_as_long_as_its_text() -> None:
    assert page_of(TIJUANA, "a6").get_size() == pytest.approx((105 * mm, 148 * mm), abs=0.1)
    wide, long = page_of(TIJUANA, "80mm").get_size()
    assert wide == pytest.approx(80 * mm, abs=0.1)
    assert page_of(replace(TIJUANA, sentences=HOW_TO[:1]), "80mm").get_size()[1] < long - 80


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("demo", [True, False])
def test_nothing_touches_the_edge_of_the_paper(size: str, demo: bool) -> None:
    slip = replace(TIJUANA, demo=demo, copy=2, number_label="11,173 to 11,175", list_name="Lista " * 20)
    picture = page_of(slip, size).render(scale=2).to_pil().convert("L")
    wide, high = picture.size
    dark = picture.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert dark[0] >= 20 and dark[1] >= 20 and dark[2] <= wide - 20 and dark[3] <= high - 20


@pytest.mark.parametrize("size", SIZES)
def test_a_demo_slip_and_a_reprint_say_what_they_are(size: str) -> None:
    plain = text_of(TIJUANA, size)
    assert "DEMO" not in plain and "copy" not in plain
    marked = text_of(replace(TIJUANA, demo=True, copy=2), size)
    assert "DEMO: synthetic, not a real place in line" in marked
    assert "copia 2 / copy 2" in marked


def test_the_first_language_speaks_the_labels() -> None:
    kreyol = replace(TIJUANA, sentences=(HOW_TO[2], HOW_TO[0]), size=1, copy=3)
    text = text_of(kreyol, "a6")
    assert "Nimewo ou" in text and "1 moun" in text and "kopi 3 / copy 3" in text
    assert "Your number" in text_of(replace(TIJUANA, sentences=(("mam", "Tz’ib’"),)), "a6")


def test_a_slip_has_no_field_for_a_name_or_a_nationality() -> None:
    names = {field.name for field in fields(Slip)}
    assert not names & {"name", "names", "nationality", "person", "people", "shelter"}


@pytest.mark.parametrize("size", SIZES)
def test_the_same_slip_is_the_same_bytes_and_says_nothing_of_the_machine(size: str) -> None:
    first = slip_pdf(TIJUANA, size)
    assert slip_pdf(TIJUANA, size) == first
    assert all(leak not in first for leak in (b"/home", b"/root", b"/usr", CODE.encode()))
    assert hashlib.sha256(first).hexdigest() == _printed_elsewhere(size)


def _printed_elsewhere(size: str) -> str:
    script = (
        f"import hashlib, runpy; test = runpy.run_path({__file__!r}); "
        f"print(hashlib.sha256(test['slip_pdf'](test['TIJUANA'], {size!r})).hexdigest())"
    )
    surroundings = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ran = subprocess.run(
        [sys.executable, "-c", script], env=surroundings, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def test_letters_the_font_lacks_lose_their_accent_or_are_refused() -> None:
    assert printable("Ośrodek  Tłum\n‑ Ÿ œ") == "Osrodek Tłum - Ÿ œ"
    with pytest.raises(CannotPrint, match="'ቤ'"):
        slip_pdf(replace(TIJUANA, port="ቤት"))


def test_a_text_too_long_for_a6_is_refused_with_a_way_out() -> None:
    endless = replace(TIJUANA, sentences=(("es", "Guarde esta hoja. " * 200),))
    with pytest.raises(CannotPrint, match="80 mm"):
        slip_pdf(endless, "a6")
    assert slip_pdf(endless, "80mm")


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="a6"):
        slip_pdf(TIJUANA, "letter")  # type: ignore[arg-type]
