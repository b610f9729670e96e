"""The ways that may be open to a person, in both countries: what each asks, needs, costs and closes.

Help to go home is not among them, and never will be: it answers a person's own question only.
"""

from __future__ import annotations

from dataclasses import dataclass

from .rule import Country, Source
from .said import Said

LATIMES = Source(
    "The San Diego Union-Tribune, as caravans press north (more than 2,500 on the list; up to six weeks)",
    "2018-11-04",
    "https://www.sandiegouniontribune.com/news/migrant-caravan/sd-me-caravan-tijuana-20181104-story.html",
)
BORDER_REPORT = Source("Border Report (TRAC), court cases of the year to September 2019", "2020-01")
TRAC = Source(
    "The Conversation text on Remain in Mexico, in TRAC at Work",
    "2021-03-10",
    "http://trac.syr.edu/tracatwork/detail/A4480.html",
)
RT = Source("RT, Casi 5.000 centroamericanos esperan por tarjetas humanitarias", "2019-01-21")
TELEVISA = Source("Noticieros Televisa, Alistan cierre de albergue en deportivo de Tijuana", "2018-11-30")


@dataclass(frozen=True, slots=True)
class Took:
    """How long it took others, or how it went, from the record; ``source`` and day stand beside it."""

    words: Said
    source: Source


