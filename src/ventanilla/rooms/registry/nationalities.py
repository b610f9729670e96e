"""Nationalities as people say and write them, to ISO 3166-1: alpha-2 within, alpha-3 in exports.

Every ISO code is understood. Names and demonyms, Spanish and English, are listed for the nationalities that have
been counted on the lists of this border; any other is refused rather than guessed.
"""

from __future__ import annotations

from functools import lru_cache

from ventanilla.rooms.registry.headings import fold
from ventanilla.rulebook.nations import ALPHA3

_NAMES = """
HN honduras, hondureño, hondureña, honduran, hon
SV el salvador, salvador, salvadoreño, salvadoreña, salvadoran, salvadorean, salvadorian, sal
GT guatemala, guatemalteco, guatemalteca, guatemalan, gua
NI nicaragua, nicaragüense, nicaraguan
MX méxico, mejico, mexicano, mexicana, mexican
HT haití, haitiano, haitiana, haitian, ayiti
CU cuba, cubano, cubana, cuban
VE venezuela, venezolano, venezolana, venezuelan
CO colombia, colombiano, colombiana, colombian
EC ecuador, ecuatoriano, ecuatoriana, ecuadorian, ecuadorean, ecuadoran
PE perú, peruano, peruana, peruvian
BR brasil, brazil, brasileño, brasileña, brasilero, brasilera, brazilian
BO bolivia, boliviano, boliviana, bolivian
CL chile, chileno, chilena, chilean
AR argentina, argentino, argentine, argentinian
PY paraguay, paraguayo, paraguaya, paraguayan
UY uruguay, uruguayo, uruguaya, uruguayan
CR costa rica, costarricense, costa rican, tico, tica
PA panamá, panameño, panameña, panamanian
BZ belice, belize, beliceño, beliceña, belizean
DO república dominicana, rep dominicana, dominican republic, dominicano, dominicana, dominican
JM jamaica, jamaiquino, jamaiquina, jamaicano, jamaicana, jamaican
GY guyana, guyanés, guyanesa, guyanese
US estados unidos, eeuu, ee uu, usa, united states, united states of america, estadounidense
RU rusia, russia, russian federation, ruso, rusa, russian
UA ucrania, ukraine, ucraniano, ucraniana, ukrainian
BY bielorrusia, belarus, bielorruso, bielorrusa, belarusian
AM armenia, armenio, armenian
GE georgia, georgiano, georgiana, georgian
UZ uzbekistán, uzbekistan, uzbeko, uzbeka, uzbek
KG kirguistán, kyrgyzstan, kirguís, kirguiso, kirguisa, kyrgyz
KZ kazajistán, kazakhstan, kazajo, kazaja, kazakh
TJ tayikistán, tajikistan, tayiko, tayika, tajik
TR turquía, turkey, türkiye, turco, turca, turkish, turk
IN india, indio, hindú, indian
PK pakistán, paquistán, pakistan, pakistaní, paquistaní, pakistani
BD bangladesh, bangladés, bangladesí, bangladeshi
NP nepal, nepalí, nepalés, nepalesa, nepali, nepalese
LK sri lanka, esrilanqués, esrilanquesa, sri lankan
CN china, chino, chinese
VN vietnam, viet nam, vietnamita, vietnamese
AF afganistán, afghanistan, afgano, afgana, afghan
IR irán, iran, iraní, iranian
IQ irak, iraq, iraquí, iraqi
SY siria, syria, sirio, syrian
YE yemen, yemení, yemeni
EG egipto, egypt, egipcio, egipcia, egyptian
ER eritrea, eritreo, eritrean
ET etiopía, ethiopia, etíope, ethiopian
SO somalia, somalí, somali
SD sudán, sudan, sudanés, sudanesa, sudanese
CM camerún, cameroon, cameroun, camerunés, camerunesa, cameroonian
CD república democrática del congo, rep democrática del congo, rd congo, rdc, drc, dr congo,
CD democratic republic of the congo, congo kinshasa
CG república del congo, republic of the congo, congo brazzaville
AO angola, angoleño, angoleña, angolano, angolana, angolan
GH ghana, ghanés, ghanesa, ghaneano, ghanean, ghanaian
NG nigeria, nigeriano, nigeriana, nigerian
SN senegal, senegalés, senegalesa, senegalese
GN guinea, guinea conakry, guineano, guineana, guinean
SL sierra leona, sierra leone, sierraleonés, sierraleonesa, sierra leonean
ML malí, mali, maliense, malian
BF burkina faso, burkinés, burkinesa, burkinabe
TG togo, togolés, togolesa, togolese
UG uganda, ugandés, ugandesa, ugandan
KE kenia, kenya, keniano, keniana, kenyan
MR mauritania, mauritano, mauritana, mauritanian
"""


def _words() -> dict[str, str]:
    words = {name.casefold(): two for two, three in ALPHA3.items() for name in (two, three)}
    for line in _NAMES.strip().splitlines():
        words.update({fold(name): line[:2] for name in line[3:].split(",") if name.strip()})
    return words


_WORDS = _words()


@lru_cache(maxsize=4096)
def nationality(text: str) -> str | None:
    """ISO alpha-2 of a country or people named in Spanish or English, or by code; None when not known.

    'Hondureños', 'HND', 'honduran' and 'hn' are all 'HN'. 'Congo' alone is two countries, so it is not known.
    """
    word = fold(text)
    for tried in (word, word.removesuffix("s"), word.removesuffix("es")):
        if tried in _WORDS and (tried == word or len(tried) > 3):
            return _WORDS[tried]
    return None
