from __future__ import annotations

from tearoad.mission import Delegate, LocalText, Talk
from tearoad.values import LocalLines
from tearoad.values.document import from_document


def test_what_was_kept_before_there_were_three_languages_can_still_be_read() -> None:
    document = {"id": "D1", "name": {"latin": "LI Shili"}, "role": "总经理", "office": {"en": "Commerce"}}
    person = from_document(Delegate, document)
    assert (person.role, person.office) == (LocalText(zh="总经理"), LocalText("Commerce"))
    talk = from_document(Talk, {"they": ["Иван"], "asks": "labels"})
    assert (talk.they, talk.asks) == (LocalLines(ru=("Иван",)), LocalText("labels"))
