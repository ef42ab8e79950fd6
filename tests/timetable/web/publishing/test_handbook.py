"""An interpreter's own page holds the words and goods of their firms, row for row as their paper does."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from django.test import Client

from tearoad.mission.mission import NameOverride
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.paper.typeset import pdf
from tearoad.people import Actor, Role
from tearoad.timetable.papers.day_sheets import TEMPLATE, day_sheet
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.publishing.days import own_days
from tearoad.values import Language
from tearoad.values.document import to_document
from tests.paper.seen import outside, squeezed, words

_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def rows(page: str, after: str, until: str) -> list[str]:
    """Return the rows of the tables between two marks, tags and blanks taken out."""
    part = page[page.index(after) : page.index(until)]
    tables = (row for table in re.findall(r"<tbody>(.*?)</tbody>", part, re.DOTALL) for row in _ROW.findall(table))
    return [plain("".join(_CELL.findall(row))) for row in tables]


def plain(html: str) -> str:
    return squeezed(unescape(_TAG.sub("", html)))


def test_the_screen_holds_the_words_and_goods_of_the_paper(
    officer: Actor, mission: Mission, in_force: Published, client: Client
) -> None:
    party = str(Meeting.objects.exclude(interpreter="").values_list("interpreter", flat=True).first())
    link = "/v/" + links.make(officer, mission, Role.INTERPRETER, party).address.rstrip("/").rpartition("/")[2] + "/"
    for language in Language:
        own = own_days(mission, in_force, Role.INTERPRETER, party, language)
        assert own is not None
        sheet = day_sheet(own.wording, own.days, own.booked, None, own.edition)
        book = sheet.handbook
        assert book is not None
        spoken = [squeezed("".join(line)) for line in (*book.words.goods, *book.words.terms)]
        offered = [
            squeezed(
                "".join(
                    (
                        goods_row.name,
                        *goods_row.others,
                        *goods_row.codes,
                        goods_row.minimum,
                        goods_row.price,
                        goods_row.basis,
                    )
                )
            )
            for offer in book.offers
            for goods_row in offer.goods
        ]
        assert len(spoken) > 14
        assert offered
        client.cookies["language"] = language.value
        page = client.get(link).content.decode()
        assert rows(page, 'id="words"', 'id="goods"') == spoken
        assert rows(page, 'id="goods"', 'id="take"') == offered
        content = pdf(TEMPLATE, sheet, in_force.published_at)
        paper = words(content)
        assert [row for row in spoken if row not in paper] == []
        assert [word for offer in book.offers for word in (squeezed(offer.name),) if word not in paper] == []
        assert outside(content) == []


def test_a_buyer_s_page_holds_none(officer: Actor, mission: Mission, in_force: Published, client: Client) -> None:
    party = str(Meeting.objects.filter(published=in_force).values_list("buyer", flat=True).first())
    link = links.make(officer, mission, Role.BUYER, party).address.rstrip("/").rpartition("/")[2]
    assert 'id="words"' not in client.get(f"/v/{link}/").content.decode()


def test_the_screen_calls_the_fair_as_the_mission_wants_it(mission: Mission, in_force: Published) -> None:
    settings = core(mission)
    called = NameOverride(settings.fair.written[0], settings.fair.with_language(Language.EN, "Fair as we call it"))
    mission.document = to_document(replace(settings, overrides=(called,)))
    mission.save()
    party = str(Meeting.objects.filter(published=in_force).values_list("buyer", flat=True).first())
    own = own_days(mission, in_force, Role.BUYER, party, Language.EN)
    assert own is not None
    assert own.trip.fair["en"] == "Fair as we call it"
