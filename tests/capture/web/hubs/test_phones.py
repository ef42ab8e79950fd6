"""Two servers tell each other of phones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tearoad.capture.web.actions.hubs.phones import phones_of, take_phones
from tearoad.capture.web.models import Phone
from tearoad.capture.web.queries.phones import speaking
from tearoad.mission.web.models import Mission
from tearoad.people import Role
from tests.capture.web.conftest import secret_of


@pytest.mark.parametrize("later", [True, False])
def test_who_took_the_id_of_a_phone_where_it_was_not_known_yet_is_not_it_once_it_is(
    mission: Mission, phone_of: Callable[[Role, str], Phone], *, later: bool
) -> None:
    phone = phone_of(Role.EXPORTER, "E01")
    (true,) = phones_of(mission)
    other = phone.enrolled_at + (timedelta(minutes=1) if later else -timedelta(minutes=1))
    take_phones(mission, [true | {"secret_digest": "0" * 64, "enrolled_at": other.isoformat()}])
    assert (speaking(phone.pk, secret_of(phone.pk)) is not None) is later
    take_phones(mission, [true])
    assert Phone.objects.get().enrolled_at == min(phone.enrolled_at, other)
