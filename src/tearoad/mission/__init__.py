"""The trip: fair, days, places, delegation, programme, interpreters."""

from tearoad.mission.mission import (
    Attendance,
    Caps,
    FairDay,
    InterpreterRules,
    ItemKind,
    ListPolicy,
    LocalText,
    Mission,
    NameOverride,
    Objective,
    Place,
    PlaceKind,
    ProgrammeItem,
    Walk,
)
from tearoad.mission.people import Absence, Consent, Delegate, Interpreter, LanguagePair, Purpose, Visa

__all__ = [
    "Absence",
    "Attendance",
    "Caps",
    "Consent",
    "Delegate",
    "FairDay",
    "Interpreter",
    "InterpreterRules",
    "ItemKind",
    "LanguagePair",
    "ListPolicy",
    "LocalText",
    "Mission",
    "NameOverride",
    "Objective",
    "Place",
    "PlaceKind",
    "ProgrammeItem",
    "Purpose",
    "Visa",
    "Walk",
]
