"""Links to answer, attacked: guessed, replayed, forwarded, of another scope, opened by scanners; a planted "no"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.errors import Denied
from tearoad.matching.asking import AskingRules, MayAsk, MeetingMove
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import answering, inviting, profiles
from tearoad.matching.web.views import answering as views
from tearoad.mission.web.actions import links
from tearoad.mission.web.actions.visits import GUESSES
from tearoad.mission.web.models import Mission, Participation, SignedLink
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role, Scope
from tearoad.people.web.models import LedgerEntry
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tests.site.isolation.endpoints import endpoints
from tests.site.isolation.judging import text_of

As = Callable[[Role, str], Actor]
Link = Callable[[Role, str], str]
NO = "neveragainwiththem"


def pages(start: str, token: str, party: str) -> Iterator[str]:
    """Yield every address below a kind of link that one can open without knowing anything else."""
    values = {"token": token, "party": party, "kind": "not-found", "form": "pdf"}
    for endpoint in endpoints():
        if endpoint.route.startswith(start) and set(endpoint.parameters) <= values.keys():
            yield endpoint.address({name: values[name] for name in endpoint.parameters})


def token_of(address: str) -> str:
    """Return the secret of a link."""
    found = re.search(r"/[av]/([^/]+)/", address)
    assert found is not None, address
    return found[1]


def written() -> dict[str, int]:
    """Count whatever an answer could leave behind."""
    kept = (rows.MeetingStep, rows.MeetingProgress, rows.Request, rows.InvitedParty, rows.ProfileCorrection)
    return {model.__name__: model.objects.count() for model in (*kept, rows.ColleagueOfParty, Message, LedgerEntry)}


def test_guessing_is_slowed_down_and_locks_out_nobody_who_has_a_link(link: Link) -> None:
    cache.clear()
    own, guesser = link(Role.BUYER, "B001"), Client(REMOTE_ADDR="203.0.113.7")
    answers = [guesser.get(f"/a/guess{number:03}/").status_code for number in range(GUESSES + 1)]
    assert answers == [404] * GUESSES + [429]
    assert guesser.get(own).status_code == 200
    assert Client(REMOTE_ADDR="203.0.113.8").get("/a/guess/").status_code == 404


@pytest.mark.parametrize("how", ["revoked", "expired", "left", "archived"])
def test_a_link_that_is_over_opens_and_takes_nothing_any_more(
    officer: Actor, mission: Mission, link: Link, stranger: Client, how: str
) -> None:
    own = link(Role.BUYER, "B001")
    if how == "revoked":
        links.revoke(officer, mission, Role.BUYER, "B001", Scope.ANSWER)
    elif how == "expired":
        SignedLink.objects.filter(party="B001").update(expires_at=fair_now() - timedelta(seconds=1))
    elif how == "archived":
        Mission.objects.filter(pk=mission.pk).update(archived_at=fair_now())
    else:
        Participation.objects.get(mission=mission, code="B001").delete()
    before = written()
    for address in pages("a/<str:token>/", token_of(own), "E01"):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"party": "E01", "answer": "want"}).status_code == 404
    assert written() == before


def test_no_link_opens_a_page_of_another_scope(officer: Actor, mission: Mission, stranger: Client) -> None:
    by_scope = {
        scope: token_of(links.link_for(officer, mission, Role.EXPORTER, "E01", scope))
        for scope in (Scope.DAY, Scope.ANSWER, Scope.FOLLOW)
    }
    before = written()
    for scope in (Scope.DAY, Scope.FOLLOW):
        found = list(pages("a/<str:token>/", by_scope[scope], "B001"))
        assert len(found) > 9
        assert {stranger.get(text).status_code for text in found} == {403}
        assert {stranger.post(text, {"party": "B001", "answer": "want"}).status_code for text in found} == {403}
    by_answer = list(pages("v/<str:token>/", by_scope[Scope.ANSWER], "B001"))
    assert {stranger.get(text).status_code for text in by_answer} == {403}
    assert written() == before


def test_a_scanner_that_opens_every_address_ends_and_answers_nothing(
    mission: Mission, link: Link, stranger: Client
) -> None:
    rules = to_document(AskingRules(may_ask=MayAsk.BOTH))
    rows.AskingSettings.objects.update_or_create(mission=mission, defaults={"document": rules})
    for role, party, other in ((Role.BUYER, "B001", "E01"), (Role.EXPORTER, "E01", "B001")):
        own = token_of(link(role, party))
        before, standing = written(), list(rows.MeetingProgress.objects.values_list("state", "buyer_answer"))
        for address in pages("a/<str:token>/", own, other):
            for ask in (stranger.get, stranger.head, stranger.options):
                assert ask(address).status_code in {200, 302, 404, 405}
        assert written() == before
        assert list(rows.MeetingProgress.objects.values_list("state", "buyer_answer")) == standing
        assert not rows.InvitedParty.objects.exclude(ended_at=None).exists()


def test_whoever_gets_a_forwarded_link_gets_nothing_that_outlives_it(
    officer: Actor, mission: Mission, link: Link
) -> None:
    own, forwarded = link(Role.BUYER, "B001"), Client()
    assert forwarded.get(own).status_code == 200
    assert [name for name in forwarded.cookies if "session" in name] == []
    links.revoke(officer, mission, Role.BUYER, "B001", Scope.ANSWER)
    assert forwarded.get(own).status_code == 404
    assert forwarded.get(f"/missions/{mission.pk}/asking/").status_code in {302, 403, 404}


def test_answers_are_limited_and_the_limit_is_told(
    mission: Mission, link: Link, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    del mission
    cache.clear()
    monkeypatch.setattr(views, "TRIES", 3)
    own = link(Role.BUYER, "B001")
    replies = ("want", "accept", "want", "accept")
    answers = [stranger.post(own, {"party": "E01", "answer": reply}) for reply in replies]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert rows.MeetingProgress.objects.get(exporter="E01", buyer="B001").buyer_answer == "wanted"


def test_a_no_reaches_no_page_file_or_mail_but_the_office_s(
    officer: Actor, mission: Mission, visiting: As, link: Link, stranger: Client, signed_in: Client
) -> None:
    asker = link(Role.EXPORTER, "E01")
    day = token_of(links.link_for(officer, mission, Role.EXPORTER, "E01"))
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.DECLINE, NO)
    inviting.invite(officer, mission, [Role.EXPORTER, Role.BUYER])
    seen = 0
    for start, token in (("a/<str:token>/", token_of(asker)), ("v/<str:token>/", day)):
        for address in pages(start, token, "B001"):
            answer = stranger.get(address)
            content = text_of(answer).encode()
            assert NO.encode() not in content
            assert b"not_this_time" not in content
            seen += answer.status_code == 200
    assert seen > 8
    assert not Message.objects.filter(body__contains=NO).exists()
    office = signed_in.get(f"/missions/{mission.pk}/asking/meeting/", {"exporter": "E01", "buyer": "B001"})
    assert NO in office.content.decode()


def test_a_blocked_firm_neither_sees_nor_is_seen(mission: Mission, link: Link, stranger: Client) -> None:
    theirs, ours = link(Role.EXPORTER, "E01"), link(Role.BUYER, "B001")
    firm = Participation.objects.get(mission=mission, code="E01").company
    name = firm.name
    Company.objects.filter(pk=firm.pk).update(standing=Standing.BLOCKED)
    for address in pages("a/<str:token>/", token_of(theirs), "B001"):
        assert stranger.get(address).status_code == 404
    for address in pages("a/<str:token>/", token_of(ours), "E01"):
        assert name not in stranger.get(f"{address}?all=1").content.decode(errors="ignore")


def test_nobody_acts_for_another_party_by_naming_it(
    mission: Mission, visiting: As, link: Link, stranger: Client
) -> None:
    own = link(Role.BUYER, "B002")
    before = written()
    sent = {"party": "E01", "answer": "want", "role": "buyer", "buyer": "B001", "mission": str(mission.pk)}
    assert stranger.post(own, sent).status_code == 422  # nobody asks B002 about E01
    assert written() == before
    with pytest.raises(Denied):
        profiles.decide_colleague(visiting(Role.BUYER, "B002"), mission, mission.pk, accept=True)
