"""A firm's own dossier by its link: what is missing, a file into it, and nothing of any other firm."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tearoad.costs.web.actions import dossiers
from tearoad.costs.web.models import DossierFile, DossierTick
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry
from tests.office.files import pdfs

PDF = pdfs.PLAIN


def address(by: Actor, mission: Mission, role: Role = Role.EXPORTER, party: str = "E01") -> str:
    return "/v/" + links.make(by, mission, role, party).address.rstrip("/").rpartition("/")[2] + "/"


def file(name: str = "invoice.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_firm_puts_an_invoice_into_its_own_dossier_and_the_office_confirms(
    officer: Actor, mission: Mission, stranger: Client
) -> None:
    stranger.cookies["language"] = "en"
    link = address(officer, mission)
    assert "Your subsidy dossier" in stranger.get(link).content.decode()
    dossiers.add_files(officer, mission, "E01", "invoices", [dossiers.Sent("ours.pdf", PDF + b"1")])
    dossiers.tick(officer, mission, "E01", "invoices")
    answer = stranger.post(f"{link}dossier/", {"part": "invoices", "files": [file()]})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{link}dossier/")
    row = DossierFile.objects.exclude(added_by=officer.name).get()
    assert (row.firm, row.part, row.file.name, row.added_by) == ("E01", "invoices", "invoice.pdf", "E01")
    assert not DossierTick.objects.exists()
    page = stranger.get(f"{link}dossier/").content.decode()
    assert "invoice.pdf" in page
    assert "ours.pdf" not in page
    assert LedgerEntry.objects.filter(code="mission.dossier_files_added", actor_role="exporter").count() == 1


def test_a_firm_says_whose_a_boarding_pass_is_of_its_own_people_alone(
    officer: Actor, mission: Mission, stranger: Client
) -> None:
    link = f"{address(officer, mission)}dossier/"
    page = stranger.get(link).content.decode()
    assert ('<option value="D02">' in page, '<option value="D01">' in page) == (True, False)
    sent = {"part": "travel", "person": "D02"}
    assert stranger.post(link, sent | {"files": [file("pass.pdf")]}).status_code == 302
    assert [(dossier_file.firm, dossier_file.person) for dossier_file in DossierFile.objects.all()] == [("E01", "D02")]
    (shown,) = (shown_file for part in stranger.get(link).context["dossier"].parts for shown_file in part.files)
    assert shown.person in dict(stranger.get(link).context["dossier"].delegates).values()
    assert stranger.post(link, sent | {"person": "D01", "files": [file(content=PDF + b"1")]}).status_code == 422
    assert DossierFile.objects.count() == 1


def test_a_firm_sees_and_fills_no_other_firm_s_dossier(officer: Actor, mission: Mission, stranger: Client) -> None:
    dossiers.add_files(officer, mission, "E02", "contract", [dossiers.Sent("secret.pdf", PDF)])
    link = address(officer, mission)
    page = stranger.get(f"{link}dossier/").content.decode()
    for hidden in ("E02", "secret.pdf", "Example Two"):
        assert hidden not in page
    stranger.post(f"{link}dossier/", {"part": "contract", "firm": "E02", "files": [file()]})
    assert sorted(DossierFile.objects.values_list("firm", flat=True)) == ["E01", "E02"]


@pytest.mark.parametrize(("role", "party"), [(Role.BUYER, "B002"), (Role.INTERPRETER, "I01"), (Role.OFFICIAL, "D01")])
def test_nobody_else_has_a_dossier(officer: Actor, mission: Mission, stranger: Client, role: Role, party: str) -> None:
    link = address(officer, mission, role, party)
    assert "dossier" not in stranger.get(link).content.decode()
    stranger.cookies["language"] = "en"
    refused = stranger.get(f"{link}dossier/")
    page = refused.content.decode()
    assert (refused.status_code, f'href="{link}"' in page, "manager of your organisation" in page) == (403, True, False)
    assert stranger.post(f"{link}dossier/", {"part": "contract", "files": [file()]}).status_code == 403
    assert not DossierFile.objects.exists()


@pytest.mark.parametrize(
    ("part", "files"),
    [
        ("contract", []),
        ("nothing", [("contract.pdf", PDF)]),
        ("rates", [("rates.pdf", PDF)]),
        ("photos", [("photo.pdf", PDF)]),
        ("contract", [("script.pdf", pdfs.SCRIPTED)]),
        ("contract", [("run.exe", b"MZ\x90\x00\x03\x00")]),
        ("contract", [("a.html", b"<p>x</p><script>alert(1)</script>")]),
        ("contract", [("a.svg", b"<svg onload='alert(1)'/>")]),
        ("contract", [("a.txt", b"<script>alert(1)</script>")]),
        ("contract", [("good.pdf", PDF), ("a.docx", PDF)]),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept_nowhere(
    officer: Actor, mission: Mission, stranger: Client, part: str, files: list[tuple[str, bytes]]
) -> None:
    link = address(officer, mission)
    answer = stranger.post(
        f"{link}dossier/", {"part": part, "files": [file(*name_and_content) for name_and_content in files]}
    )
    assert answer.status_code == 422
    assert 'class="notice bad"' in answer.content.decode()
    assert not DossierFile.objects.exists()


def test_the_page_asks_as_much_for_three_files_as_for_one(
    officer: Actor, mission: Mission, stranger: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    link = f"{address(officer, mission)}dossier/"
    for _visit in range(2):
        stranger.get(link)  # the second one is written down as an opening
    for number in range(3):
        stranger.post(link, {"part": "invoices", "files": [file(content=PDF + bytes([number]))]})
        if number != 1:
            with django_assert_num_queries(13):
                stranger.get(link)


@pytest.mark.parametrize(("role", "party"), [(Role.BUYER, "B002"), (Role.EXPORTER, "E01")])
def test_a_page_that_says_no_speaks_the_language_of_the_link(
    officer: Actor, mission: Mission, stranger: Client, role: Role, party: str
) -> None:
    link = address(officer, mission, role, party)
    language = stranger.get(link, headers={"accept-language": "en"}).headers["Content-Language"]
    assert language != "en"
    refused = {"dossier/": 403} if role is Role.BUYER else {}
    for path, status in {**refused, "nothing/": 404}.items():
        answer = stranger.get(link + path, headers={"accept-language": "en"})
        assert (answer.status_code, answer.headers["Content-Language"]) == (status, language)
    stranger.cookies["language"] = "en"
    assert stranger.get(f"{link}nothing/").headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_an_unknown_link_speaks_the_language_of_the_browser(stranger: Client) -> None:
    answer = stranger.get("/v/nobody-s/nothing/", headers={"accept-language": "ru"})
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "ru")
