"""Mexico's cards and plans: who may stay, where, and with work or without."""

from ventanilla.rulebook.language import *

TVTF = Source(
    "Ley de Migracion, articulo 52 fr. IV; La Jornada 2023-05-29; Prensa Libre 2025-09-06",
    "2023-05-29",
    "https://jornada.com.mx/notas/2023/05/29/politica/este-ano-aumento-139-la-entrega-de-visas-de-trabajador-fronterizo",
)
TVR = Source(
    "La Jornada (2019-04-24) copied at alternativalatinoamericana.blogspot.com; DOF 2019-04-23",
    "2019-04-24",
    "https://alternativalatinoamericana.blogspot.com/2019/04/otorgan-hondurenos-y-salvadorenos.html",
)
PLAN = Source(
    "La Jornada Maya, EPN anuncia plan Estas en tu casa",
    "2018-10-26",
    "https://www.lajornadamaya.mx/nacional/89223/epn-anuncia-plan-estas-en-tu-casa-dirigido-a-migrantes-en-mexico",
)
CARDS = Source(
    "Informador; RT; La Jornada 2019-01-24",
    "2019-02-12",
    "https://informador.mx/amp/mexico/El-INM-finaliza-entrega-de-tarjetas-humanitarias-a-migrantes-20190212-0148.html",
)

BORDER_WORKER = Rule(
    "MX-TVTF",
    country="MX",
    basis="statute",
    title=Said("Border worker card", "Tarjeta de visitante trabajador fronterizo"),
    effect=Effect("opens", "work for a year in four southern states"),
    counts="asking",
    zone="America/Mexico_City",
    on=(On("2012-11-09", source=TVTF),),
    when=(
        nat.isin("GT", "BZ"),
        job_offer.given,
        state.isin("Campeche", "Chiapas", "Tabasco", "Quintana Roo"),
    ),
    ids=("MX-TVTF",),
)

REGIONAL_VISITOR = Rule(
    "MX-TVR-2019",
    country="MX",
    basis="regulation",
    title=Said(
        "Regional visitor card, widened to El Salvador and Honduras",
        "Tarjeta de visitante regional, ampliada a El Salvador y Honduras",
    ),
    effect=Effect("opens", "seven days without paid work"),
    counts="asking",
    zone="America/Mexico_City",
    on=(On("2019-04-24", source=TVR),),
    when=(nat.isin("GT", "BZ", "SV", "HN"),),
    ids=("MX-TVR-2019",),
)

YOUR_HOME = Rule(
    "MX-EETC",
    country="MX",
    basis="practice",
    title=Said("The plan “You are at home”", "El plan «Estás en tu casa»"),
    effect=Effect("opens", "a stay with work in Chiapas and Oaxaca"),
    counts="asking",
    zone="America/Mexico_City",
    on=(On("2018-10-26", "2018-12-01", source=PLAN),),
    when=(
        nat.isin("GT", "HN", "SV", "NI", "BZ", "CR", "PA"),
        asked_inm.given,
        state.isin("Chiapas", "Oaxaca"),
    ),
    ids=("MX-EETC",),
)

HUMANITARIAN_2019 = Rule(
    "MX-TVRH19",
    country="MX",
    basis="practice",
    title=Said(
        "Humanitarian card at the bridge, January 2019", "Tarjeta humanitaria en el puente, enero de 2019"
    ),
    effect=Effect("opens", "a year with work"),
    counts="registration",
    zone="America/Mexico_City",
    at=("Suchiate", "Ciudad Hidalgo"),
    on=(On("2019-01-17", "2019-01-29", source=CARDS),),
    ids=("MX-TVRH19",),
)
