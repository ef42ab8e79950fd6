"""What was written before there were three languages stands afterwards in the language of its letters."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from tearoad.journey.example import example_files
from tearoad.mission import Delegate, LocalText, ProgrammeItem, Talk
from tearoad.mission.checklist import DiplomaticPost
from tearoad.mission.web import models as rows
from tearoad.values import Language, LocalLines
from tearoad.values.document import from_document, to_document

MIGRATION = import_module("tearoad.mission.web.migrations.0008_three_languages")
POST = {
    "id": "RU-1",
    "name": {"en": "Embassy (fictional)"},
    "country": {"alpha2": "RU"},
    "city": "Москва",
    "hours": "9-12",
}
EVENT = to_document(example_files(Language.EN).programme[0])
TALK = {"they": ["Иван Примеров"], "asks": "标签", "points": ["thank them", "ask"], "we_host": True}


class AsNamedThen:
    """The models of now, under the names that they had when the migrations were written."""

    @staticmethod
    def get_model(app: str, name: str) -> type[models.Model]:
        """Return a model."""
        return apps.get_model(app, {"CostStep": "RowChange"}.get(name, name))


@pytest.mark.django_db
def test_old_texts_move_to_the_language_of_their_letters_and_back(mission: rows.Mission) -> None:
    delegate = rows.Delegate.objects.filter(mission=mission)[0]
    item = rows.ProgrammeItem.objects.create(tenant=mission.tenant, mission=mission, code="P9", document=EVENT)
    plain = {key: said for key, said in delegate.document.items() if key not in {"office", "counterpart"}}
    delegate.document = plain | {"role": "总经理", "counterpart": "Deputy minister"}
    item.document = EVENT | {"place": "1", "host": "Министерство", "talk": TALK}
    post = rows.DiplomaticPost.objects.create(tenant=mission.tenant, country="RU", code="RU-9", document=POST)
    old = [dict(one.document) for one in (delegate, item, post)]
    delegate.save()
    item.save()
    MIGRATION.sort_in(apps, None)
    for one in (delegate, item, post):
        one.refresh_from_db()
    person = from_document(Delegate, delegate.document)
    assert (person.role, person.office, person.counterpart) == (
        LocalText(zh="总经理"),
        LocalText(),
        LocalText("Deputy minister"),
    )
    event = from_document(ProgrammeItem, item.document)
    assert (event.place, event.host) == (LocalText("1"), LocalText(ru="Министерство"))
    assert event.talk == Talk(
        LocalLines(ru=("Иван Примеров",)),
        LocalText(zh="标签"),
        points=LocalLines(("thank them", "ask")),
        we_host=True,
    )
    embassy = from_document(DiplomaticPost, post.document)
    assert (embassy.city, embassy.hours, embassy.note) == (LocalText(ru="Москва"), LocalText("9-12"), LocalText())
    MIGRATION.take_out(apps, None)
    for one in (delegate, item, post):
        one.refresh_from_db()
    assert [one.document for one in (delegate, item, post)] == old


def test_what_an_import_kept_before_there_were_three_languages_can_still_be_read() -> None:
    document = {"id": "D1", "name": {"latin": "LI Shili"}, "role": "总经理", "office": {"en": "Commerce"}}
    person = from_document(Delegate, document)
    assert (person.role, person.office) == (LocalText(zh="总经理"), LocalText("Commerce"))
    talk = from_document(Talk, {"they": ["Иван"], "asks": "labels"})
    assert (talk.they, talk.asks) == (LocalLines(ru=("Иван",)), LocalText("labels"))


@pytest.mark.django_db
def test_old_hotels_and_costs_move_to_the_language_of_their_letters_and_back(mission: rows.Mission) -> None:
    later = import_module("tearoad.mission.web.migrations.0010_more_in_three_languages")
    delegate = rows.Delegate.objects.filter(mission=mission)[0]
    delegate.document = {key: said for key, said in delegate.document.items() if key != "hotel"} | {"hotel": "Липа"}
    delegate.save()
    kept = {
        "id": "C1",
        "what": "展位租金",
        "kind": "stand",
        "money": {"amount": "1", "currency": "EUR"},
        "payer": "E01",
    }
    cost = rows.CostItem.objects.create(tenant=mission.tenant, mission=mission, code="C1", document=kept)
    old = [dict(one.document) for one in (delegate, cost)]
    later.sort_in(AsNamedThen, None)
    for one in (delegate, cost):
        one.refresh_from_db()
    assert from_document(Delegate, delegate.document).hotel == LocalText(ru="Липа")
    assert cost.document == kept | {"what": {"zh": "展位租金"}, "payer": {"en": "E01"}}
    later.take_out(AsNamedThen, None)
    for one in (delegate, cost):
        one.refresh_from_db()
    assert [one.document for one in (delegate, cost)] == old
