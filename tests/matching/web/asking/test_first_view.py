"""The first view of the link to answer on a cheap phone: light, without a script, one tap away from an answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from tearoad.matching.web import models as rows
from tearoad.mission.web.models import Mission
from tearoad.people import Role

LINKED = re.compile(r'(?:href|src)="/static/([^"?]+)"')
MOST_BYTES = 60_000
Link = Callable[[Role, str], str]

SCRIPT = re.compile(rb"<script (type=\"module\")?")


def _found(name: str) -> Path:
    path = finders.find(name) or finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name))
    assert isinstance(path, str), name
    return Path(path)


def test_the_first_view_weighs_at_most_sixty_kilobytes_uncompressed(
    mission: Mission, link: Link, stranger: Client
) -> None:
    del mission
    for role, party in ((Role.BUYER, "B001"), (Role.EXPORTER, "E01")):
        page = stranger.get(link(role, party)).content
        files = set(LINKED.findall(page.decode()))
        assert len(files) > 3
        assert len(page) + sum(_found(name).stat().st_size for name in files) <= MOST_BYTES
        assert set(SCRIPT.findall(page)) <= {b'type="module"'}, "no script holds the first view up, and none is needed"


def test_the_buttons_of_the_first_view_are_forms_that_answer_by_themselves(
    mission: Mission, link: Link, stranger: Client
) -> None:
    del mission
    address = link(Role.BUYER, "B001")
    page = stranger.get(address).content.decode()
    [form] = re.findall(r'<form method="post" class="stack" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    action, inside = form
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside))
    buttons = re.findall(r'name="answer" value="(\w+)"', inside)
    assert buttons == ["want", "accept", "other_time", "decline", "ask_back"]
    assert stranger.post(action, hidden | {"answer": "want"}).status_code == 302
    assert stranger.post(action, hidden | {"answer": "want"}).status_code == 302  # sent twice, answered once
    steps = rows.MeetingStep.objects.filter(progress__buyer="B001", side="buyer", move="want")
    assert steps.count() == 1
