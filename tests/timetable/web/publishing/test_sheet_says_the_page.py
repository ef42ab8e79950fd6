"""The day sheet's PDF prints what somebody's own page shows: the same stops, in the same order, in the same words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Delegate, Mission
from tearoad.office.web.actions.files import content_of
from tearoad.paper.typeset import pdf
from tearoad.people import Actor, Role
from tearoad.timetable.papers.day_sheets import TEMPLATE, day_sheet
from tearoad.timetable.web.models import Meeting, Paper, Published
from tearoad.timetable.web.queries.publishing.days import COLUMN, own_days
from tearoad.values import Language
from tests.paper.seen import outside, squeezed, words
from tests.paper.shown import between, pieces
from tests.timetable.web.publishing.conftest import make_plan_papers

ROLES = (Role.EXPORTER, Role.BUYER, Role.INTERPRETER, Role.OFFICIAL)
_FORM = re.compile(r"<form.*?</form>", re.DOTALL)
_STOP = re.compile(r"<li class=\"a-(\w+)[^\"]*\">(.*?)</li>", re.DOTALL)
_PARTY = re.compile(r'<div class="party">(.*?)</div>', re.DOTALL)
_LINE = re.compile(r"<p(?: class=\"(\w+)\")?>(.*?)</p>", re.DOTALL)
_WHERE = re.compile(r'<p class="where">(.*?)</p>(.*)', re.DOTALL)
_STRETCH = re.compile(r"\d\d:\d\d–\d\d:\d\d")


def somebody(mission: Mission, role: Role) -> str:
    """Return somebody of a role: of firms and interpreters the busiest, of officials the first."""
    if role is Role.OFFICIAL:
        people = Delegate.objects.filter(mission=mission).order_by("code")
        return str(next(person.code for person in people if not person.document.get("firm")))
    column = COLUMN[role]
    parties = list(Meeting.objects.exclude(**{column: ""}).values_list(column, flat=True))
    return str(max(sorted(set(parties)), key=parties.count))


@pytest.mark.parametrize("role", ROLES)
def test_the_sheet_prints_the_stops_of_the_page(
    officer: Actor, mission: Mission, in_force: Published, client: Client, role: Role
) -> None:
    party = somebody(mission, role)
    link = "/v/" + links.make(officer, mission, role, party).address.rstrip("/").rpartition("/")[2] + "/"
    for language in Language:
        own = own_days(mission, in_force, role, party, language)
        assert own is not None
        sheet = day_sheet(own.wording, own.days, own.booked, None, own.edition)
        content = pdf(TEMPLATE, sheet, in_force.published_at)
        client.cookies["language"] = language.value
        assert_says(words(content), shown(client, link))
        assert outside(content) == []


def test_the_sheet_that_is_fetched_says_the_page_in_its_readers_language(
    officer: Actor, mission: Mission, in_force: Published, client: Client
) -> None:
    make_plan_papers(officer, in_force)
    party = somebody(mission, Role.BUYER)
    paper = Paper.objects.get(published=in_force, kind="day-sheets", role="buyer", party=party)
    link = "/v/" + links.make(officer, mission, Role.BUYER, party).address.rstrip("/").rpartition("/")[2] + "/"
    assert_says(words(content_of(paper.file)), shown(client, link))


def assert_says(paper: str, stops: list[tuple[str, str]]) -> None:
    """Fail where a stop of the page does not stand on the paper behind the one before it, or the paper has more."""
    assert len(stops) > 1
    paper = paper.replace("-", "")  # a long word may be broken on paper
    stops = [(left.replace("-", ""), right.replace("-", "")) for left, right in stops]
    assert _STRETCH.findall(paper) == _STRETCH.findall("".join(left + right for left, right in stops))
    at = 0
    for part in (part for stop in stops for part in stop):
        found = paper.find(part, at)
        assert found >= at, f"{part} does not stand where the page shows it"
        at = found + len(part)


def shown(client: Client, link: str) -> list[tuple[str, str]]:
    """Return the stops of all days of a person's own page; of each what stands left and right on paper."""
    first = client.get(link).content.decode()
    days = re.findall(r'href="([^"]*\?on=[^"#]+)#the-day"', first)
    found = []
    for day in days:
        page = client.get(unescape(day)).content.decode()
        sheet = between(between(page, 'id="the-day"', "</section>"), '<ol class="sheet">', "</ol>")
        sheet = _FORM.sub("", sheet)  # paper has no buttons
        found += [_stop(kind, markup) for kind, markup in _STOP.findall(sheet)]
    return found


def _stop(kind: str, markup: str) -> tuple[str, str]:
    if kind == "free":
        return squeezed("".join(pieces(markup)).replace(" · ", "", 1)), ""
    start, end, *home = pieces(between(markup, '<div class="when">', "</div>"))
    parties = ("".join(_line(*line) for line in _LINE.findall(party)) for party in _PARTY.findall(markup))
    left = "".join((start, "–", end.removeprefix("– "), *home, *parties))
    (where, rest) = _WHERE.findall(markup)[0]
    badge = "".join(pieces("<span" + where.partition("<span")[2]) if "<span" in where else [])
    place = "".join(pieces(where.partition("<span")[0])).replace(" · ", "")
    right = "".join((badge, place, *(_line(*line) for line in _LINE.findall(rest))))
    return squeezed(left), squeezed(right)


def _line(kind: str, markup: str) -> str:
    """Return a line as paper sets it: no colon behind a label, no dot between the parts of a help."""
    label, *said = pieces(markup) if "muted" in markup and kind else ["", *pieces(markup)]
    joined = " ".join(said)
    return label.removesuffix(":") + (joined.replace(" · ", "") if kind == "with" and label else joined)
