"""The addresses of the list of missions, of imports and of the export."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.journey.web.actions.imports import MOST_BYTES
from tearoad.journey.web.views import export, imports, missions, table_row, table_rows, tables
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

_ALL = "missions/<uuid:mission_id>/imports/"
_ONE = f"{_ALL}<uuid:import_id>/"
_IN = Policy.IMPORT_SHEETS
_OUT = "missions/<uuid:mission_id>/export/"
_TABLES = "missions/<uuid:mission_id>/tables/"
_TABLE = f"{_TABLES}<slug:table>/"
_SEE, _EDIT = Policy.SEE_MISSIONS, Policy.EDIT_MISSION

_tables: list[URLPattern] = [
    page(_TABLES, tables.tables, policy=_SEE, name="journey-tables"),
    page(_TABLE, tables.table, policy=_SEE, name="journey-table"),
    page(f"{_TABLE}cells/", tables.cells, policy=_EDIT, name="journey-table-cells"),
    page(f"{_TABLE}fresh/", tables.fresh, policy=_SEE, name="journey-table-fresh"),
    page(f"{_TABLE}views/", tables.views, policy=_EDIT, name="journey-table-views"),
    page(f"{_TABLE}undo/", tables.undo, policy=_EDIT, name="journey-table-undo"),
    page(f"{_TABLE}several/", table_rows.several_rows, policy=_EDIT, name="journey-table-several"),
    page(f"{_TABLE}new/", table_row.new_table_row, policy=_EDIT, name="journey-table-new"),
    page(f"{_TABLE}paste/", table_rows.paste_table, policy=_IN, name="journey-table-paste", body=files(MOST_BYTES)),
    page(f"{_TABLE}export/", table_rows.export_table, policy=Policy.EXPORT_SHEETS, name="journey-table-export"),
    page(f"{_TABLE}rows/<uuid:row_id>/", table_row.table_row, policy=_EDIT, name="journey-table-row"),
]

urlpatterns: list[URLPattern] = [
    *_tables,
    page("", missions.missions, policy=Policy.SEE_MISSIONS, name="mission-list"),
    page(_ALL, imports.imports, policy=_IN, name="journey-imports", body=files(MOST_BYTES)),
    page(_ONE, imports.import_page, policy=_IN, name="journey-import"),
    page(f"{_ONE}mend/", imports.mend, policy=_IN, name="journey-import-mend"),
    page(f"{_ONE}again/", imports.again, policy=_IN, name="journey-import-again"),
    page(f"{_ONE}apply/", imports.apply, policy=_IN, name="journey-import-apply"),
    page(f"{_ONE}undo/", imports.undo, policy=_IN, name="journey-import-undo"),
    page(f"{_ONE}discard/", imports.discard, policy=_IN, name="journey-import-discard"),
    page(f"{_ONE}problems.xlsx", imports.problems, policy=_IN, name="journey-import-problems"),
    page(_OUT, export.export, policy=Policy.EXPORT_SHEETS, name="journey-export"),
    page(f"{_OUT}mission.zip", export.folder, policy=Policy.EXPORT_SHEETS, name="journey-export-folder"),
]
