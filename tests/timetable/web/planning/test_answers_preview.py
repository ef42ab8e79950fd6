from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tearoad.matching import Request, Strength
from tearoad.matching.web.models import Request as RequestRow
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.timetable.consent_price import ConsentPrice
from tearoad.timetable.web.actions.answers_preview import ask_for_preview
from tearoad.timetable.web.models import Draft
from tearoad.values.document import from_document, to_document


def _agree(mission: Mission, count: int) -> set[tuple[str, str]]:
    """Let the other side of some wishes ask as well."""
    made: set[tuple[str, str]] = set()
    for row in RequestRow.objects.filter(mission=mission, strength=Strength.WISH).order_by("code"):
        asked = RequestRow.objects.filter(mission=mission, asker=row.asked, asked=row.asker)
        if len(made) == count or asked.exists():
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
        RequestRow.objects.filter(mission=mission, asker=one.asked, asked=one.asker).exclude(strength="no").exists()
        for one in RequestRow.objects.filter(mission=mission).exclude(strength="no")
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
    told = f"Agreed by both sides: {price.agreed} meetings. The plan holds {price.weighed.agreed} of them"
    assert (told in page, "What consent costs" in page) == (True, True)
    for code in job.result["firms_without"] + job.result["buyers_without"]:
        company = Participation.objects.get(mission=mission, code=code).company_id
        assert reverse("companies-company", args=[company]) in page
    assert "answers have come since" not in page
    mission.refresh_from_db()
    touch(mission)
    assert "answers have come since" in signed_in.get(reverse("asking-live", args=[mission.pk])).content.decode()


def test_where_nothing_is_agreed_that_is_the_answer(mission: Mission, signed_in: Client) -> None:
    RequestRow.objects.filter(mission=mission).delete()
    assert signed_in.post(reverse("timetable-answers-preview", args=[mission.pk])).status_code == 302
    run_waiting()
    job = Job.objects.filter(kind="timetable.answers_preview").latest("asked_at")
    assert job.state == JobState.DONE
    assert (job.result["agreed"], job.result["placed"]) == (0, 0)
    assert len(job.result["firms_without"]) > 0
