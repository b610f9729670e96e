"""What may be asked of the rulebook, and which rules answer it."""

from __future__ import annotations

from .asking import (
    Family,
    First,
    HoursBetween,
    InTime,
    Kind,
    Never,
    OnTheCard,
    Question,
    Share,
    TimeThere,
    Until,
)
from .said import Said

H2B_SHARES = ("US-H2B-FY21", "US-H2B-FY22A", "US-H2B-FY22B", "US-H2B-FY23", "US-H2B-FY24", "US-H2B-FY25")

QUESTIONS: dict[str, Kind] = {
    "claim_us": Question(
        Said("May this person ask for asylum?", "¿Puede pedir asilo?"),
        ("US-208A1",),
        closed_by=("US-T42", "US-10888/asylum"),
    ),
    "port_takes_claim": First(
        Said("Does the port take the claim today?", "¿Recibe hoy el puerto la solicitud?"),
        (("US-CBPONE", "YES"), ("US-T42", "NO"), ("US-10888/asylum", "NO"), ("US-METER", "WAIT")),
        otherwise="YES",
    ),
    "barred_entry": Question(
        Said(
            "Is this person barred by manner or time of entry?",
            "¿Tiene cerrado el asilo por la manera o el día de entrar?",
        ),
        ("US-BAR18",),
    ),
    "barred_transit": Question(
        Said(
            "Is this person barred for crossing a third country?",
            "¿Tiene cerrado el asilo por haber cruzado otro país?",
        ),
        ("US-TRANSIT",),
    ),
    "mpp_return": Question(
        Said("May this person be returned to wait?", "¿Pueden devolverle a México a esperar?"),
        ("US-MPP1", "US-MPP2", "US-MPP3"),
        yes="MAY",
    ),
    "mpp_waits_until": OnTheCard(
        Said("Until when does this person wait?", "¿Hasta cuándo espera?"), "US-MPP-UNTIL", "next_hearing"
    ),
    "family_return": Family(
        Said("May this family be returned to wait?", "¿Pueden devolver a esta familia a México a esperar?"),
        "mpp_return",
    ),
    "t42_expel": Question(
        Said("Can this person be expelled under Title 42?", "¿Pueden expulsarle por el Título 42?"),
        ("US-T42",),
    ),
    "t42_expel_to_mexico": Question(
        Said("Can this person be expelled to Mexico under Title 42?", "¿Pueden expulsarle a México?"),
        ("MX-T42-ACCEPT",),
    ),
    "aca_transfer": Question(
        Said(
            "May this person be flown to Guatemala to ask there?",
            "¿Pueden llevarle a Guatemala a pedir allá?",
        ),
        ("US-ACA-GT",),
        yes="MAY",
    ),
    "presumed_ineligible": Question(
        Said("Is this person presumed ineligible?", "¿Se presume que no tiene derecho al asilo?"),
        ("US-CLP",),
        yes="PRESUMED",
    ),
    "suspension_applies": Question(
        Said("Does the suspension reach this person?", "¿Le alcanza la suspensión?"), ("US-STB",)
    ),
    "suspension_on": Question(
        Said("Is the suspension on?", "¿Sigue la suspensión?"), ("US-STB",), wants=("series.average",)
    ),
    "withholding_limited": Question(
        Said("Is protection short of asylum limited?", "¿Está limitada la protección que no es asilo?"),
        ("US-10888/withholding",),
    ),
    "fear_interview": Question(
        Said("Is this person heard before a quick removal?", "¿Le oyen antes de una expulsión rápida?"),
        ("US-235B1",),
    ),
    "appointment_good": Question(
        Said("Is the appointment good?", "¿Vale la cita?"), ("US-CBPONE",), wants=("appt",)
    ),
    "appointment_ask": Question(
        Said("May an appointment be asked for here?", "¿Se puede pedir cita desde aquí?"),
        ("US-CBPONE-SOUTH", "US-CBPONE-NORTH"),
    ),
    "filed_in_time": InTime(
        Said("Was the claim filed in time?", "¿Se presentó a tiempo la solicitud?"), "US-1YEAR", "filed"
    ),
    "file_until": Until(
        Said("Until when must the claim be filed?", "¿Hasta cuándo se presenta la solicitud?"), ("US-1YEAR",)
    ),
    "ead_possible": Question(
        Said("Is a work permit possible?", "¿Es posible un permiso de trabajo?"),
        ("US-EAD-365-BAR",),
        yes="NO",
        no="YES",
    ),
    "ead_ask_from": Until(
        Said("From when may a work permit be asked for?", "¿Desde cuándo se puede pedir permiso de trabajo?"),
        ("US-EAD-150",),
        ("US-EAD-365", "US-EAD-365-DAYS"),
    ),
    "ead_ask_and_grant_from": Until(
        Said(
            "From when may it be asked for, and given?", "¿Desde cuándo se puede pedir, y desde cuándo se da?"
        ),
        ("US-EAD-150", "US-EAD-180"),
        ("US-EAD-365", "US-EAD-365-DAYS"),
    ),
    "visa_petition": Question(
        Said("Can a petition for this country be approved?", "¿Se puede aprobar una petición para su país?"),
        ("US-H2A-LIST", "US-H2B-LIST"),
    ),
    "visa_petition_farm": Question(
        Said(
            "Can a farm work petition for this country be approved?",
            "¿Se puede aprobar una petición agrícola para su país?",
        ),
        ("US-H2A-LIST",),
    ),
    "visa_petition_season": Question(
        Said(
            "Can a seasonal work petition for this country be approved?",
            "¿Se puede aprobar una petición de temporada para su país?",
        ),
        ("US-H2B-LIST",),
    ),
    "visa_share_kept": Question(
        Said(
            "Is a part of the visas kept for this country?",
            "¿Hay una parte de las visas reservada para su país?",
        ),
        H2B_SHARES,
    ),
    "visa_share_size": Share(
        Said("How many visas are kept?", "¿Cuántas visas están reservadas?"), H2B_SHARES
    ),
    "visa_share_open": Question(
        Said(
            "Can a petition for the kept part still be taken?",
            "¿Se recibe todavía una petición de la parte reservada?",
        ),
        ("US-H2B-ASK",),
    ),
    "mx_refuge_until": Until(
        Said(
            "Until when may refuge be asked for in Mexico?", "¿Hasta cuándo se puede pedir refugio en México?"
        ),
        ("MX-REF30",),
    ),
    "mx_refuge_in_time": InTime(
        Said(
            "Is there still time to ask for refuge in Mexico?",
            "¿Hay tiempo todavía de pedir refugio en México?",
        ),
        "MX-REF30",
        "filed",
        today=True,
    ),
    "mx_refuge_decided_by": Until(
        Said("By when is the refuge claim decided?", "¿Para cuándo se resuelve la solicitud de refugio?"),
        ("MX-REF45",),
    ),
    "mx_no_return": Question(
        Said(
            "Is this person safe from return while the claim is open?",
            "¿Está a salvo de devolución mientras la solicitud está abierta?",
        ),
        ("MX-REF-NR",),
    ),
    "mx_sign_weekly": Question(
        Said("Must this person sign each week?", "¿Debe firmar cada semana?"), ("MX-REF-WEEK",)
    ),
    "mx_work_visit": Question(
        Said(
            "Is a stay with a permit for paid work open?", "¿Puede tener una estancia con permiso de trabajo?"
        ),
        ("MX-LM52-II",),
    ),
    "mx_visit": Question(
        Said("Is a stay without paid work open?", "¿Puede tener una estancia sin trabajo pagado?"),
        ("MX-LM52-I",),
    ),
    "tvrh": Question(
        Said("Is the humanitarian card open?", "¿Puede tener la tarjeta humanitaria?"),
        ("MX-TVRH", "MX-TVRH19", "MX-TVRH19-REG"),
    ),
    "tvrh_2019": Question(
        Said("Is the humanitarian card of 2019 open?", "¿Puede tener la tarjeta humanitaria de 2019?"),
        ("MX-TVRH19", "MX-TVRH19-REG"),
    ),
    "tvtf": Question(
        Said(
            "May this person have the border worker card?",
            "¿Puede tener la tarjeta de trabajador fronterizo?",
        ),
        ("MX-TVTF",),
    ),
    "tvtf_work_here": Question(
        Said(
            "Does the border worker card let this person work here?",
            "¿Le permite trabajar aquí la tarjeta de trabajador fronterizo?",
        ),
        ("MX-TVTF-WORK",),
    ),
    "tvr": Question(
        Said(
            "May this person have the regional visitor card?",
            "¿Puede tener la tarjeta de visitante regional?",
        ),
        ("MX-LM52-III", "MX-TVR-2019"),
    ),
    "tvr_work": Never(
        Said(
            "Does the regional visitor card let this person work?",
            "¿Le permite trabajar la tarjeta de visitante regional?",
        ),
        ("MX-LM52-III", "MX-TVR-2019"),
    ),
    "mx_plan": Question(
        Said("Is the plan “You are at home” open to this person?", "¿Puede usar el plan «Estás en tu casa»?"),
        ("MX-EETC",),
    ),
    "return_help": Question(
        Said("May this person ask for help to go home?", "¿Puede pedir ayuda para volver a su país?"),
        ("IOM-AVR",),
    ),
    "return_list": Never(
        Said(
            "May the desk put this person on a list for help to go home, unasked?",
            "¿Puede la ventanilla ponerle en una lista de ayuda para volver, sin que lo pida?",
        ),
        ("IOM-AVR",),
    ),
    "child_held_too_long": Question(
        Said(
            "Has this child been held longer than the limit?",
            "¿Lleva el niño más tiempo retenido que el límite?",
        ),
        ("US-FLORES",),
    ),
    "child_to_hhs": Question(
        Said(
            "Is this child handed to the health department?", "¿Se entrega el niño al departamento de salud?"
        ),
        ("US-UAC",),
    ),
    "hours_between": HoursBetween(
        Said("How many hours lie between two times?", "¿Cuántas horas hay entre dos momentos?")
    ),
    "time_there": TimeThere(Said("What time is it there?", "¿Qué hora es allá?")),
}
