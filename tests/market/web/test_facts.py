from __future__ import annotations

import pytest
from django.test import Client

NOTICE = "It moved 1.5 million tonnes in May, a nearly 83 per cent jump, the mission in <Orsk> said, citing customs."


def test_pasted_article_is_answered_with_facts_speaker_and_what_follows(signed_in: Client) -> None:
    answer = signed_in.post("/markets/facts/", {"text": NOTICE, "on": "2023-02-06"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Quantity: 1.5 million tonnes" in page
    assert "Citing: customs" in page
    assert "about 820,000 (between 792,000 and 852,000)" in page
    assert "Low base" in page
    assert "&lt;Orsk&gt;" in page
    assert "<Orsk>" not in page


def test_page_begins_with_the_form_alone(signed_in: Client) -> None:
    page = signed_in.get("/markets/facts/").content.decode()

    assert 'name="text"' in page
    assert "Proposed facts" not in page


@pytest.mark.parametrize(
    "sent", [{"text": "  "}, {"text": "a" * 200_001}, {"text": NOTICE, "on": "soon"}, {"text": "a\0"}]
)
def test_what_cannot_be_read_is_said_beside_what_was_typed(signed_in: Client, sent: dict[str, str]) -> None:
    answer = signed_in.post("/markets/facts/", sent)

    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