@dataclass(frozen=True, slots=True)
class Wish:
    """A question that must be answered with one of ``codes`` for the way to be open."""

    ask: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way. ``given``: facts that taking this way would make true (``today`` stands for the day asked about)."""

    name: str
    country: Country
    title: Said
    wishes: tuple[Wish, ...]
    needs: Said
    costs: Said
    closes: Said
    given: tuple[tuple[str, str], ...] = ()
    took: tuple[Took, ...] = ()
    until: str = ""
    """A question whose answer is the last day of this way."""
    done: str = ""
    """The fact that says that it was asked for already: no last day is told then."""
    place: str = ""
    """Where it is decided, if not where the person waits: ``port`` is the port across."""


NO_BARS = (
    Wish("barred_transit", ("NO",)),
    Wish("t42_expel", ("NO",)),
    Wish("presumed_ineligible", ("NO",)),
    Wish("suspension_applies", ("NO",)),
)
FREE = Said("No fee.", "No se paga.")

WAYS: tuple[Way, ...] = (
    Way(
        "claim-at-port",
        "US",
        Said(
            "Ask for asylum in the United States, at the port", "Pedir asilo en Estados Unidos, en el puerto"
        ),
        (Wish("claim_us", ("YES",)), *NO_BARS),
        Said(
            "Come to the port when your number is called. Say that you want asylum, or that you are afraid to go back.",
            "Ir al puerto cuando llamen su número. Decir que quiere asilo, o que tiene miedo de volver.",
        ),
        FREE,
        Said(
            "You cannot cross elsewhere meanwhile without losing your place in this line.",
            "Si cruza por otro lado pierde su lugar en esta fila.",
        ),
        (("manner", "port"), ("entry", "today")),
        (
            Took(
                Said(
                    "In Tijuana, up to six weeks on the list.", "En Tijuana, hasta seis semanas en la lista."
                ),
                LATIMES,
            ),
            Took(
                Said(
                    "Then before the court: 1,030 days on average in the year to September 2019.",
                    "Después, ante el juez: 1,030 días en promedio en el año hasta septiembre de 2019.",
                ),
                BORDER_REPORT,
            ),
        ),
        place="port",
    ),
    Way(
        "claim-after-entry",
        "US",
        Said(
            "Ask for asylum in the United States, after entering between ports",
            "Pedir asilo en Estados Unidos, tras entrar entre puertos",
        ),
        (Wish("claim_us", ("YES",)), Wish("barred_entry", ("NO",)), *NO_BARS),
        Said(
            "The law lets a person who is in the country ask. Crossing between ports is dangerous and can be punished: "
            "talk to a lawyer first.",
            "La ley deja pedirlo a quien está en el país. Cruzar entre puertos es peligroso y puede castigarse: hable "
            "antes con un abogado.",
        ),
        FREE,
        Said(
            "You can be detained, and a return may be quick. A later claim may be barred by a rule that does not hold today.",
            "Pueden detenerle, y la devolución puede ser rápida. Una regla que hoy no rige puede cerrar el asilo después.",
        ),
        (("manner", "between"), ("entry", "today")),
        place="port",
    ),
    Way(
        "remain-in-mexico",
        "US",
        Said(
            "Wait in Mexico for the hearing (Remain in Mexico)",
            "Esperar en México la audiencia (Quédate en México)",
        ),
        (Wish("mpp_return", ("MAY",)),),
        Said(
            "Nobody asks for this: an officer may decide it. Say so if you are afraid of Mexico: an interview follows.",
            "Nadie lo pide: lo puede decidir un oficial. Si tiene miedo de México, dígalo: hay una entrevista.",
        ),
        FREE,
        Said(
            "Missing a hearing can end the claim with an order of removal.",
            "Faltar a una audiencia puede acabar la solicitud con una orden de expulsión.",
        ),
        (("manner", "port"),),
        (
            Took(
                Said(
                    "Of 41,888 cases ended by January 2021, 641 got asylum or other relief.",
                    "De 41,888 casos terminados hasta enero de 2021, 641 obtuvieron asilo u otro alivio.",
                ),
                TRAC,
            ),
        ),
        place="port",
    ),
    Way(
        "refuge-mexico",
        "MX",
        Said("Ask for refuge in Mexico", "Pedir refugio en México"),
        (Wish("mx_refuge_in_time", ("YES",)),),
        Said(
            "Go to COMAR and say why you cannot go back. Sign each week while it is open.",
            "Ir a la COMAR y decir por qué no puede volver. Firmar cada semana mientras está abierta.",
        ),
        FREE,
        Said(
            "You must stay in the state where you asked until it is decided. It can weigh on a later claim in the United "
            "States: ask a lawyer.",
            "Debe quedarse en el estado donde la pidió hasta que se resuelva. Puede pesar en una solicitud posterior en "
            "Estados Unidos: pregunte a un abogado.",
        ),
        took=(
            Took(
                Said(
                    "The law gives COMAR 45 working days (number from memory).",
                    "La ley da a la COMAR 45 días hábiles (número de memoria).",
                ),
                Source(
                    "Ley sobre Refugiados, Protección Complementaria y Asilo Político, art. 24",
                    "2011-01-27",
                    mark="K",
                ),
            ),
        ),
        until="mx_refuge_until",
        done="refuge_open",
    ),
    Way(
        "humanitarian-card",
        "MX",
        Said("Humanitarian card in Mexico", "Tarjeta humanitaria en México"),
        (Wish("tvrh", ("YES",)),),
        Said(
            "For victims or witnesses of a crime in Mexico, children alone, and those with an open refuge claim.",
            "Para víctimas o testigos de un delito en México, niños solos, y quien tiene abierta una solicitud de refugio.",
        ),
        Said("No fee (from memory).", "No se paga (de memoria)."),
        Said("Nothing else is closed by it.", "No cierra nada más."),
        took=(
            Took(
                Said(
                    "In January 2019: five days at most, by promise.",
                    "En enero de 2019: cinco días como máximo, según lo prometido.",
                ),
                RT,
            ),
        ),
    ),
    Way(
        "border-worker-card",
        "MX",
        Said("Border worker card in Mexico", "Tarjeta de trabajador fronterizo en México"),
        (Wish("tvtf", ("YES",)),),
        Said(
            "A job offer in Campeche, Chiapas, Tabasco or Quintana Roo. It does not let you work in Tijuana.",
            "Una oferta de trabajo en Campeche, Chiapas, Tabasco o Quintana Roo. No permite trabajar en Tijuana.",
        ),
        Said("A fee was not found in the record.", "No se halló la tarifa en el registro."),
        Said(
            "You live and work in those four states only.", "Se vive y trabaja solo en esos cuatro estados."
        ),
    ),
    Way(
        "work-permit-mexico",
        "MX",
        Said("A stay with permission to work in Mexico", "Estancia con permiso de trabajo en México"),
        (Wish("mx_work_visit", ("YES",)),),
        Said(
            "A regular entry and a job offer. In Tijuana the job fair of November 2018 had thousands of posts for those with papers.",
            "Una entrada regular y una oferta de trabajo. En Tijuana la feria de noviembre de 2018 tuvo miles de puestos para quien tiene papeles.",
        ),
        Said("2,974 pesos in 2018.", "2,974 pesos en 2018."),
        Said("Nothing else is closed by it.", "No cierra nada más."),
        took=(
            Took(
                Said(
                    "By 30 November 2018 more than 1,000 had asked in Tijuana and about 200 had papers.",
                    "Hasta el 30 de noviembre de 2018 más de 1,000 lo habían pedido en Tijuana y unos 200 tenían papeles.",
                ),
                TELEVISA,
            ),
        ),
    ),
    Way(
        "regional-card",
        "MX",
        Said("Regional visitor card in Mexico", "Tarjeta de visitante regional en México"),
        (Wish("tvr", ("YES",)),),
        Said(
            "Short stays in the southern states. It does not let you work.",
            "Estancias cortas en los estados del sur. No permite trabajar.",
        ),
        FREE,
        Said("Nothing else is closed by it.", "No cierra nada más."),
    ),
    Way(
        "you-are-at-home",
        "MX",
        Said(
            "The plan “You are at home” (Chiapas and Oaxaca)", "El plan «Estás en tu casa» (Chiapas y Oaxaca)"
        ),
        (Wish("mx_plan", ("YES",)),),
        Said(
            "Stay in Chiapas or Oaxaca and ask INM for entry or refuge.",
            "Quedarse en Chiapas u Oaxaca y pedir al INM entrada o refugio.",
        ),
        FREE,
        Said("You stay in those two states.", "Se queda en esos dos estados."),
    ),
    Way(
        "farm-work-visa",
        "US",
        Said(
            "Farm work visa in the United States (H-2A)", "Visa de trabajo agrícola en Estados Unidos (H-2A)"
        ),
        (Wish("visa_petition_farm", ("YES",)),),
        Said(
            "A farm in the United States asks for you; the visa is given at a consulate in your country.",
            "La pide por usted una finca de Estados Unidos; la visa se da en un consulado de su país.",
        ),
        Said("The employer pays the petition.", "La petición la paga quien emplea."),
        Said(
            "It is for a season, and needs a return home. Ask a lawyer what it does to an asylum claim.",
            "Es por una temporada, y hay que volver al país. Pregunte a un abogado qué hace con el asilo.",
        ),
        (("visa", "H-2A"), ("approval", "today")),
    ),
    Way(
        "seasonal-work-visa",
        "US",
        Said(
            "Seasonal work visa in the United States (H-2B)",
            "Visa de trabajo de temporada en Estados Unidos (H-2B)",
        ),
        (Wish("visa_petition_season", ("YES",)),),
        Said(
            "An employer in the United States asks for you, within the number of the year; the visa is given at a consulate "
            "in your country.",
            "La pide por usted quien emplea en Estados Unidos, dentro del número del año; la visa se da en un consulado de su país.",
        ),
        Said("The employer pays the petition.", "La petición la paga quien emplea."),
        Said(
            "It is for a season, and needs a return home. Ask a lawyer what it does to an asylum claim.",
            "Es por una temporada, y hay que volver al país. Pregunte a un abogado qué hace con el asilo.",
        ),
        (("visa", "H-2B"), ("approval", "today")),
    ),
)
