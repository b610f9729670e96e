"""Appointments to come to a port: who could ask for one, from where, and until when they were good."""

from ventanilla.rulebook.language import *

PORTS8 = Source(
    "Breaking Latest (2023-05-06, ports); pledgetimes 2024-08-25 (1,450)",
    "2023-05-06",
    "https://www.breakinglatest.news/news/the-us-announces-improvements-to-its-mobile-application-to-process-asylum-appointments/",
)

SOUTH = Source(
    "pledgetimes.com",
    "2024-08-25",
    "https://pledgetimes.com/migrants-will-be-able-to-request-appointments-on-the-app-from-the-south/",
)

ENDED = Source(
    "AP via Lincoln Daily News (an appointment at 13:00 in Tijuana was four hours too late)",
    "2025-01-21",
    "https://archives.lincolndailynews.com/2025/Jan/21/NEWS/news_u.shtml",
)
ASKING = Effect(
    "opens",
    "appointment",
    Said("An appointment can be asked for from here", "Desde aquí se puede pedir cita"),
)
NORTH_AND_CENTRE = (
    "Aguascalientes",
    "Baja California",
    "Baja California Sur",
    "Chihuahua",
    "Ciudad de México",
    "Coahuila",
    "Colima",
    "Durango",
    "Guanajuato",
    "Hidalgo",
    "Jalisco",
    "México",
    "Michoacán",
    "Morelos",
    "Nayarit",
    "Nuevo León",
    "Puebla",
    "Querétaro",
    "San Luis Potosí",
    "Sinaloa",
    "Sonora",
    "Tamaulipas",
    "Tlaxcala",
    "Zacatecas",
)

APPOINTMENT = Rule(
    "US-CBPONE",
    country="US",
    basis="practice",
    title=Said("An appointment to come to a port", "Una cita para presentarse en un puerto"),
    effects=(
        Effect(
            "opens",
            "port",
            Said(
                "You may come to the port at the hour of the appointment",
                "Puede presentarse en el puerto a la hora de la cita",
            ),
        ),
    ),
    counts="appt",
    zone="America/New_York",
    at=("San Ysidro", "Calexico", "Nogales", "El Paso", "Eagle Pass", "Laredo", "Hidalgo", "Brownsville"),
    on=(On("2023-01-18", "2025-01-20T12:00", source=PORTS8, ended_by=ENDED),),
    when=(appointment.given,),
    ids=("US-CBPONE", "US-CBPONE-END"),
)

ASKED_IN_SOUTH = Rule(
    "US-CBPONE-SOUTH",
    country="US",
    basis="practice",
    title=Said(
        "Appointments can be asked for in Tabasco and Chiapas, and by Mexicans in all Mexico",
        "Se puede pedir cita en Tabasco y Chiapas, y los mexicanos en todo México",
    ),
    effects=(ASKING,),
    counts="asking",
    zone="America/New_York",
    on=(On("2024-08-23", "2025-01-20T12:00", source=SOUTH, ended_by=ENDED),),
    when=(state.isin("Tabasco", "Chiapas") | nat.isin("MX"),),
    ids=("US-CBPONE-SOUTH",),
)

ASKED_IN_NORTH = Rule(
    "US-CBPONE-NORTH",
    country="US",
    basis="practice",
    title=Said(
        "Appointments can be asked for in the north and centre of Mexico",
        "Se puede pedir cita en el norte y centro de México",
    ),
    effects=(ASKING,),
    counts="asking",
    zone="America/New_York",
    on=(On("2023-01-18", "2025-01-20T12:00", source=PORTS8, ended_by=ENDED),),
    when=(state.isin(*NORTH_AND_CENTRE),),
    ids=("US-CBPONE", "US-CBPONE-END"),
)
