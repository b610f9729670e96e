"""The registry's vocabulary: needs, sexes, birth years, languages, as codes with their words."""

from __future__ import annotations

from ventanilla.journal.words import N_

NEEDS = {
    "wheelchair": N_("uses a wheelchair"),
    "pregnant": N_("pregnant"),
    "infant": N_("baby under one year"),
    "medical": N_("needs medical care"),
    "interpreter": N_("needs an interpreter"),
    "protection": N_("needs protection"),
    "hearing": N_("hard of hearing"),
    "sight": N_("hard of seeing"),
}
SEXES = {"f": N_("woman or girl"), "m": N_("man or boy"), "x": N_("another"), "": N_("not said")}
BIRTH_KINDS = {"exact": N_("exact"), "about": N_("about"), "unknown": N_("unknown")}
LANGUAGES = {
    "spa": N_("Spanish"),
    "eng": N_("English"),
    "hat": N_("Haitian Creole"),
    "fra": N_("French"),
    "por": N_("Portuguese"),
    "quc": N_("K'iche'"),
    "mam": N_("Mam"),
    "kjb": N_("Q'anjob'al"),
    "kek": N_("Q'eqchi'"),
    "cab": N_("Garifuna"),
    "miq": N_("Miskito"),
    "tir": N_("Tigrinya"),
    "amh": N_("Amharic"),
    "ara": N_("Arabic"),
    "rus": N_("Russian"),
    "pus": N_("Pashto"),
}
CORRECTION_REASONS = {
    "misheard": N_("misheard or misspelt"),
    "typing": N_("typing slip"),
    "paper": N_("a paper shows otherwise"),
    "person": N_("the person says otherwise"),
}
PRINTED_IN = {"spa": "es", "eng": "en", "hat": "ht", "fra": "fr", "por": "pt"}
"""Languages in which paper is printed: the code people's languages have -> the code of the catalogues."""
