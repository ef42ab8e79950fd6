"""An article is kept with what it proposes; a person decides, and what was accepted is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tearoad.companies.web.actions.register import enter
from tearoad.demo.make import make_mission
from tearoad.market.facts.document import FactType
from tearoad.market.web.actions.articles import MOST_FACTS, add_article, decide_facts
from tearoad.market.web.models import ArticleFact, FactState, NewsArticle
from tearoad.market.web.queries.articles import accepted_for_posts, proposal
from tearoad.names import PersonName
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry, User
from tearoad.people.web.queries.personal import held
from tearoad.web.registry import personal_data
from tests.market.facts.made_files import word_file
from tests.market.web.made_up_trade import keep_small_brief
from tests.office.files import pdfs
from tests.queries import queries_at

NOTICE = (
    "It moved 1.5 million tonnes in May 2023, a nearly 83 per cent jump, the mission in <Orsk> said, citing customs."
)
CONFLICT = "The line moved 1.5 million tonnes, up 83 per cent from 2 million tonnes a year earlier."
SHOWN = {"market": "RUS", "on_brief": True, "on_posts": True}


def keep(officer: Actor, text: str = NOTICE) -> NewsArticle:
    return add_article(officer, "A line (fictional)", "Example Daily (fictional)", date(2023, 6, 2), text)


def quantity(article: NewsArticle) -> ArticleFact:
    rows: list[ArticleFact] = list(ArticleFact.objects.filter(article=article))
    return next(row for row in rows if proposal(row).unit == "tonne")


def decide(client: Client, article: NewsArticle, *facts: ArticleFact, **sent: object) -> tuple[int, str]:
    address = f"/markets/facts/{article.pk}/"
    read = client.get(address).context["read"]
    form = {"fact": [str(fact.pk) for fact in facts], "read_version": read, **sent}
    answer = client.post(address, form, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_pasted_article_is_kept_with_facts_speaker_and_what_follows(signed_in: Client) -> None:
    sent = {"text": NOTICE, "on": "2023-06-02", "source": "Example Daily (fictional)"}
    page = signed_in.post("/markets/facts/", sent, follow=True).content.decode()

    row = NewsArticle.objects.get()
    assert (row.source, row.published_on, row.content) == ("Example Daily (fictional)", date(2023, 6, 2), NOTICE)
    assert row.title == NOTICE[:79] + "…"
    assert "Quantity: 1.5 million tonnes" in page
    assert "Citing: customs" in page
    assert "about 820,000 t (between 792,000 and 852,000)" in page
    assert "Low base" in page
    assert "&lt;Orsk&gt;" in page
    assert "<Orsk>" not in page
    assert [fact.state for fact in ArticleFact.objects.all()] == ["proposed"] * len(ArticleFact.objects.all())
    assert LedgerEntry.objects.filter(code="market.article_added").count() == 1
    assert "open</span>" in signed_in.get("/markets/facts/").content.decode()


def test_an_uploaded_web_page_is_kept_as_its_reader_sees_it(signed_in: Client) -> None:
    file = SimpleUploadedFile("a.html", f"<html><body><p>{NOTICE[:60]}</p></body></html>".encode())
    answer = signed_in.post("/markets/facts/", {"file": file, "source": "https://example.org/a", "title": "Line"})

    assert answer.status_code == 302
    assert [(article.title, article.content) for article in NewsArticle.objects.all()] == [("Line", NOTICE[:60])]


def test_an_uploaded_word_file_is_kept_as_its_words(signed_in: Client) -> None:
    file = SimpleUploadedFile("a.docx", word_file("Line", NOTICE))
    answer = signed_in.post("/markets/facts/", {"file": file, "source": "https://example.org/a"})

    assert answer.status_code == 302
    assert [(article.title, article.content) for article in NewsArticle.objects.all()] == [("Line", f"Line\n{NOTICE}")]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": "  "}, "Either paste the words or choose a file"),
        ({"text": NOTICE, "file": SimpleUploadedFile("a.txt", b"5 tonnes")}, "Either paste the words"),
        ({"text": "a" * 200_001}, 'class="error"'),
        ({"text": NOTICE, "on": "soon"}, 'class="error"'),
        ({"text": "a\0"}, 'class="error"'),
        ({"text": NOTICE, "source": ""}, 'class="error"'),
        ({"file": SimpleUploadedFile("a.bin", b"%PDF\xff")}, "“a.bin” is no text in UTF-8."),
        ({"file": SimpleUploadedFile("a.pdf", pdfs.SCRIPTED)}, "“a.pdf” is a PDF with a script in it"),
        ({"text": "Nothing of use."}, "Nothing in this text was recognised"),
        ({"text": "5 tonnes. " * (MOST_FACTS + 1)}, f"proposes {MOST_FACTS + 1} facts"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_what_was_typed(
    signed_in: Client, sent: dict[str, object], says: str
) -> None:
    answer = signed_in.post("/markets/facts/", {"source": "Example"} | sent)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not NewsArticle.objects.exists()


def test_accepted_facts_stand_on_the_brief_in_every_form_and_go_when_it_is_taken_back(
    signed_in: Client, officer: Actor
) -> None:
    brief, article = keep_small_brief(), keep(officer)
    fact = quantity(article)

    status, page = decide(signed_in, article, fact, decision="accepted", market="Russia", on_brief="on")
    assert (status, "1 fact accepted." in page) == (200, True)
    shown = signed_in.get(f"/markets/{brief.pk}/").content.decode()
    assert "It moved 1.5 million tonnes in May 2023" in shown
    assert "Citing: customs" in shown
    assert "Example Daily (fictional)" in shown
    written = signed_in.get(f"/markets/{brief.pk}/md/").content.decode()
    assert f"| {NOTICE} |" in written
    assert signed_in.get(f"/markets/{brief.pk}/pdf/").content.startswith(b"%PDF")
    row = ArticleFact.objects.get(pk=fact.pk)
    assert (row.state, row.market, row.on_posts, row.decided_by) == ("accepted", "RUS", False, officer.name)

    status, page = decide(signed_in, article, fact, decision="proposed")
    assert (status, "1 fact is open again." in page) == (200, True)
    assert "1.5 million tonnes" not in signed_in.get(f"/markets/{brief.pk}/").content.decode()
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.decided_at, row.market) == ("proposed", "", None, "RUS")


def test_facts_of_another_market_or_refused_ones_are_not_shown(officer: Actor) -> None:
    article = keep(officer)
    rows = list(ArticleFact.objects.filter(article=article))
    decide_facts(officer, article, [rows[0].pk], FactState.ACCEPTED, placement=SHOWN)
    decide_facts(officer, article, [rows[1].pk], FactState.REFUSED, placement={})

    assert [fact.sentence for fact in accepted_for_posts(officer, "RUS")] == [NOTICE]
    assert accepted_for_posts(officer, "KAZ") == ()


def test_a_conflict_of_numbers_stands_beside_the_fact_and_on_its_own_page(signed_in: Client, officer: Actor) -> None:
    article = keep(officer, CONFLICT)

    for address in (f"/markets/facts/{article.pk}/", f"/markets/facts/{article.pk}/{quantity(article).pk}/"):
        page = signed_in.get(address).content.decode()
        assert "Conflict" in page


def test_a_fact_is_kept_as_a_person_words_it_and_the_proposal_stays(signed_in: Client, officer: Actor) -> None:
    article = keep(officer)
    fact = quantity(article)
    address = f"/markets/facts/{article.pk}/{fact.pk}/"
    sent = {"statement": "1.5 m tonnes by rail", "speaker": "Mission", "cites": "Customs", "since": "2023-05"}
    sent |= {"market": "KAZ", "on_posts": "on", "decision": "accepted"}
    read = signed_in.get(address).context["read"]

    assert signed_in.post(address, sent | {"read_version": read}).status_code == 302
    (shown,) = accepted_for_posts(officer, "KAZ")
    assert (shown.statement, shown.speaker, shown.cites, shown.since) == (
        "1.5 m tonnes by rail",
        "Mission",
        "Customs",
        "2023-05",
    )
    assert (shown.sentence, proposal(fact).type) == (NOTICE, FactType.QUANTITY)
    stale = signed_in.post(address, sent | {"statement": "other", "read_version": read})
    assert stale.status_code == 409
    assert ArticleFact.objects.get(pk=fact.pk).statement == "1.5 m tonnes by rail"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"since": "2023-13"}, "“2023-13” is no day, month or year."),
        ({"since": "0000"}, "“0000” is no day, month or year."),
        ({"market": "Atlantis"}, "Atlantis"),
        ({"market": ""}, "It is not said of which market this tells."),
        ({"statement": ""}, 'id="id_statement_error"'),
    ],
)
def test_a_fact_that_cannot_be_kept_is_said_at_its_field(
    signed_in: Client, officer: Actor, changed: dict[str, str], says: str
) -> None:
    article = keep(officer)
    address = f"/markets/facts/{article.pk}/{quantity(article).pk}/"
    sent = {"statement": "a", "market": "RUS", "on_brief": "on", "decision": "accepted"} | changed

    answer = signed_in.post(address, sent | {"read_version": signed_in.get(address).context["read"]})

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not ArticleFact.objects.exclude(state="proposed").exists()


def test_a_decision_needs_a_tick_a_market_and_the_newest_page(signed_in: Client, officer: Actor) -> None:
    article = keep(officer)
    fact = quantity(article)
    address = f"/markets/facts/{article.pk}/"

    assert "No fact is ticked." in decide(signed_in, article, decision="accepted")[1]
    status, page = decide(signed_in, article, fact, decision="accepted", on_brief="on")
    assert (status, "It is not said of which market" in page) == (422, True)
    assert decide(signed_in, article, fact, decision="perhaps")[0] == 422
    read = signed_in.get(address).context["read"]
    decide_facts(officer, article, [fact.pk], FactState.REFUSED, placement={})
    sent = {"fact": str(fact.pk), "decision": "accepted", "read_version": read}
    assert signed_in.post(address, sent).status_code == 409


def test_accepting_the_same_again_changes_nothing(officer: Actor) -> None:
    article = keep(officer)
    fact = quantity(article)

    first = decide_facts(officer, article, [fact.pk], FactState.ACCEPTED, placement=SHOWN)
    again = decide_facts(officer, article, [fact.pk], FactState.ACCEPTED, placement=SHOWN)

    assert (first, again) == (1, 0)
    assert LedgerEntry.objects.filter(code="market.facts_decided").count() == 1


def test_an_article_goes_by_its_title_and_never_while_a_fact_of_it_is_in_use(signed_in: Client, officer: Actor) -> None:
    article = keep(officer)
    fact, address = quantity(article), f"/markets/facts/{article.pk}/remove/"
    decide_facts(officer, article, [fact.pk], FactState.ACCEPTED, placement=SHOWN)

    assert signed_in.post(address, {"confirm": "another"}).status_code == 422
    assert signed_in.post(address, {"confirm": article.title}).status_code == 409
    decide_facts(officer, article, [fact.pk], FactState.PROPOSED, placement={})
    assert signed_in.post(address, {"confirm": article.title}).status_code == 302
    assert not ArticleFact.objects.exists()


def test_who_speaks_and_who_decided_are_handed_out_and_forgotten(officer: Actor) -> None:
    user = User.objects.get(pk=str(officer.user))
    user.name = "Anna Example"
    user.save()
    text = f"{CONFLICT}\nAnna Example said on Monday that 5 trains left; write to {user.email}."
    article = keep(officer, text)
    decide_facts(officer, article, [quantity(article).pk], FactState.ACCEPTED, placement=SHOWN)

    found = held(user.email)
    assert len(found["market.NewsArticle"][0]["sentences"]) == 1
    assert {row["decided_by"] for row in found["market.ArticleFact"]} == {officer.name, ""}
    for model in ("market.ArticleFact", "market.NewsArticle"):
        assert personal_data()[model].erase(user.email) > 0

    article.refresh_from_db()
    kept = [(row.document["sentence"], row.statement, row.decided_by) for row in ArticleFact.objects.all()]
    assert "Anna" not in article.content
    assert CONFLICT in article.content
    assert set(kept) == {(CONFLICT, CONFLICT, ""), ("…", "…", "")}
    assert ("market.NewsArticle" in held(user.email), "market.ArticleFact" in held(user.email)) == (False, False)


def test_the_page_of_an_article_asks_as_often_for_many_facts_as_for_few(signed_in: Client, officer: Actor) -> None:
    few, many = keep(officer, "5 tonnes."), keep(officer, "5 tonnes. " * 30)

    assert queries_at(signed_in, f"/markets/facts/{few.pk}/") == queries_at(signed_in, f"/markets/facts/{many.pk}/")


def test_page_begins_with_the_form_alone(signed_in: Client) -> None:
    page = signed_in.get("/markets/facts/").content.decode()

    assert 'name="text"' in page
    assert "<table" not in page


def test_a_contact_of_the_register_is_found_in_articles_by_name(officer: Actor) -> None:
    firm = make_mission(2023).exporters[0]
    contact = replace(firm.contact, email="who@example.org", person=PersonName(native="王小明", latin="Wang Xiaoming"))
    enter(officer, replace(firm, contact=contact))
    article = keep(officer, f"{CONFLICT}\n王小明 moved 5 tonnes.")

    assert held("who@example.org")["market.NewsArticle"] == [
        {"article": article.title, "source": article.source, "sentences": ["王小明 moved 5 tonnes."]}
    ]
    assert personal_data()["market.NewsArticle"].erase("who@example.org") == 1
    article.refresh_from_db()
    assert article.content == f"{CONFLICT}\n…"
