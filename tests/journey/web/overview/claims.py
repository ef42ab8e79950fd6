"""What each sentence of a mission's Overview claims, and what an independent count of the rows finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, TypeAlias

from tearoad.companies import Standing
from tearoad.companies.web.models import Side
from tearoad.matching.web.models import Matched
from tearoad.mission.web.models import Mission, Participation
from tearoad.timetable.web.models import Draft, Meeting, Published
from tearoad.timetable.web.queries.publishing.impossible import impossible_in_force

Claim: TypeAlias = "tuple[str, Any]"
_CARD = re.compile(r'<section class="card"[^>]*aria-labelledby="([\w-]+)"[^>]*>(.*?)</section>', re.DOTALL)
_TERM = re.compile(r"<dt>(.*?)</dt>\s*<dd>(\d+)</dd>")
_STEP = re.compile(r"<li>(.*?) <span class=\"badge \w+\">(.*?)</span></li>")
_IDS = re.compile(r"takes part as (.+?)\. The next plan treats it as one")
_STANDINGS = {
    "Clear": "clear",
    "Clear by an older list": "older",
    "Held": "held",
    "Blocked": "blocked",
    "Not screened": "unscreened",
}
_PEOPLE = {"Exporters": "exporters", "Buyers": "buyers", "Cleared": "clear"}
_PLAN = {
    r"No plan has been made yet\.": ("none",),
    r"A plan is being made right now\.": ("planning",),
    r"Draft (?P<draft>\d+) is ready: .* publish it\.": ("ready",),
    r"The mission has changed since the last draft\. Plan anew\.": ("out of date",),
    r"Draft (?P<draft>\d+) is published: it is plan (?P<plan>\d+), .*": ("in force",),
    r"Draft (?P<draft>\d+) has changed since it was published\. .*": ("ahead",),
    r"Draft (?P<draft>\d+) is published, and the mission has changed since\. .*": ("changed since",),
    r"Draft (?P<draft>\d+) was published as plan (?P<became>\d+)\. Plan (?P<plan>\d+) has replaced it: .*": (
        "replaced",
    ),
    r"Draft (?P<draft>\d+) holds no plan\. Plan (?P<plan>\d+) stays in force; .*": ("failed", "stopped"),
    r"Draft (?P<draft>\d+) holds no plan\. See why .*": ("failed", "stopped"),
}
_LINKS = {
    "Enter or import the companies": ("one side is empty", True),
    "Screen the companies": ("somebody is to be screened", True),
    "Match exporters and buyers": ("matched", "never"),
    "Look over the draft and publish it": ("the newest draft", ("ready",)),
    "Papers and calendars": ("a plan is in force", True),
    "Repair the plan": ("some of the plan in force is impossible", True),
    "Plan the meetings": ("a plan is in force", False),
    "To the plan": ("the newest draft", ("planning",)),
}


def _said(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def claims(page: str) -> tuple[Claim, ...]:
    """Return what the page claims, a claim for each sentence and figure; KeyError: a sentence nobody knows."""
    cards = dict(_CARD.findall(page))
    return (
        *_of_the_next_step(cards["card-next"]),
        *(
            (_PEOPLE[_said(term)], int(count))
            for term, count in _TERM.findall(cards["card-people"])
            if _said(term) in _PEOPLE
        ),
        *((_STANDINGS[_said(term)], int(count)) for term, count in _TERM.findall(cards["card-screening"])),
        *_of_companies_twice(_said(cards.get("card-same-company", ""))),
        *_of_the_matches(_said(cards["card-matches"])),
        *_of_the_plan(cards["plan-card"]),
        *_of_what_is_published(_said(cards["card-published"])),
    )


def _of_the_next_step(card: str) -> Iterator[Claim]:
    for stage, badge in ((_said(stage), _said(badge)) for stage, badge in _STEP.findall(card)):
        yield from _of_a_step(stage, badge)
    yield _LINKS[_said(card.split("</ol>")[1])]


def _of_a_step(stage: str, badge: str) -> Iterator[Claim]:
    count = re.match(r"(\d+) (not screened|held)", badge)
    if stage == "companies in":
        yield "one side is empty", badge == "to do"
    elif stage == "screened" and count:
        yield {"held": "held", "not screened": "unscreened"}[count[2]], int(count[1])
        yield "somebody is to be screened", True
    elif stage == "screened" and badge == "done":
        yield "somebody is to be screened", False
    elif stage == "matched":
        yield "matched", {"done": "fresh", "changed since": "stale", "to do": "never", "left out": "never"}[badge]
    elif stage == "planned":
        yield "planned", {"to do": "no", "done": "yes", "no plan": "failed", "stopped": "failed"}.get(badge, badge)
    elif stage == "published":
        broken = re.match(r"(\d+) meetings? cannot be held", badge)
        yield "a plan is in force", True if broken else {"done": True, "to do": False}[badge]
        yield "impossible meetings in force", int(broken[1]) if broken else 0


def _of_companies_twice(said: str) -> Iterator[Claim]:
    yield "ids of companies with several", {frozenset(ids.split(", ")) for ids in _IDS.findall(said)}


def _of_the_matches(said: str) -> Iterator[Claim]:
    never, stale = "Not matched yet" in said, "Out of date" in said
    yield "matched", "never" if never else "stale" if stale else "fresh"


def _of_the_plan(card: str) -> Iterator[Claim]:
    said = _said(card.split("</h2>")[1].split("</p>", maxsplit=1)[0])
    ((states, match),) = [(states, match) for form, states in _PLAN.items() if (match := re.fullmatch(form, said))]
    yield "the newest draft", states
    numbers = {name: int(number) for name, number in match.groupdict().items()}
    if "draft" in numbers:
        yield "number of the newest draft", numbers["draft"]
    if "plan" in numbers:
        yield "number of the plan in force", numbers["plan"]
    if "became" in numbers:
        yield "the newest draft became", numbers["became"]


def _of_what_is_published(said: str) -> Iterator[Claim]:
    if "No plan has been published yet." in said:
        yield "number of the plan in force", 0
        return
    (known,) = re.findall(r"Number (\d+): (\d+) meetings?", said)
    yield "number of the plan in force", int(known[0])
    yield "meetings in force", int(known[1])
    broken = re.search(r"(\d+) meetings? of this plan cannot be held any more", said)
    yield "impossible meetings in force", int(broken[1]) if broken else 0
    held = re.search(r"(\d+) compan(?:y|ies) in this plan may no longer be met", said)
    yield "held in the plan in force", int(held[1]) if held else 0


def recount(mission: Mission) -> dict[str, Any]:
    """Count everything that an Overview may claim, row by row."""
    taking_part = list(Participation.objects.filter(mission=mission).select_related("company"))
    companies = {participation.company for participation in taking_part}
    standings = [company.standing for company in companies]
    sides = [company.side for company in companies]
    plans = sorted(Published.objects.filter(mission=mission), key=lambda plan: plan.number)
    drafts = [draft for draft in Draft.objects.filter(mission=mission).order_by("number") if not draft.repair]
    meetings = list(Meeting.objects.filter(published=plans[-1])) if plans else []
    unclear = {
        participation.code
        for participation in taking_part
        if participation.company.standing not in {Standing.CLEAR, Standing.OLDER}
        or participation.document.get("attendance") == "declined"
    }
    states = _states(mission, drafts[-1], plans) if drafts else ("none",)
    impossible = len(impossible_in_force(Mission.objects.get(pk=mission.pk)).meetings)
    return {
        "impossible meetings in force": impossible,
        "some of the plan in force is impossible": impossible > 0,
        "ids of companies with several": {
            frozenset(ids)
            for company in companies
            if len(ids := [participation.code for participation in taking_part if participation.company == company]) > 1
        },
        "exporters": sides.count(Side.EXPORTER.value),
        "buyers": sides.count(Side.BUYER.value),
        "one side is empty": len(set(sides)) < 2,
        "clear": standings.count("clear"),
        "older": standings.count("older"),
        "held": standings.count("held"),
        "blocked": standings.count("blocked"),
        "unscreened": standings.count("unknown"),
        "somebody is to be screened": bool({"unknown", "held"} & set(standings)),
        "matched": _matched(mission),
        "the newest draft": states,
        "number of the newest draft": drafts[-1].number if drafts else 0,
        "number of the plan in force": plans[-1].number if plans else 0,
        "the newest draft became": max(
            (plan.number for plan in plans if drafts and plan.draft_id == drafts[-1].pk), default=0
        ),
        "a plan is in force": bool(plans),
        "planned": _planned(states, is_in_force=bool(plans)),
        "meetings in force": len(meetings),
        "held in the plan in force": len(
            unclear & {code for meeting in meetings for code in (meeting.exporter, meeting.buyer)}
        ),
    }


def _matched(mission: Mission) -> str:
    found = Matched.objects.filter(mission=mission).first()
    if found is None:
        return "never"
    return "fresh" if found.mission_revision == mission.revision else "stale"


def _states(mission: Mission, draft: Draft, plans: list[Published]) -> tuple[str, ...]:
    if draft.state == "planning" and draft.job is not None and draft.job.state in {"waiting", "running"}:
        return ("planning",)
    if draft.state != "ready":
        return ("failed", "stopped")
    its_own = [plan for plan in plans if plan.draft_id == draft.pk]
    is_outdated = draft.mission_revision != mission.revision
    if not its_own:
        return ("out of date",) if is_outdated else ("ready",)
    if plans[-1] not in its_own:
        return ("replaced",)
    if is_outdated:
        return ("changed since",)
    return ("ahead",) if draft.revision != plans[-1].draft_revision else ("in force",)


def _planned(states: tuple[str, ...], *, is_in_force: bool) -> str:
    if states[0] in {"out of date", "changed since"}:
        return "changed since"
    if is_in_force or states[0] in {"ready", "in force", "ahead", "replaced"}:
        return "yes"
    return {"none": "no", "planning": "being planned", "failed": "failed"}[states[0]]
