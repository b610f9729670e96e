"""All that a rule file may use: ``from ventanilla.rulebook.language import *`` is its only import."""

from .calendars import Calendar
from .conditions import judged
from .places import NINTH_CIRCUIT, PORTS, SPANISH, US_BORDER, WESTERN_HEMISPHERE
from .rule import Court, Effect, On, Pause, Quota, Rule, Source
from .said import Said
from .terms import Term
from .words import *
