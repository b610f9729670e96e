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

LAW = Source(
    "Ley de Migracion, articulo 52 fr. I-II (text, 2014); law DOF 2011-05-25; fee of 2018: Reporte Indigo",
    "2011-05-25",
    "https://extranjerosenme.blogspot.com/2014/05/estancia-de-extranjeros-en-el.html",
)
REGIONAL = Source(
    "Ley de Migracion, articulo 52 fr. III; hoylosangeles 2017-05-22 (7 days)",
    "2017-05-22",
    "http://www.hoylosangeles.com/hoyla-mex-amplian-estancia-a-guatemaltecos-en-mexico-20170522-story.html",
)
HUMANITARIAN = Source(
    "Ley de Migracion, articulo 52 fr. V",
    "",
    "https://www.consultoreshh.com/es/ley-inmigracion-mexicana/visitante-por-razones-humanitarias-articulo-52/",
)
FOUR_STATES = ("Campeche", "Chiapas", "Tabasco", "Quintana Roo")

VISITOR = Rule(
    "MX-LM52-I",
    country="MX",
    basis="statute",
    title=Said("Visitor without paid work", "Visitante sin trabajo pagado"),
    effects=(
        Effect(
            "opens",
            "stay",
            Said(
                "A stay of up to 180 days, without paid work",
                "Estancia de hasta 180 días, sin trabajo pagado",
            ),
        ),
    ),
    counts="entry_mx",
    zone="America/Mexico_City",
    on=(On("2012-11-09", source=LAW),),
    when=(regular_entry.given,),
    ids=("MX-LM52-I",),
)

WORKING_VISITOR = Rule(
    "MX-LM52-II",
    country="MX",
    basis="statute",
    title=Said("Visitor with a permit for paid work", "Visitante con permiso para trabajo pagado"),
    effects=(
        Effect(
            "opens",
            "stay",
            Said("A stay of up to 180 days, with work", "Estancia de hasta 180 días, con trabajo"),
        ),
    ),
    counts="entry_mx",
    zone="America/Mexico_City",
    on=(On("2012-11-09", source=LAW),),
    when=(regular_entry.given, job_offer.given),
    ids=("MX-LM52-II",),
)

ORDINARY_HUMANITARIAN = Rule(
    "MX-TVRH",
    country="MX",
    basis="statute",
    title=Said("Humanitarian card", "Tarjeta de visitante por razones humanitarias"),
    effects=(
        Effect(
            "opens",
            "card",
            Said(
                "A card for a year, with work, that can be renewed",
                "Una tarjeta de un año, con trabajo, renovable",
            ),
        ),
    ),
    counts="asking",
    zone="America/Mexico_City",
    on=(On("2012-11-09", source=HUMANITARIAN),),
    when=(victim_mx.given | alone.given | refuge_open.given | judged(humanitarian_cause.given),),
    ids=("MX-TVRH",),
)

BORDER_WORKER = Rule(
    "MX-TVTF",
    country="MX",
    basis="statute",
    title=Said("Border worker card", "Tarjeta de visitante trabajador fronterizo"),
    effects=(
        Effect(
            "opens",
            "card",
            Said(
                "A card for a year, with work, in four southern states",
                "Una tarjeta de un año, con trabajo, en cuatro estados del sur",
            ),
        ),
    ),
    counts="asking",
    zone="America/Mexico_City",
    on=(On("2012-11-09", source=TVTF),),
    when=(
        nat.isin("GT", "BZ"),
        job_offer.given,
        state.isin(*FOUR_STATES),
    ),
    unless=(age.below(16),),
    ids=("MX-TVTF",),
)

BORDER_WORK_HERE = Rule(
    "MX-TVTF-WORK",
    country="MX",
    basis="statute",
    title=Said(
        "Where the border worker card lets you work",
        "Dónde permite trabajar la tarjeta de trabajador fronterizo",
    ),
    effects=(
        Effect(
            "opens", "work", Said("You may work here with the card", "Con la tarjeta puede trabajar aquí")
        ),
    ),
    counts="asking",
    zone="America/Mexico_City",
    on=(On("2012-11-09", source=TVTF),),
    when=(nat.isin("GT", "BZ"), state.isin(*FOUR_STATES)),
    ids=("MX-TVTF",),
)

REGIONAL_BEFORE = Rule(
    "MX-LM52-III",
    country="MX",
    basis="statute",
    title=Said("Regional visitor card", "Tarjeta de visitante regional"),
    effects=(
        Effect(
            "opens", "card", Said("Short stays, without paid work", "Estancias cortas, sin trabajo pagado")
        ),
    ),
    counts="asking",
    zone="America/Mexico_City",
    on=(On("2012-11-09", "2019-04-24", source=REGIONAL),),
    when=(nat.isin("GT", "BZ"), state.isin(*FOUR_STATES)),
    ids=("MX-LM52-III",),
)

REGIONAL_VISITOR = Rule(
    "MX-TVR-2019",
    country="MX",
    basis="regulation",
    title=Said(
        "Regional visitor card, widened to El Salvador and Honduras",
        "Tarjeta de visitante regional, ampliada a El Salvador y Honduras",
    ),
    effects=(
        Effect(
            "opens",
            "card",
            Said("Stays of seven days, without paid work", "Estancias de siete días, sin trabajo pagado"),
        ),
    ),
    counts="asking",
    zone="America/Mexico_City",
    on=(On("2019-04-24", source=TVR),),
    when=(nat.isin("GT", "BZ", "SV", "HN"), state.isin(*FOUR_STATES, "Yucatán")),
    ids=("MX-TVR-2019",),
)

YOUR_HOME = Rule(
    "MX-EETC",
    country="MX",
    basis="practice",
    title=Said("The plan “You are at home”", "El plan «Estás en tu casa»"),
    effects=(
        Effect(
            "opens",
            "stay",
            Said(
                "A stay with work, clinic and school in Chiapas or Oaxaca",
                "Una estancia con trabajo, clínica y escuela en Chiapas u Oaxaca",
            ),
        ),
    ),
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
    effects=(
        Effect("opens", "card", Said("A card for a year, with work", "Una tarjeta de un año, con trabajo")),
    ),
    counts="registered",
    zone="America/Mexico_City",
    at=("Suchiate", "Ciudad Hidalgo"),
    on=(On("2019-01-17", "2019-01-29", source=CARDS),),
    ids=("MX-TVRH19",),
)

HUMANITARIAN_2019_REGISTERED = Rule(
    "MX-TVRH19-REG",
    country="MX",
    basis="practice",
    title=Said(
        "Those registered in January 2019 still get their card",
        "Quien se registró en enero de 2019 recibe su tarjeta",
    ),
    effects=(
        Effect("opens", "card", Said("A card for a year, with work", "Una tarjeta de un año, con trabajo")),
    ),
    counts="registered",
    zone="America/Mexico_City",
    on=(On("2019-01-17", "2019-01-29", source=CARDS),),
    when=(registered_if_told.on_or_after("2019-01-17"),),
    ids=("MX-TVRH19",),
)
