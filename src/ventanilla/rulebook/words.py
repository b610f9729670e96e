"""The facts rules ask about, as rules write them."""

from __future__ import annotations

from .conditions import ASKED_ON, Ask
from .facts import Fact
from .said import Said

nat = Ask(Fact("nat", "code", Said("nationality", "nacionalidad"), sealed=True))
age = Ask(Fact("age", "number", Said("age", "edad"), sealed=True))
born = Ask(Fact("born", "day", Said("day of birth", "día de nacimiento")))
manner_if_told = Ask(Fact("manner", "code", Said("manner of entry", "manera de entrar"), silent="port"))
manner = Ask(Fact("manner", "code", Said("manner of entry", "manera de entrar")))
papers = Ask(
    Fact(
        "papers",
        "flag",
        Said(
            "medical and background papers shown at the port",
            "papeles médicos y de antecedentes mostrados en el puerto",
        ),
        silent=False,
    )
)
entry_if_told = Ask(Fact("entry", "day", Said("day of entry", "día de entrada"), silent="9999-12-30"))
entry = Ask(Fact("entry", "day", Said("day of entry", "día de entrada")))
arrival = Ask(Fact("arrival", "day", Said("day of the last arrival", "día de la última llegada")))
first_arrival = Ask(
    Fact("first_arrival", "day", Said("day of the first arrival", "día de la primera llegada"))
)
left = Ask(Fact("left", "day", Said("day of leaving", "día de salida")))
filed = Ask(Fact("filed", "day", Said("day of filing", "día de presentación")))
delay_days = Ask(
    Fact(
        "delay_days", "number", Said("days of delay by the person", "días de demora de la persona"), silent=0
    )
)
list_date = Ask(
    Fact(
        "list_date",
        "day",
        Said("day the name was put on the list", "día en que se anotó en la lista"),
        silent="9999-12-31",
    )
)
transit = Ask(Fact("transit", "codes", Said("countries crossed", "países cruzados"), sealed=True))
denied_in = Ask(
    Fact(
        "denied_in",
        "code",
        Said("country of transit that refused asylum", "país de paso que negó el asilo"),
        silent="",
        sealed=True,
    )
)
alone = Ask(
    Fact("unacc", "flag", Said("unaccompanied child", "niño no acompañado"), silent=False, sealed=True)
)
health = Ask(
    Fact("health", "code", Said("known health issue", "problema de salud conocido"), silent="", sealed=True)
)
medical_emergency = Ask(
    Fact(
        "medical_emergency",
        "flag",
        Said("medical emergency in the family", "emergencia médica en la familia"),
        silent=False,
        sealed=True,
    )
)
threatened = Ask(
    Fact(
        "threatened",
        "flag",
        Said("imminent and extreme threat", "amenaza inminente y extrema"),
        silent=False,
        sealed=True,
    )
)
trafficked = Ask(
    Fact("trafficked", "flag", Said("victim of trafficking", "víctima de trata"), silent=False, sealed=True)
)
fear_mx = Ask(Fact("fear_mx", "text", Said("fear of Mexico", "temor a México"), silent="", sealed=True))
fear_home = Ask(
    Fact("fear_home", "flag", Said("fear of going home", "temor de volver a su país"), sealed=True)
)
status = Ask(
    Fact("status", "code", Said("papers of the United States", "papeles de Estados Unidos"), silent="")
)
expedited = Ask(Fact("expedited", "flag", Said("in quick removal", "en expulsión rápida"), silent=False))
client_of = Ask(Fact("client_of", "codes", Said("client of", "cliente de"), silent=(), sealed=True))
member_of = Ask(Fact("member_of", "codes", Said("member of", "miembro de"), silent=(), sealed=True))
enrolled = Ask(Fact("enrolled", "text", Said("already in Remain in Mexico", "ya en Quédate en México")))
mpp = Ask(
    Fact(
        "mpp",
        "flag",
        Said("waits in Mexico under Remain in Mexico", "espera en México por Quédate en México"),
        silent=False,
    )
)
next_hearing = Ask(
    Fact("next_hearing", "day", Said("day of the next hearing", "día de la próxima audiencia"))
)
appointment = Ask(Fact("appt", "day", Said("appointment", "cita"), silent=""))
average = Ask(
    Fact("series.average", "number", Said("average of seven days", "promedio de siete días"), silent=99_999)
)
below_days = Ask(
    Fact("series.below_days", "number", Said("days below the mark", "días por debajo del límite"))
)
visa = Ask(Fact("visa", "code", Said("kind of visa", "tipo de visa")))
approval = Ask(
    Fact("approval", "day", Said("day the petition is approved", "día en que se aprueba la petición"))
)
petition = Ask(Fact("petition", "day", Said("day of the petition", "día de la petición")))
start = Ask(Fact("start", "day", Said("first day of work", "primer día de trabajo")))
returning = Ask(Fact("returning", "flag", Said("worked on this visa before", "ya trabajó con esta visa")))
entry_mx = Ask(Fact("entry_mx", "day", Said("day of entry into Mexico", "día de entrada a México")))
state = Ask(Fact("state", "code", Said("state of Mexico", "estado de México")))
job_offer = Ask(Fact("job_offer", "flag", Said("job offer", "oferta de trabajo")))
regular_entry = Ask(
    Fact("regular_entry", "flag", Said("entered Mexico with papers", "entró a México con papeles"))
)
asked_inm = Ask(
    Fact("asked_inm", "flag", Said("asked INM for entry or refuge", "pidió al INM entrada o refugio"))
)
registered_if_told = Ask(
    Fact("registered", "day", Said("day of registration", "día de registro"), silent="0001-01-01")
)
registered = Ask(Fact("registered", "day", Said("day of registration", "día de registro")))
victim_mx = Ask(
    Fact(
        "victim_mx",
        "flag",
        Said("victim or witness of a crime in Mexico", "víctima o testigo de un delito en México"),
        sealed=True,
    )
)
refuge_open = Ask(
    Fact(
        "refuge_open",
        "flag",
        Said("a refuge claim in Mexico is open", "tiene abierta una solicitud de refugio en México"),
        sealed=True,
    )
)
claim_admitted = Ask(
    Fact(
        "claim_admitted",
        "day",
        Said("day the refuge claim was admitted", "día en que se admitió la solicitud de refugio"),
    )
)
may_qualify = Ask(
    Fact(
        "may_qualify_asylum",
        "flag",
        Said("may qualify for asylum", "podría tener derecho al asilo"),
        silent=False,
    )
)
held_since = Ask(Fact("held_since", "day", Said("held since", "retenido desde")))
asked_on = Ask(Fact(ASKED_ON, "day", Said("day that is asked about", "día por el que se pregunta")))
frm = Ask(Fact("frm", "day", Said("from", "desde")))
to = Ask(Fact("to", "day", Said("to", "hasta")))
other_zone = Ask(Fact("other", "text", Said("the other time zone", "la otra zona horaria")))
small_child = Ask(
    Fact(
        "small_child",
        "flag",
        Said("a child under seven in the family", "un niño menor de siete años en la familia"),
        silent=False,
        sealed=True,
    )
)
filed_late = Ask(
    Fact(
        "filed_late",
        "flag",
        Said("filed more than a year after arriving", "presentada más de un año después de llegar"),
        silent=False,
    )
)
compelling = Ask(
    Fact(
        "compelling",
        "flag",
        Said("exceptionally compelling circumstances", "circunstancias excepcionalmente graves"),
        silent=False,
        sealed=True,
    )
)
humanitarian_cause = Ask(
    Fact(
        "humanitarian_cause",
        "flag",
        Said("another humanitarian cause", "otra causa humanitaria"),
        silent=False,
        sealed=True,
    )
)
