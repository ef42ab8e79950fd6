"""Whether everything that looks like personal data is declared, so that it can be handed out and erased."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps

from tearoad.people.web.queries.personal import personal_data_lines
from tearoad.values import Language
from tearoad.web import registry
from tearoad.words import say

LOOKS_PERSONAL = re.compile(
    r"(^|_)(name|email|phone|mail|to|subject|body|address|ip|agent|person|contact|document|payload|facts|birth|passport)s?($|_)"
)
NOT_PERSONAL = {
    "orders.StoredLetterTemplate.subject": "the organisation's own text, with open places for names",
    "orders.StoredLetterTemplate.body": "the same",
    "results.SurveyInvitation.mails": "how many were written",
    "results.ResultsEdition.document": "figures and ids of rows; names stand in none",
    "auth.Permission.name": "Django's own table of rights, which the site does not use",
    "auth.Group.name": "the same",
    "account.EmailAddress.email": "allauth's own table: nothing of ours writes to it",
    "account.EmailConfirmation.email_address": "the same",
    "people.Organisation.name": "an organisation's",
    "people.Organisation.names": "how it writes countries and places",
    "people.LedgerEntry.subject_kind": "a kind of thing",
    "people.LedgerEntry.subject_id": "an id, or a keyed digest",
    "people.LedgerEntry.facts": "actions put nothing personal there: that is evidence, sealed for each person",
    "people.PersonKey.person": "an id",
    "matching.AskingSettings.document": "rules: numbers and times",
    "matching.InvitedParty.mails": "how many were written",
    "mission.MeetingQuota.document": "a company's id, slots and numbers",
    "mission.MeetingPrecedence.document": "ids of companies",
    "office.FeedToken.subject": "ids",
    "office.StoredFile.name": "a file's",
    "office.Job.payload": "ids and options",
    "office.WebhookEndpoint.address": "another program's",
    "office.WebhookNotice.body": "ids, rungs and amounts of business between firms",
    "companies.Company.name": "a firm's; the contact in its document is declared",
    "companies.Company.names": "the same",
    "screening.WatchList.name": "a published list's",
    "market.SavedBrief.document": "figures of countries; nobody is named",
    "market.MarketChoice.subject": "a kind of thing",
    "market.MarketChoice.subject_id": "an id",
    "mission.Mission.name": "a mission's",
    "mission.Mission.document": "fair, places and rules",
    "mission.Participation.document": "a firm's stand, number of staff and times",
    "mission.ProgrammeItem.document": "what is visited, with codes of delegates",
    "programme.ProgrammeRevision.document": "what was visited, with codes of delegates",
    "programme.ProgrammeTold.by_mail": "whether a letter was written",
    "call.Campaign.document": "a year's name and criteria",
    "call.Call.address": "the last part of a public page's address",
    "call.Call.document": "questions, criteria, fees and caps",
    "call.PastMission.document": "counts of an earlier mission, with their source",
    "checklist.Sample.document": "goods of a firm",
    "checklist.DiplomaticPost.document": "the public address and hours of an authority",
    "costs.CostItem.document": "what is paid for, codes of firms, amounts",
    "costs.ExchangeRate.document": "two currencies, a rate, a day and a bank",
    "costs.DossierParts.document": "titles of what a dossier needs",
    "matching.Request.document": "codes of firms",
    "timetable.Meeting.person": "a delegate's code",
    "timetable.Meeting.facts": "names stand in the mission's rows, which are declared",
    "capture.SentRevision.phone": "which of a firm's phones sent it; what it says is declared",
    "capture.Quarantined.phone": "the same",
    "capture.Hub.name": "of a hall",
    "mission.PlanLease.hub_name": "the same",
    "capture.SentFile.phone": "the same",
    "journey.ImportedFile.name": "a file's",
    "journey.SavedTableView.name": "of a list as an officer looks at it",
    "journey.SavedTableView.address": "how that list is sorted and searched",
}
"""Fields that look personal and are not, each with its reason. Whoever adds a field declares it or says why here."""


def _looking_personal() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:  # Django's documented door
            if LOOKS_PERSONAL.search(field.name):
                yield f"{model._meta.app_label}.{model.__name__}", field.name


def test_every_field_that_looks_personal_is_declared_or_said_to_be_none() -> None:
    declared = registry.personal_data()
    open_ones = [
        f"{model}.{field}"
        for model, field in _looking_personal()
        if f"{model}.{field}" not in NOT_PERSONAL
        and (model not in declared or field not in {path.partition(".")[0] for path in declared[model].fields})
    ]
    assert open_ones == []


def test_every_exception_is_still_there() -> None:
    found = {f"{model}.{field}" for model, field in _looking_personal()}
    assert sorted(set(NOT_PERSONAL) - found) == []


def test_what_is_declared_exists() -> None:
    assert registry.personal_data()
    for name, data in registry.personal_data().items():
        there = {field.name for field in apps.get_model(name)._meta.concrete_fields}
        assert {field.partition(".")[0] for field in data.fields} <= there, name


def test_every_purpose_is_said_in_three_languages() -> None:
    assert len(personal_data_lines()) == len(registry.personal_data()) >= 3
    for row in personal_data_lines():
        assert len({say(row.purpose, language) for language in Language}) == 3
        assert row.keep_days > 0
