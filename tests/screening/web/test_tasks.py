from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.companies import Buyer, Contact, Exporter
from tearoad.companies.web.actions.register import enter
from tearoad.companies.web.models import Company
from tearoad.demo.make import make_demo
from tearoad.demo.watch_list import write_watch_list
from tearoad.names import PersonName
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry
from tearoad.screening import Ruling, Status, screen
from tearoad.screening.web.actions.lists import ListRefusedError, add_list, remove_list
from tearoad.screening.web.actions.rulings import rule
from tearoad.screening.web.actions.standing import StandingChanged, keep
from tearoad.screening.web.models import Decision, Hit, WatchList
from tearoad.screening.web.queries.hits import opened, undecided
from tearoad.screening.web.queries.lists import index_of
from tearoad.screening.web.queries.overview import overview, why_standing
from tearoad.screening.web.tasks import compare, screen_register
from tearoad.text import Text
from tearoad.web import registry
from tests.screening.web.conftest import ENTRIES, HEAD, LISTED, Run


def standings() -> dict[str, str]:
    return dict(Company.objects.values_list("registration_number", "standing"))


def test_who_is_like_an_entry_is_held_and_who_is_not_is_clear(screened: Company) -> None:
    assert standings() == {"7701234567": "held", "7809999999": "clear"}
    assert screened.screened_at is not None
    assert {hit.entry_id for hit in Hit.objects.all()} == {"X-1", "X-2"}


