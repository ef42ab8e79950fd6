"""The addresses of the list of missions, of imports and of the export."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.journey.web.actions.imports import MOST_BYTES
from tearoad.journey.web.views import export, imports, missions
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

_ALL = "missions/<uuid:mission_id>/imports/"
_ONE = f"{_ALL}<uuid:import_id>/"
_IN = Policy.IMPORT_SHEETS
_OUT = "missions/<uuid:mission_id>/export/"

urlpatterns: list[URLPattern] = [
    page("", missions.missions, policy=Policy.SEE_MISSIONS, name="mission-list"),
    page(_ALL, imports.imports, policy=_IN, name="journey-imports", body=files(MOST_BYTES)),
    page(_ONE, imports.one, policy=_IN, name="journey-import"),
    page(f"{_ONE}mapping/", imports.mapping, policy=_IN, name="journey-import-mapping"),
    page(f"{_ONE}answers/", imports.answers, policy=_IN, name="journey-import-answers"),
    page(f"{_ONE}again/", imports.again, policy=_IN, name="journey-import-again"),
    page(f"{_ONE}apply/", imports.apply, policy=_IN, name="journey-import-apply"),
    page(f"{_ONE}undo/", imports.undo, policy=_IN, name="journey-import-undo"),
    page(f"{_ONE}discard/", imports.discard, policy=_IN, name="journey-import-discard"),
    page(f"{_ONE}problems.xlsx", imports.problems, policy=_IN, name="journey-import-problems"),
    page(_OUT, export.export, policy=Policy.EXPORT_SHEETS, name="journey-export"),
    page(f"{_OUT}mission.zip", export.folder, policy=Policy.EXPORT_SHEETS, name="journey-export-folder"),
]
