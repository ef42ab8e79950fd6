"""Every model says what of it a hall's copy holds, and what is copied hangs together."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from tearoad.people.web.models.hall import AT_HOME, Whose
from tearoad.site.backup.rows import LEFT_OUT, models_to_back_up
from tearoad.site.hub.copying import OF_OTHERS, foreign_keys, in_hall

MODELS = models_to_back_up(apps)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_says_whether_and_how_a_hall_has_it(model: type[models.Model]) -> None:
    says = in_hall(model)
    assert ("in_hall" in vars(model)) == model.__module__.startswith("tearoad."), (
        "said by the model itself, not by its base"
    )
    fields = {field.attname: field for field in model._meta.concrete_fields}
    assert set(says.instead) <= set(fields)
    assert not says.without or "document" in fields
    assert bool(says.by) == (says.whose in {Whose.MISSION, Whose.ORGANISATION, Whose.HUB})
    if says is AT_HOME:
        return
    for key in foreign_keys(model):
        whose = in_hall(key.remote_field.model)
        assert whose is not AT_HOME or key.null, f"{key.name} names what stays at home"


def test_a_model_that_says_nothing_is_found() -> None:
    class Silent(models.Model):  # noqa: DJ008  # it says nothing at all
        """Says nothing."""

        class Meta:
            app_label = "nowhere"
            managed = False

    with pytest.raises(KeyError):
        in_hall(Silent)
    del apps.all_models["nowhere"]


def test_what_proves_a_person_or_lets_somebody_in_elsewhere_stays_at_home() -> None:
    at_home = {model._meta.label for model in MODELS if in_hall(model) is AT_HOME}
    assert at_home >= {
        "people.LedgerEntry", "people.PersonKey", "people.Evidence", "office.Message", "office.Job",
        "screening.WatchList", "screening.Hit", "screening.Decision", "costs.CostItem", "call.Application",
        "capture.FairVisitor", "account.EmailAddress",
    }  # fmt: skip
    assert OF_OTHERS["mfa.Authenticator"].only["type"] == "webauthn"
    assert {"sessions", "usersessions"} <= LEFT_OUT
