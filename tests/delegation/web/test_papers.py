from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.delegation.papers.press import PaperKind
from tearoad.delegation.web.models import DelegationPaper
from tearoad.mission.web.models import Delegate, Mission
from tearoad.office.web.models import StoredFile
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.web.clock import now
from tearoad.web.registry import personal_data


@pytest.fixture
def made(signed_in: Client, mission: Mission) -> Mission:
    assert signed_in.post(reverse("mission-delegation-papers-make", args=[mission.id])).status_code == 302
    run_waiting()
    return mission


def test_papers_are_made_by_a_job_and_fetched(signed_in: Client, made: Mission) -> None:
    kinds = set(DelegationPaper.objects.filter(mission=made).values_list("kind", flat=True))
    assert kinds == {kind.value for kind in PaperKind if kind is not PaperKind.TALKS}  # nothing is on its programme
    page = signed_in.get(reverse("mission-delegation-papers", args=[made.id])).content.decode()
    paper = DelegationPaper.objects.get(mission=made, kind="names", language="ru")
    url = reverse("office-file", args=[paper.file.id])
    assert url in page
    answer = signed_in.get(url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")


def test_new_papers_take_the_place_of_the_old_ones(signed_in: Client, made: Mission) -> None:
    papers, files = DelegationPaper.objects.count(), StoredFile.objects.filter(kind="paper").count()
    signed_in.post(reverse("mission-delegation-papers-make", args=[made.id]))
    run_waiting()
    assert (DelegationPaper.objects.count(), StoredFile.objects.filter(kind="paper").count()) == (papers, files)


def test_who_opens_the_address_of_making_sees_the_papers_and_makes_none(signed_in: Client, mission: Mission) -> None:
    answer = signed_in.get(reverse("mission-delegation-papers-make", args=[mission.id]))
    assert answer.headers["Location"] == reverse("mission-delegation-papers", args=[mission.id])
    run_waiting()
    assert not DelegationPaper.objects.filter(mission=mission).exists()


def test_while_they_are_made_the_page_says_so(signed_in: Client, mission: Mission) -> None:
    url = reverse("mission-delegation-papers-make", args=[mission.id])
    signed_in.post(url)
    signed_in.post(url)
    page = signed_in.get(reverse("mission-delegation-papers", args=[mission.id])).content.decode()
    assert 'class="badge quiet">waiting' in page
    assert "Make the papers" not in page


def test_a_person_who_is_erased_stands_on_no_paper(made: Mission) -> None:
    head = Delegate.objects.get(mission=made, code="D01")
    head.document |= {"phone": "+8613800138000"}
    head.save()
    data = personal_data()["delegation.DelegationPaper"]
    assert len(list(data.find("+86 138 0013 8000"))) == DelegationPaper.objects.count()
    assert data.erase("+8613800138000") > 0
    assert (DelegationPaper.objects.count(), StoredFile.objects.filter(kind="paper").count()) == (0, 0)


def test_papers_that_say_what_was_changed_since_are_marked_with_what(signed_in: Client, made: Mission) -> None:
    url = reverse("mission-delegation-papers", args=[made.id])
    older = "These papers are older than what was changed since"
    assert older not in signed_in.get(url).content.decode()
    Mission.objects.filter(pk=made.pk).update(revision=made.revision + 1, changed_at=now())
    assert older not in signed_in.get(url).content.decode()  # a wish or a pin stands on none of them
    head = Delegate.objects.get(mission=made, code="D01")
    head.document |= {"phone": "+8613800138000"}
    head.save()
    page = signed_in.get(url).content.decode()
    assert older in page
    assert "<li>People of the delegation</li>" in page
    assert "<li>Programme</li>" not in page
    signed_in.post(reverse("mission-delegation-papers-make", args=[made.id]))
    run_waiting()
    assert older not in signed_in.get(url).content.decode()


def test_papers_of_before_are_old_after_any_change(signed_in: Client, made: Mission) -> None:
    DelegationPaper.objects.update(made_from=None)
    url = reverse("mission-delegation-papers", args=[made.id])
    older = "These papers are older than what was changed since"
    assert older not in signed_in.get(url).content.decode()
    Mission.objects.filter(pk=made.pk).update(changed_at=now())
    assert older in signed_in.get(url).content.decode()