def test_the_rows_say_what_the_core_says(officer: Actor, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    demo = make_demo()
    companies: list[Exporter | Buyer] = [*demo.files.exporters, *demo.files.buyers]
    rows = {enter(officer, company).pk: company for company in companies}
    path = write_watch_list(demo.watch_list, tmp_path_factory.mktemp("lists"))
    add_list(officer, path.name, path.read_bytes())
    screen_register(run)
    verdicts = {verdict.party: verdict for verdict in screen(companies, demo.watch_list, ())}
    expected = {Status.NO_HIT: "clear", Status.UNDECIDED: "held"}
    assert {company.pk for company in Company.objects.all()} == rows.keys()
    for company in Company.objects.all():
        verdict = verdicts[rows[company.pk].id]
        assert company.standing == expected[verdict.status]
        stored = {opened(hit).hit.entry.id: hit.score for hit in Hit.objects.filter(company=company)}
        assert stored == {hit.entry.id: hit.score for hit in verdict.hits}


def test_screening_twice_changes_nothing(screened: Company, run: Run) -> None:
    before = list(Hit.objects.values_list("pk", "found_at", "score"))
    Company.objects.update(screened_at=None)
    assert screen_register(run) == {"screened": 2}
    assert list(Hit.objects.values_list("pk", "found_at", "score")) == before
    assert screen_register(run) == {"screened": 0}
    assert screened.standing == "held"


def test_without_a_list_nobody_is_clear(harmless: Company, run: Run) -> None:
    assert screen_register(run) == {"screened": 0}
    harmless.refresh_from_db()
    assert harmless.standing == "unknown"


def test_an_own_list_without_rows_is_a_list(officer: Actor, harmless: Company, run: Run) -> None:
    made, _problems = add_list(officer, "nobody.csv", HEAD.encode())
    assert (made.form, made.entries) == ("own_empty", 0)
    screen_register(run)
    harmless.refresh_from_db()
    assert harmless.standing == "clear"


def test_while_a_new_list_waits_a_company_is_clear_by_an_older_list_only(
    officer: Actor, screened: Company, harmless: Company, run: Run
) -> None:
    add_list(officer, "more.csv", (HEAD + "Y-1,firm,Nobody Else,RU,1,\n").encode())
    assert (screened.standing, standings()) == ("held", {"7701234567": "held", "7809999999": "older"})
    shown = overview(officer)
    assert (shown.unknown, shown.clear, shown.older, shown.waiting) == (0, 0, 1, 2)
    harmless.refresh_from_db()
    assert why_standing(officer, harmless).reason == Text("screening_pages.why_older")
    screen_register(run)
    assert standings() == {"7701234567": "held", "7809999999": "clear"}


def test_when_nobody_reads_the_last_list_any_more_the_older_clear_is_none(
    officer: Actor, screened: Company, watch_list: WatchList
) -> None:
    made, _problems = add_list(officer, "more.csv", (HEAD + "Y-1,firm,Nobody Else,RU,1,\n").encode())
    remove_list(officer, watch_list)
    remove_list(officer, made)
    assert standings() == {screened.registration_number: "held", "7809999999": "unknown"}


def test_when_the_last_list_goes_nobody_is_clear_any_more(
    officer: Actor, screened: Company, watch_list: WatchList
) -> None:
    remove_list(officer, watch_list)
    assert standings() == {"7701234567": "held", "7809999999": "unknown"}
    assert Hit.objects.filter(company=screened).count() == 2


def test_a_list_that_changes_meanwhile_is_taken_into_account(
    officer: Actor, harmless: Company, watch_list: WatchList, run: Run
) -> None:
    run.meanwhile = lambda: add_list(officer, "more.csv", (HEAD + "Y-1,firm,Ромашка,RU,7809999999,\n").encode())
    screen_register(run)
    harmless.refresh_from_db()
    assert (harmless.standing, watch_list.name) == ("held", "own.csv")


def test_a_company_that_changes_meanwhile_stays_to_be_screened(
    officer: Actor, listed: Company, watch_list: WatchList
) -> None:
    found = compare([listed], index_of([watch_list])[0])
    enter(officer, replace(LISTED, registration_number="7701"), Company.objects.get(pk=listed.pk))
    assert keep(officer, found, frozenset({watch_list.pk}))
    listed.refresh_from_db()
    assert (listed.standing, listed.screened_at, Hit.objects.count()) == ("unknown", None, 0)
    assert Job.objects.filter(kind="screening.screen", state=JobState.WAITING).count() == 1


def test_a_change_of_the_contact_person_reopens_a_clear_company(
    officer: Actor, screened: Company, harmless: Company, run: Run
) -> None:
    Job.objects.all().delete()
    person = Contact(PersonName("Пётр Вымышленников"))
    enter(officer, replace(LISTED, contact=person, name=LISTED.name, registration_number="1"), harmless)
    harmless.refresh_from_db()
    assert (harmless.standing, harmless.screened_at) == ("unknown", None)
    assert Job.objects.get().kind == "screening.screen"
    screen_register(run)
    harmless.refresh_from_db()
    assert (harmless.standing, screened.standing) == ("held", "held")


def test_a_change_of_the_city_reopens_nothing(officer: Actor, screened: Company, harmless: Company) -> None:
    Job.objects.all().delete()
    row = Company.objects.get(pk=harmless.pk)
    enter(officer, replace(LISTED, name=LISTED.name, city="Тула"), Company.objects.get(pk=screened.pk))
    assert Job.objects.count() == 0
    assert row.standing == "clear"


def test_a_cleared_likeness_stays_cleared_until_the_names_are_others(
    officer: Actor, screened: Company, run: Run
) -> None:
    for hit in Hit.objects.all():
        rule(officer, hit, Ruling.CLEAR, "Another number")
    screened.refresh_from_db()
    assert screened.standing == "clear"
    Company.objects.update(screened_at=None)
    screen_register(run)
    screened.refresh_from_db()
    assert screened.standing == "clear"
    person = Contact(PersonName("Пётр Вымышленников", "Petr Vymyshlennikov"))
    enter(officer, replace(LISTED, contact=person), screened)
    screen_register(run)
    screened.refresh_from_db()
    assert screened.standing == "held"
    assert [decision.entry_id for decision in Decision.objects.filter(reopened=True)] == ["X-2"]
    assert LedgerEntry.objects.filter(code="screening.reopened").count() == 1
    # A ruling that was replaced rules no more: its hit waits for a person again, the other stays cleared.
    assert [hit.entry_id for hit in undecided(officer)] == ["X-2"]


def test_a_block_stands_although_the_likeness_is_gone(
    officer: Actor, screened: Company, watch_list: WatchList, run: Run
) -> None:
    rule(officer, Hit.objects.get(entry_id="X-1"), Ruling.BLOCK, "Same number")
    add_list(officer, "other.csv", (HEAD + "Z-1,firm,Nobody At All,DE,,\n").encode())
    remove_list(officer, watch_list)
    screen_register(run)
    screened.refresh_from_db()
    assert screened.standing == "blocked"
    assert all(hit.gone_at for hit in Hit.objects.all())
    assert not undecided(officer).exists()


def test_a_killed_run_goes_on_where_it_was(screened: Company, run: Run) -> None:
    Company.objects.update(screened_at=None)
    run.stops = True
    assert screen_register(run) == {}
    run.stops = False
    assert screen_register(run) == {"screened": 2}
    assert screened.standing == "held"


def test_later_stages_hear_of_changed_standings_only(
    listed: Company, watch_list: WatchList, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[StandingChanged] = []
    monkeypatch.setitem(registry._handlers, StandingChanged, [heard.append])  # noqa: SLF001  # the registry has no other ear
    screen_register(run)
    Company.objects.update(screened_at=None)
    screen_register(run)
    assert heard == [StandingChanged(listed.pk)]
    assert watch_list.entries == ENTRIES.count("\n") - 1


def test_one_that_runs_does_not_count_as_asked(officer: Actor, watch_list: WatchList, listed: Company) -> None:
    job = Job.objects.get(kind="screening.screen")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    enter(officer, replace(LISTED, registration_number="2"), listed)
    enter(officer, replace(LISTED, registration_number="3"), Company.objects.get(pk=listed.pk))
    assert sorted(Job.objects.values_list("state", flat=True)) == ["running", "waiting"]
    assert watch_list.removed_at is None


def test_a_list_that_shrank_waits_for_a_managers_reason(officer: Actor, watch_list: WatchList) -> None:
    many = HEAD + "".join(f"{number},firm,Fictional {number},RU,,\n" for number in range(40))
    add_list(officer, "big 2022.csv", many.encode())
    fewer = "".join(many.splitlines(keepends=True)[:30]).encode()
    manager = replace(officer, role=Role.MANAGER)
    for by, why in ((officer, ""), (officer, "An excerpt"), (manager, "")):
        with pytest.raises(ListRefusedError) as refused:
            add_list(by, "big 2023.csv", fewer, why)
        assert [problem.text for problem in refused.value.problems] == [
            Text("screening.list_shrank", file="big 2023.csv", found=29, before=40)
        ]
    made, _problems = add_list(manager, "big 2023.csv", fewer, "Eleven firms were struck off")
    assert (made.entries, made.why, watch_list.why) == (29, "Eleven firms were struck off", "")
