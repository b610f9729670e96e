"""The words of a slip in its five languages: how to use it, and its few labels."""

from __future__ import annotations

from dataclasses import dataclass

# Written for this slip. No speaker has yet checked the texts named in UNCHECKED.
HOW_TO: tuple[tuple[str, str], ...] = (
    (
        "es",
        "Guarde esta hoja o una foto. Mire su lugar una vez al día con este código, que es solo suyo. "
        "No es un boleto: no se vende. Si pierde la hoja, no pierde su lugar: pida otra en la mesa. "
        "Nadie puede pedirle dinero por su lugar.",
    ),
    (
        "en",
        "Keep this slip or a photo of it. Look at your place once a day with this code, which is only yours. "
        "It is not a ticket: it cannot be sold. If you lose it, you keep your place: ask the desk for a new one. "
        "Nobody may ask you for money for your place.",
    ),
    (
        "ht",
        "Kenbe papye sa a oswa yon foto li. Gade plas ou yon fwa chak jou ak kòd sa a, ki se pou ou sèlman. "
        "Se pa yon tikè: yo pa ka vann li. Si ou pèdi li, ou pa pèdi plas ou: mande yon lòt nan biwo a. "
        "Pèsonn pa gen dwa mande ou lajan pou plas ou.",
    ),
    (
        "fr",
        "Gardez ce papier ou une photo. Regardez votre place une fois par jour avec ce code, qui n’est qu’à vous. "
        "Ce n’est pas un ticket : il ne se vend pas. Si vous le perdez, vous gardez votre place : "
        "demandez-en un autre au guichet. Personne n’a le droit de vous demander de l’argent pour votre place.",
    ),
    (
        "pt",
        "Guarde este papel ou uma foto. Veja o seu lugar uma vez por dia com este código, que é só seu. "
        "Não é um bilhete: não se vende. Se perder o papel, não perde o lugar: peça outro na mesa. "
        "Ninguém pode pedir dinheiro pelo seu lugar.",
    ),
)
UNCHECKED = frozenset({"es", "ht", "fr", "pt"})

LANGUAGES = {"es": "Español", "en": "English", "ht": "Kreyòl", "fr": "Français", "pt": "Português"}


@dataclass(frozen=True)
class Words:
    """The few labels of a slip, in one language."""

    number: str
    person: str
    people: str
    joined: str
    code: str
    digits: str
    copy: str


WORDS = {
    "es": Words(
        "Su número", "persona", "personas", "En la lista desde", "Su código privado", "Solo cifras", "copia"
    ),
    "en": Words(
        "Your number", "person", "people", "On the list since", "Your private code", "Digits only", "copy"
    ),
    "ht": Words("Nimewo ou", "moun", "moun", "Sou lis la depi", "Kòd prive ou", "Chif sèlman", "kopi"),
    "fr": Words(
        "Votre numéro",
        "personne",
        "personnes",
        "Sur la liste depuis",
        "Votre code privé",
        "Chiffres",
        "copie",
    ),
    "pt": Words(
        "Seu número", "pessoa", "pessoas", "Na lista desde", "Seu código privado", "Só números", "cópia"
    ),
}
DEMO = ("DEMO: synthetic, not a real place in line", "DEMO: sintético, no es un lugar real en la fila")
