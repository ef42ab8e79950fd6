"""Whether every extension point is filled by what the sources promise: one test a point, each names what is missing."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from typing import Any, get_type_hints

from django.apps import apps
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

import tearoad
from checks.finding import ROOT, files_of
from tearoad.errors import NotFoundError
from tearoad.people.policies import TABLE, Policy
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web import registry
from tearoad.words import say

PERSONAL = re.compile(r"(^|_)(e?mail|phone|mobile|names?|document|passport|person|born_on|address)$")
"""Names of fields in which people are likely to stand."""
NOT_PERSONAL = {
    "office.WebhookEndpoint": "the address of another program",
    "people.Organisation": "the name of an authority",
    "people.PersonKey": "a key under a pseudonym; erasing the person destroys it",
    "office.StoredFile": "a name that the product chose; the content belongs to the row that keeps it",
    "screening.WatchList": "the name of a list",
    "market.PriceRateTable": "rates of transport and customs with their sources",
    "mission.Mission": "the name and settings of a mission",
    "call.ApplicationFile": "which file came with which revision; the content belongs to the revision",
    "call.Call": "the settings of a call",
    "call.Campaign": "the name and goal of a year of missions",
    "call.PastMission": "the name and figures of a mission of the past",
    "mission.Participation": "a firm's stand, number of staff, hours and desk; its people are delegates",
    "programme.ProgrammeRevision": "an event of the programme as it was announced, with codes",
    "programme.ProgrammeTold": "whether a party was written to, by code",
    "checklist.Sample": "goods of a firm: what, how much, worth what",
    "checklist.DiplomaticPost": "the public address and hours of an authority",
    "costs.CostItem": "what is paid for, codes of firms, amounts; an interpreter stands there by code",
    "costs.ExchangeRate": "two currencies, a rate, a day and a bank",
    "costs.DossierParts": "titles of what a dossier needs",
    "mission.MeetingQuota": "a firm's or buyer's code, hours and two numbers",
    "mission.MeetingPrecedence": "codes of two pairs of firms",
    "results.SurveyInvitation": "that a party, by code, was asked",
    "results.ResultsEdition": "figures with the ids of their rows, no names",
    "matching.AskingSettings": "days, caps and weights of asking",
    "journey.SavedTableView": "how a list is sorted and searched, under a name that an officer gave it",
    "matching.Request": "codes of two firms and how much they want each other",
    "mission.PlanLease": "with which server in a hall the plan is",
    "capture.Hub": "the name of a hall",
    "timetable.Meeting": "codes of two firms, a delegate and an interpreter; names are looked up",
    "journey.ImportedFile": "the name of a spreadsheet",
}


def everything() -> Iterator[str]:
    """Import every module of the web, as a running site has, and return their names."""
    for found in pkgutil.walk_packages(tearoad.__path__, "tearoad."):
        parts = found.name.split(".")
        if "web" in parts and not {"migrations", "management"} & set(parts):
            importlib.import_module(found.name)
            yield found.name


def said_in_every_language(text: Text) -> bool:
    try:
        return all(say(text, language) for language in Language)
    except NotFoundError:
        return False


def events() -> list[type[registry.Event]]:
    list(everything())
    found, waiting = [], [registry.Event]
    while waiting:
        kinds = [kind for kind in waiting.pop().__subclasses__() if kind.__module__.startswith("tearoad.")]
        found += kinds
        waiting += kinds
    return sorted(set(found), key=lambda kind: kind.__qualname__)


def emitted() -> set[str]:
    """Return the names of every class of which an instance is given to `emit` somewhere in the sources."""
    names: set[str] = set()
    for path in files_of(ROOT / "src"):
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "emit":
                names |= {
                    ast.unparse(made.func).rpartition(".")[2] for made in ast.walk(node) if isinstance(made, ast.Call)
                }
    return names


def test_every_job_has_a_label_in_three_languages() -> None:
    list(everything())
    assert [kind for kind, job in registry.jobs().items() if not said_in_every_language(job.label)] == []


def test_every_job_is_named_by_its_stage_and_a_verb() -> None:
    odd = [kind for kind in registry.jobs() if not re.fullmatch(r"[a-z]+\.[a-z_]+", kind)]
    assert odd == []


def test_a_worker_finds_every_handler_by_its_name() -> None:
    """A closure or a lambda could not be named in a log, nor be found by another process."""
    lost = []
    for kind, job in registry.jobs().items():
        module = importlib.import_module(job.handler.__module__)
        if getattr(module, job.handler.__qualname__, None) is not job.handler:
            lost.append(kind)
    assert lost == []


def test_every_panel_has_a_template_and_a_policy_of_the_table() -> None:
    wrong = []
    for place in registry.PanelPlace:
        for panel in registry.panels(place):
            if not isinstance(panel.policy, Policy) or panel.policy not in TABLE:
                wrong.append((place.value, panel.name, "policy"))
            try:
                get_template(panel.template)
            except TemplateDoesNotExist:
                wrong.append((place.value, panel.name, panel.template))
    assert wrong == []


def test_no_two_panels_of_a_place_have_one_name() -> None:
    panels = {place: registry.panels(place) for place in registry.PanelPlace}
    assert max(map(len, panels.values())) > 1
    for place, there in panels.items():
        names = [panel.name for panel in there]
        assert sorted(names) == sorted(set(names)), place


def test_every_question_is_answered() -> None:
    assert sorted(registry.PROVIDERS - registry.providers()) == []


def test_every_question_is_asked() -> None:
    sources = "".join(path.read_text("utf-8") for path in files_of(ROOT / "src") if path.suffix == ".py")
    assert sorted(name for name in registry.PROVIDERS if not re.search(rf'\bask\(\s*"{name}"', sources)) == []


def test_every_event_is_told_by_somebody() -> None:
    told = emitted()
    assert [kind.__qualname__ for kind in events() if kind.__name__ not in told] == []


def test_every_event_is_frozen() -> None:
    assert [kind.__qualname__ for kind in events() if not kind.__dataclass_params__.frozen] == []  # type: ignore[attr-defined]  # dataclasses have it


def test_every_handler_says_which_event_it_hears() -> None:
    list(everything())
    wrong = []
    for kind, handlers in registry.handlers().items():
        for handler in handlers:
            hints = get_type_hints(handler)
            first = next(iter(inspect.signature(handler).parameters))
            if hints.get(first) is not kind:
                wrong.append(f"{handler.__module__}.{handler.__qualname__} hears {kind.__name__}")
    assert wrong == []


def test_every_row_about_people_is_declared() -> None:
    declared = registry.personal_data()
    missing = [
        f"{label_of(model)}: {', '.join(fields)}"
        for model in apps.get_models()
        if model.__module__.startswith("tearoad.")
        and label_of(model) not in declared
        and label_of(model) not in NOT_PERSONAL
        and (fields := personal_fields(model))
    ]
    assert missing == []


def test_what_is_declared_is_there() -> None:
    wrong = []
    for label, data in registry.personal_data().items():
        try:
            model = apps.get_model(label)
        except LookupError:
            continue  # a document that is no row
        known = {field.name for field in fields_of(model)}
        wrong += [f"{label}.{field}" for field in data.fields if field.partition(".")[0] not in known]
    assert wrong == []


def test_every_purpose_is_said_in_three_languages() -> None:
    declared = registry.personal_data().values()
    assert [data.model for data in declared if not said_in_every_language(data.purpose)] == []


def test_no_exception_is_kept_for_a_row_that_is_gone_or_declared() -> None:
    labels = {label_of(model) for model in apps.get_models()}
    assert sorted(set(NOT_PERSONAL) - labels) == []
    assert sorted(set(NOT_PERSONAL) & set(registry.personal_data())) == []


def label_of(model: type[models.Model]) -> str:
    return model._meta.label  # Django's own interface


def fields_of(model: type[models.Model]) -> list[Any]:
    return list(model._meta.get_fields())  # Django's own interface


def personal_fields(model: type[models.Model]) -> list[str]:
    return [
        field.name
        for field in fields_of(model)
        if isinstance(field, models.EmailField)
        or (isinstance(field, models.Field) and not field.is_relation and PERSONAL.search(field.name))
    ]
