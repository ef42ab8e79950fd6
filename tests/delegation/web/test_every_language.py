"""No page of the demo's delegation and programme says in another language what the demo has in its reader's."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import make
from tearoad.people import Actor
from tearoad.values import Language
from tests.demo.tongues import strange, trip

PAGES = ("mission-delegation", "mission-delegation-rooms", "mission-people", "mission-programme", "mission-posts")
_TAGS = re.compile(r"<script.*?</script>|<[^>]*>", re.DOTALL)


@pytest.fixture
def travelling(officer: Actor) -> mission_rows.Mission:
    """The demo with a few firms."""
    files = trip()
    row = make(officer, files.mission)
    write_files(officer, row, replace(files, requests=(), pins=(), decisions=()))
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("language", [Language.ZH, Language.RU])
def test_pages_speak_their_reader_s_language(
    signed_in: Client, travelling: mission_rows.Mission, language: Language
) -> None:
    signed_in.cookies["language"] = language.value
    talks = [
        programme_item
        for programme_item in mission_rows.ProgrammeItem.objects.filter(mission=travelling)
        if programme_item.document.get("talk")
    ]
    assert len(talks) == 1
    addresses = [
        *(reverse(name, args=[travelling.id]) for name in PAGES),
        *(reverse("mission-talk", args=[travelling.id, talk.id]) for talk in talks),
    ]
    found = {address: strange(_said(signed_in, address), trip(), language) for address in addresses}
    assert {address: said for address, said in found.items() if said} == {}


def _said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.unescape(_TAGS.sub(" ", answer.content.decode().partition("<main")[2]))
