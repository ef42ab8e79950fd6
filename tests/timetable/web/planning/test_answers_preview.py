from __future__ import annotations

import random
import re

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.matching import Request, Strength
from tearoad.matching.asking import AskingRules, ConsentRule, MeetingMove, MeetingSide
from tearoad.matching.asking.meeting_state import ANSWERS
from tearoad.matching.web.actions.inviting import prepare
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.models import AskingSettings, MeetingProgress
from tearoad.matching.web.models import Request as RequestRow
from tearoad.matching.web.queries.progress import status_of
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.timetable.consent_price import ConsentPrice, agreed_pairs
from tearoad.timetable.web.actions.answers_preview import ask_for_preview
from tearoad.timetable.web.models import Draft, Pin
from tearoad.timetable.web.queries.planning.problem_building import matched, mission_facts
from tearoad.timetable.web.queries.publishing.candidates import of_draft
from tearoad.values.document import from_document, to_document
from tests.matching.web.round.recount import figures_on_page
from tests.timetable.web.drafts import first_draft


def _agree(mission: Mission, count: int) -> set[tuple[str, str]]:
    """Let the other side of some wishes ask as well."""
    made: set[tuple[str, str]] = set()
    for row in RequestRow.objects.filter(mission=mission, strength=Strength.WISH).order_by("code"):
        other_side = RequestRow.objects.filter(mission=mission, asker=row.asked, asked=row.asker)
        if len(made) == count or other_side.exists():
            continue
        said = from_document(Request, row.document)
        back = Request(said.id, said.asked, said.asker, Strength.WISH)
        RequestRow.objects.create(
            mission=mission,
            code=f"{row.code}-back",
            position=1000 + len(made),
            asker=back.asker,
            asked=back.asked,
            strength=Strength.WISH.value,
            document=to_document(back),
        )
        made.add((row.asker, row.asked))
    return made


def _ask(officer: Actor, mission: Mission) -> Job:
    ask_for_preview(officer, mission, work=0.2)
    run_waiting()
    job: Job = Job.objects.filter(kind="timetable.answers_preview").latest("asked_at")
    return job


