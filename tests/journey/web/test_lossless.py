"""Web, folder, web: what an organisation takes away and another reads in is the same, row for row."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from django.apps import apps
from PIL import Image

from tearoad.call.web.actions.campaigns import write_campaign
from tearoad.call.web.actions.settings import write_call
from tearoad.companies.photos import FirmPhoto
from tearoad.costs.web import models as costs_rows
from tearoad.costs.web.actions.dossiers import Sent, add_files
from tearoad.costs.web.actions.hours import write_hours
from tearoad.demo.make import make_demo
from tearoad.journey.files import MissionFiles
from tearoad.journey.read import read_folder
from tearoad.journey.web.actions.write_files import write_files
from tearoad.journey.web.queries.export import folder_of
from tearoad.journey.web.queries.kinds import KINDS
from tearoad.journey.web.queries.own_columns import OWN_COLUMNS
from tearoad.journey.web.queries.rows_now import RowsNow, rows_now
from tearoad.mission.meetings import MeetingPrecedence, MeetingQuota
from tearoad.mission.toml import read_mission
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.queries.photos import photos_of
from tearoad.office.web.actions.files import content_of
from tearoad.paper.sheets import Severity
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, User, acting_for
from tearoad.site.play.dossiers import fill_dossiers
from tearoad.values import Language, Window
from tearoad.web.registry import Json

TRIP = ("mission", "call", "checklist", "costs", "delegation", "programme")
"""The rooms whose rows belong to a mission before it is matched."""
SITE_S_OWN = {
    "DelegationPaper": "made by the site from its rows",
    "ProgrammeRevision": "what was announced by this site",
    "ProgrammeTold": "whom this site has written to",
    "SignedLink": "links open one site's pages",
    "ApplicationFile": "files of an application are kept by the site; the sheet tells what was said",
    "RowChange": "what undoes a click on this site",
    "DossierArchive": "made by the site from its files",
    "DossierParts": "which papers the office wants: a setting of the site",
    "InvitationLetter": "made by the site from the delegates",
    "PlanLease": "with which server in a hall the plan is, for a few hours",
    "Refusals": "an attack on this site's public form",
    "Revision": "what was sent before; the sheet tells what stands",
    "TravelList": "a list that waits to be compared; what was taken over stands with the delegates",
}
"""Rows of the delegation that no folder carries, with the reason."""


HOURS = {
    "I1": {date(2023, 2, 7): Decimal("6.5"), date(2023, 2, 8): Decimal("0.25")},
    "I6": {date(2023, 2, 6): Decimal(0)},
}
"""What interpreters of the demo worked, made up: it is written down after the fair."""


def quotas(files: MissionFiles) -> tuple[MeetingQuota, ...]:
    zone = files.mission.fair_zone
    morning = Window(datetime(2023, 2, 7, 10, tzinfo=zone), datetime(2023, 2, 7, 13, tzinfo=zone))
    return (
        MeetingQuota("Q01", files.exporters[0].id, morning, 2),
        MeetingQuota("Q02", files.buyers[0].id, None, 0, 0),
    )


def precedences(files: MissionFiles) -> tuple[MeetingPrecedence, ...]:
    first, second, buyer = files.exporters[0].id, files.exporters[1].id, files.buyers[0].id
    return (MeetingPrecedence("O01", first, buyer, second, buyer),)


@pytest.fixture
def other(db: None) -> Actor:
    """An officer of another organisation, for which the test does not act yet."""
    del db
    house = Organisation.objects.create(name="Another Department (fictional)")
    user = User.objects.create_user("other@example.org", name="Other")
    Membership.objects.create(user=user, organisation=house, role=Role.OFFICER)
    return Actor(house.id, Role.OFFICER, user.id, name="Other")


def photo(form: str) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(made, form)
    return made.getvalue()


def in_sheets(now: RowsNow) -> dict[str, dict[str, Json]]:
    return {kind: dict(found) for kind, found in now.documents.items()}


@pytest.mark.parametrize(("language", "as_"), [(Language.ZH, "xlsx"), (Language.EN, "csv")])
def test_the_demo_s_rows_go_into_a_folder_and_into_another_organisation_unchanged(
    officer: Actor,
    other: Actor,
    tmp_path: Path,
    language: Language,
    as_: Literal["xlsx", "csv"],
) -> None:
    demo = make_demo()
    here = make(officer, demo.files.mission)
    write_call(officer, here, demo.call.call)
    first = replace(demo.call.campaign.missions[0], mission=str(here.id))
    write_campaign(officer, replace(demo.call.campaign, missions=(first, *demo.call.campaign.missions[1:])))
    photos = (FirmPhoto(demo.files.exporters[0].id, photo("JPEG")), FirmPhoto(demo.files.exporters[1].id, photo("PNG")))
    write_files(
        officer,
        here,
        replace(demo.files, photos=photos, quotas=quotas(demo.files), precedences=precedences(demo.files)),
    )
    for who, worked in HOURS.items():
        write_hours(officer, here, who, worked)
    fill_dossiers(officer, here)
    traveller = next(delegate for delegate in demo.files.delegates if delegate.firm)
    add_files(officer, here, str(traveller.firm), "travel", [Sent("Pass.txt", b"Made up: no pass.\n")], traveller.id)
    before, pictures = in_sheets(rows_now(here)), photos_of(here)
    assert len(pictures) == len(photos)
    with zipfile.ZipFile(io.BytesIO(folder_of(here, language, as_))) as archive:
        archive.extractall(tmp_path)

    with acting_for(other.tenant):
        mission, problems = read_mission(tmp_path / "mission.toml")
        assert (mission, problems) == (demo.files.mission, ())
        files = read_folder(tmp_path, demo.files.mission)
        assert [problem for problem in files.problems if problem.severity is Severity.ERROR] == []
        there = make(other, demo.files.mission)
        write_files(other, there, files)
        after = in_sheets(rows_now(there))
        assert photos_of(there) == pictures
        contents = {file.file.digest: content_of(file.file) for file in costs_rows.DossierFile.objects.all()}
    assert after.keys() == before.keys() == KINDS.keys()
    assert after == before
    assert after["hours"]["I1 2023-02-07"] == {"interpreter": "I1", "on": "2023-02-07", "hours": "6.50"}
    assert {hashlib.sha256(content).hexdigest() for content in contents.values()} == contents.keys()
    assert {file["digest"] for part in after["dossier"].values() for file in part.get("files", ())} == contents.keys()
    assert [kind for kind, found in after.items() if not found] == []


def test_every_row_of_a_mission_stands_in_a_sheet_or_has_its_reason() -> None:
    carried = {kind.model for kind in KINDS.values() if kind.model is not None} | {
        rows.Mission,  # mission.toml
        rows.Participation,  # the sheets of exporters and buyers
        *(own.model for own in OWN_COLUMNS.values()),
        *(costs_rows.DossierFile, costs_rows.DossierTick),  # the sheet of dossiers
    }
    models: set[Any] = {model for room in TRIP for model in apps.get_app_config(room).get_models()}
    assert {model.__name__ for model in models - carried} == SITE_S_OWN.keys()
