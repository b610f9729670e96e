"""The words of a printed notice, in five languages. Spanish and English were written with care; no speaker checked the others."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = {"es": "Español", "en": "English", "ht": "Kreyòl", "fr": "Français", "pt": "Português"}
DEMO = "DEMO: synthetic, not a real notice / sintético, no es un aviso real"


@dataclass(frozen=True)
class Words:
    """The sentences of a notice, in one language."""

    title: str
    on: str
    bridge: str
    port: str
    hearing: str
    clock: str
    there: str
    way: str
    ask: str
    take: str
    made: str
    no_advice: str


WORDS = {
    "es": Words(
        "Aviso de audiencia o cita", "Día", "1. Esté en el puente", "2. Esté en la garita", "Audiencia o cita",
        "hora de {zone}", "en {zone} son las {hour}", "Cómo llegar desde donde duerme",
        "Si algo no está claro, o si otro papel dice otra fecha, pregunte hoy mismo a un abogado.",
        "Lleve todos sus papeles, y esta hoja.", "Hecho el {day} según un papel de {issuer}",
        "Esta hoja no es de un gobierno y no es consejo legal. Vale el papel del juzgado o de la oficina.",
    ),
    "en": Words(
        "Notice of a hearing or appointment", "Day", "1. Be at the bridge", "2. Be at the port", "Hearing or appointment",
        "{zone} time", "in {zone} it is {hour}", "How to get there from where you sleep",
        "If something is not clear, or another paper says another day, ask a lawyer today.",
        "Take all your papers with you, and this sheet.", "Made on {day} from a paper of {issuer}",
        "This sheet is not from a government and is no legal advice. The paper of the court or office counts.",
    ),
    "ht": Words(
        "Avi pou yon odyans oswa yon randevou", "Jou", "1. Se pou ou sou pon an", "2. Se pou ou nan pòs fwontyè a",
        "Odyans oswa randevou", "lè {zone}", "nan {zone} li {hour}", "Kijan pou rive la soti kote w ap dòmi an",
        "Si yon bagay pa klè, oswa si yon lòt papye di yon lòt jou, mande yon avoka jodi a menm.",
        "Pote tout papye ou yo, ak fèy sa a.", "Fèt {day} dapre yon papye {issuer}",
        "Fèy sa a pa soti nan yon gouvènman e li pa konsèy legal. Se papye tribinal la oswa biwo a ki konte.",
    ),
    "fr": Words(
        "Avis d’audience ou de rendez-vous", "Jour", "1. Soyez au pont", "2. Soyez au poste frontière",
        "Audience ou rendez-vous", "heure de {zone}", "à {zone} il est {hour}", "Comment y aller depuis l’endroit où vous dormez",
        "Si quelque chose n’est pas clair, ou si un autre papier dit un autre jour, demandez aujourd’hui à un avocat.",
        "Prenez tous vos papiers, et cette feuille.", "Fait le {day} d’après un papier de {issuer}",
        "Cette feuille ne vient pas d’un gouvernement et n’est pas un conseil juridique. Le papier du tribunal ou du bureau compte.",
    ),
    "pt": Words(
        "Aviso de audiência ou entrevista", "Dia", "1. Esteja na ponte", "2. Esteja no posto de fronteira",
        "Audiência ou entrevista", "hora de {zone}", "em {zone} são {hour}", "Como chegar a partir de onde dorme",
        "Se algo não estiver claro, ou se outro papel disser outro dia, pergunte hoje a um advogado.",
        "Leve todos os seus papéis, e esta folha.", "Feito em {day} a partir de um papel de {issuer}",
        "Esta folha não é de um governo e não é conselho jurídico. Vale o papel do tribunal ou do escritório.",
    ),
}  # fmt: skip
UNCHECKED = frozenset({"es", "ht", "fr", "pt"})