def test_the_plan_of_what_is_agreed_is_a_job_and_touches_no_draft(
    officer: Actor, mission: Mission, signed_in: Client
) -> None:
    fewer = RequestRow.objects.filter(mission=mission).order_by("code").values_list("pk", flat=True)[8:]
    RequestRow.objects.filter(pk__in=list(fewer)).delete()
    agreed = _agree(mission, 3)
    job = _ask(officer, mission)
    assert job.state == JobState.DONE
    both = sum(
        RequestRow.objects.filter(mission=mission, asker=request_row.asked, asked=request_row.asker)
        .exclude(strength="no")
        .exists()
        for request_row in RequestRow.objects.filter(mission=mission).exclude(strength="no")
    )
    assert (job.result["agreed"], both % 2, both >= 2 * len(agreed)) == (both // 2, 0, True)
    assert 0 < job.result["placed"] <= job.result["agreed"]
    assert not Draft.objects.filter(mission=mission).exists()
    page = signed_in.get(reverse("asking-live", args=[mission.pk])).content.decode()
    assert 'id="preview"' in page
    assert len(job.result["left_out"]) == job.result["agreed"] - job.result["placed"]
    price = from_document(ConsentPrice, job.result["consent"])
    assert (price.agreed, price.weighed.agreed <= price.agreed) == (job.result["agreed"], True)
    assert price.weighed.meetings > 0
    assert price.weighed.score > 0
    sentence = f"Agreed by both sides: {price.agreed} meetings. The plan holds {price.weighed.agreed} of them"
    assert (page.count(sentence), "What consent costs" in page) == (1, True)
    assert f"{price.weighed.agreed} / {price.unweighed.agreed}" not in page, "the price is told once"
    for code in job.result["firms_without"] + job.result["buyers_without"]:
        company = Participation.objects.get(mission=mission, code=code).company_id
        assert reverse("companies-company", args=[company]) in page
    assert "answers have come since" not in page
    mission.refresh_from_db()
    touch(mission)
    assert "answers have come since" in signed_in.get(reverse("asking-live", args=[mission.pk])).content.decode()


def test_a_forecast_leaves_the_price_out_where_somebody_waits_for_the_worker(
    officer: Actor, mission: Mission, signed_in: Client
) -> None:
    _agree(mission, 3)
    ask_for_preview(officer, mission, work=0.2)
    ask(officer, "timetable.what_if", "a question", {"what_if": str(mission.pk)})  # that nobody waits for any more
    run_waiting()
    job = Job.objects.get(kind="timetable.answers_preview")
    assert (job.state, "consent" in job.result, job.result["agreed"] >= 3) == (JobState.DONE, False, True)
    page = signed_in.get(reverse("asking-live", args=[mission.pk])).content.decode()
    assert "other work was waiting" in page


@pytest.fixture
def draft(officer: Actor, mission: Mission) -> Draft:
    """Its first plan."""
    return first_draft(officer, mission)


@pytest.mark.parametrize("name", ["timetable-draft", "timetable-difference"])
def test_consent_of_a_plan_is_told_before_it_is_published(
    officer: Actor, mission: Mission, draft: Draft, signed_in: Client, name: str
) -> None:
    _answer_at_random(officer, mission, random.Random(1))  # a seed for a repeatable mission
    pairs = {(str(meeting.exporter), str(meeting.buyer)) for meeting in of_draft(draft).announced}
    yes = {"wanted", "gladly"}
    both = [
        progress
        for progress in MeetingProgress.objects.filter(mission=mission)
        if (progress.exporter, progress.buyer) in pairs and {progress.exporter_answer, progress.buyer_answer} <= yes
    ]
    page = signed_in.get(reverse(name, args=[mission.pk, draft.number])).content.decode()
    part = page[page.index('id="consent"') :].partition("</section>")[0]
    counts = [int(figure) for figure in re.findall(r"[:：]\s*(?:<[^>]+>)?(\d+)<", part)]
    assert (len(counts), sum(counts), counts[0]) == (3, len(pairs), len(both))
    assert part.count("<li>") == len(pairs) > 0
    assert part.count("asking/meeting/?exporter=") > 0


def _answer_at_random(officer: Actor, mission: Mission, dice: random.Random) -> set[tuple[str, str]]:
    """Let everybody answer something or nothing, the office call some off; return the pairs that want each other."""
    rules = AskingRules(consent=dice.choice(list(ConsentRule)))
    AskingSettings.objects.update_or_create(mission=mission, defaults={"document": to_document(rules)})
    prepare(officer, mission)
    said: dict[tuple[str, str], set[str]] = {}
    for progress in MeetingProgress.objects.filter(mission=mission):
        pair, off = (progress.exporter, progress.buyer), False
        for side in MeetingSide:
            move = dice.choice([*ANSWERS, MeetingMove.REQUEST, MeetingMove.WANT, None])
            if move is not None and status_of(progress).allows(move, side):
                make_move(officer, mission, NewMove(exporter=pair[0], buyer=pair[1], move=move, side=side))
        if off := dice.random() < 0.1:
            make_move(officer, mission, NewMove(exporter=pair[0], buyer=pair[1], move=MeetingMove.CANCEL))
        progress.refresh_from_db()
        said[pair] = {progress.exporter_answer, progress.buyer_answer} | ({"off"} if off else set())
    return {pair for pair, answers in said.items() if answers <= {"wanted", "gladly"}}


@pytest.mark.parametrize("seed", range(3))
def test_every_page_counts_the_same_meetings_as_agreed(
    officer: Actor, mission: Mission, signed_in: Client, seed: int
) -> None:
    agreed = _answer_at_random(officer, mission, random.Random(seed))  # a seed for a repeatable mission
    assert agreed
    facts = mission_facts(mission)
    counted = {(str(firm), str(buyer)) for firm, buyer in agreed_pairs(facts.said, matched(facts))}
    assert counted == agreed
    overview = signed_in.get(reverse("asking-overview", args=[mission.pk])).content.decode()
    assert figures_on_page(overview, "state").get("agreed", 0) == len(agreed)
    listed = signed_in.get(reverse("asking-meetings", args=[mission.pk]), {"state": "agreed"}).content.decode()
    assert len(re.findall(r'<th scope="row"', listed)) == len(agreed)


def test_a_pinned_meeting_is_not_counted_as_agreed(officer: Actor, mission: Mission, signed_in: Client) -> None:
    agreed = _answer_at_random(officer, mission, random.Random(1))  # a seed for a repeatable mission
    refused = {
        (progress.exporter, progress.buyer)
        for progress in MeetingProgress.objects.filter(state__in=("not_this_time", "cancelled"))
    }
    open_pairs = set(MeetingProgress.objects.values_list("exporter", "buyer")) - agreed - refused
    pinned = min(open_pairs)
    Pin.objects.create(mission=mission, exporter=pinned[0], buyer=pinned[1])
    result = _ask(officer, mission).result
    price = from_document(ConsentPrice, result["consent"])
    assert (result["agreed"], price.agreed, result["beside"]) == (len(agreed), len(agreed), 1)
    assert result["placed"] + len(result["left_out"]) == len(agreed)
    page = signed_in.get(reverse("asking-live", args=[mission.pk])).content.decode()
    figures = re.search(r'id="preview".*?<dl class="figures">(.*?)</dl>', page, re.DOTALL)
    assert figures is not None
    assert re.findall(r"<dd>(\d+)</dd>", figures[1]) == [str(len(agreed)), str(result["placed"]), "1"]


def test_where_nothing_is_agreed_that_is_the_answer(mission: Mission, signed_in: Client) -> None:
    RequestRow.objects.filter(mission=mission).delete()
    assert signed_in.post(reverse("timetable-answers-preview", args=[mission.pk])).status_code == 302
    run_waiting()
    job = Job.objects.filter(kind="timetable.answers_preview").latest("asked_at")
    assert job.state == JobState.DONE
    assert (job.result["agreed"], job.result["placed"]) == (0, 0)
    assert len(job.result["firms_without"]) > 0
