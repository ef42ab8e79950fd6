"""Files of the demo's dossiers, made up: one firm's is complete, two others have missing parts."""

from __future__ import annotations

import io

from tearoad.costs.dossier import USUAL, PartKind
from tearoad.costs.web.actions import dossiers as actions
from tearoad.costs.web.actions.dossiers import Sent
from tearoad.costs.web.queries import dossiers as queries
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor
from tearoad.values import Language

_NOTE = "Made up for the demo: {part} of {firm}. No real document.\n"
_MISSING: tuple[set[str], ...] = (set(), {"payment", "travel", "report"}, {"approvals", "photos", "report", "payment"})
"""What each of the first firms lacks."""


def fill_dossiers(officer: Actor, mission: Mission) -> None:
    """Fill the dossiers of the first three firms; what is whole is confirmed."""
    firms = Participation.objects.filter(mission=mission, company__side="exporter").values_list("code", flat=True)
    for firm, missing in zip(firms, _MISSING, strict=False):
        for part in USUAL.parts:
            if part.code in missing or part.kind is PartKind.RATES:
                continue
            actions.add_files(officer, mission, firm, part.code, _files(part.code, part.kind, firm))
            actions.tick(officer, mission, firm, part.code)
    complete = queries.overview(mission, Language.EN)[0]
    actions.ask_for_archive(officer, mission, complete.firm, Language.ZH)


def _files(part: str, kind: PartKind, firm: str) -> list[Sent]:
    if kind is PartKind.PICTURES:
        return [Sent(f"{firm}-photo-{number}.png", _picture(number)) for number in (1, 2, 3)]
    return [Sent(f"{firm}-{part}.txt", _NOTE.format(part=part, firm=firm).encode(), "text/plain")]


def _picture(number: int) -> bytes:
    """A plain area of colour: nobody is on it."""
    from PIL import Image  # noqa: PLC0415  # only where the demo is played

    made = io.BytesIO()
    Image.new("RGB", (320, 240), (60 * number, 120, 90)).save(made, "PNG")
    return made.getvalue()
