from __future__ import annotations

import io
import zipfile
from html import unescape

from django.test import Client
from icalendar import Calendar
from PIL import Image

from tearoad.companies.web.actions.register import change_photo
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.actions.files import content_of
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor
from tearoad.timetable.web.actions.erasing import erase_papers, find_papers
from tearoad.timetable.web.models import Meeting, Paper, Published
from tearoad.timetable.web.queries.publishing.everyone import names_of
from tearoad.timetable.web.queries.publishing.paper_lists import Filter, paper_list, to_print_again
from tearoad.timetable.web.tasks.papers import make_papers
from tearoad.values import Language
from tests.office.job_run import UnstoppedRun
from tests.timetable.web.drafts import published_next
from tests.timetable.web.publishing.conftest import keep_sheets, make_plan_papers


def test_everybody_s_papers_are_made_once_whatever_happens(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    run = UnstoppedRun(officer.tenant, {"published": str(in_force.pk)})
    make_papers(run)
    papers = Paper.objects.filter(published=in_force)
    kinds = set(papers.values_list("kind", flat=True))
    assert kinds == {"day-sheets", "calendars", "booklet", "signs", "workbook", "table", "archive"}
    assert all(done <= total for done, total in run.progress)
    buyers = set(Meeting.objects.filter(published=in_force).values_list("buyer", flat=True))
    assert buyers <= set(papers.filter(kind="day-sheets", role="buyer").values_list("party", flat=True))
    before = sorted(papers.values_list("kind", "party", "file__digest"))
    files = StoredFile.objects.count()
    make_papers(run)
    assert sorted(papers.values_list("kind", "party", "file__digest")) == before
    assert StoredFile.objects.count() == files
    del mission


def test_the_archive_holds_every_paper_and_opens(officer: Actor, in_force: Published) -> None:
    make_plan_papers(officer, in_force)
    archive = Paper.objects.get(published=in_force, kind="archive")
    with zipfile.ZipFile(io.BytesIO(content_of(archive.file))) as whole:
        assert whole.testzip() is None
        assert len(whole.namelist()) == len(set(whole.namelist())) == Paper.objects.count() - 1


def test_each_event_of_a_calendar_is_numbered_by_its_own_changes(officer: Actor, in_force: Published) -> None:
    make_plan_papers(officer, in_force)
    (calendar, *_) = Paper.objects.filter(kind="calendars", role="exporter")
    events = Calendar.from_ical(content_of(calendar.file)).walk("VEVENT")
    meetings = Meeting.objects.filter(published=in_force, exporter=calendar.party).count()
    assert sorted(int(str(event["SEQUENCE"])) for event in events) == [0] * (len(events) - meetings) + [1] * meetings


def test_only_sheets_that_say_something_new_are_printed_again(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    keep_sheets(officer, in_force)
    assert len(to_print_again(mission, in_force)) == Paper.objects.filter(kind="day-sheets").count()
    second = published_next(officer, mission, dropped=1)
    keep_sheets(officer, second)
    gone = Meeting.objects.filter(published=in_force).exclude(
        wish__in=Meeting.objects.filter(published=second).values("wish")
    )
    (meeting,) = gone
    again = {(paper.role, paper.party) for paper in to_print_again(mission, second)}
    sides = {("exporter", meeting.exporter), ("interpreter", meeting.interpreter)} - {("interpreter", "")}
    assert sides <= again
    assert {role for role, _ in again} <= {"exporter", "buyer", "interpreter", "official"}
    assert {party for role, party in again if role in {"exporter", "buyer"}} <= {meeting.exporter, meeting.buyer}


def test_the_list_is_narrowed_by_kind_person_and_what_is_new(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    make_plan_papers(officer, in_force)
    everything = paper_list(mission, in_force, Filter(), Language.EN)
    assert len(everything.listed) == everything.total - 1
    assert everything.in_force
    sheets = paper_list(mission, in_force, Filter(kind="day-sheets", role="buyer", changed=True), Language.EN)
    assert {(listed.paper.kind, listed.paper.role) for listed in sheets.listed} == {("day-sheets", "buyer")}
    name = sheets.listed[0].name
    assert {listed.name for listed in paper_list(mission, in_force, Filter(name=name), Language.EN).listed} == {name}


def painted(colour: str) -> bytes:
    """Return a picture in one colour."""
    content = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(content, "PNG")
    return content.getvalue()


def test_a_changed_photo_makes_the_book_older_than_it_until_the_papers_are_made_again(
    officer: Actor, mission: Mission, in_force: Published, papers: Published, signed_in: Client
) -> None:
    del papers
    first, second = Participation.objects.filter(mission=mission, company__side="exporter").order_by("code")[:2]

    def older() -> tuple[str, ...]:
        return paper_list(mission, in_force, Filter(), Language.EN).photos

    assert older() == ()
    for company_row in (first, second):
        change_photo(officer, company_row.company, painted("green"))
    names = names_of(mission, Language.EN)
    assert older() == (names[first.code], names[second.code])
    page = signed_in.get(f"/missions/{mission.pk}/papers/").content.decode()
    assert f"The book is older than the photo of {names[first.code]}, {names[second.code]}: make it again." in unescape(
        page
    )
    make_plan_papers(officer, in_force)
    assert older() == ()
    change_photo(officer, first.company, painted("red"))
    assert older() == (names[first.code],)
    change_photo(officer, second.company, b"")
    assert older() == (names[first.code], names[second.code])
    Paper.objects.filter(kind="booklet").update(photos=None)  # a book made before this was kept
    assert older() == ()


def test_somebody_s_papers_are_found_and_erased(officer: Actor, mission: Mission, in_force: Published) -> None:
    make_plan_papers(officer, in_force)
    del mission
    party = Paper.objects.filter(kind="day-sheets", role="buyer").values_list("party", flat=True).first()
    address = _phone_of(str(party))
    assert {paper["kind"] for paper in find_papers(address)} == {"day-sheets", "calendars"}
    assert erase_papers(address) > 2
    assert list(find_papers(address)) == []
    assert not Paper.objects.filter(kind="archive").exists()


def _phone_of(party: str) -> str:
    from tearoad.mission.web.models import Participation  # noqa: PLC0415  # used here only

    company = Participation.objects.get(code=party).company
    company.document["contact"] = {"email": "erased@example.org"}
    company.save()
    return "erased@example.org"
