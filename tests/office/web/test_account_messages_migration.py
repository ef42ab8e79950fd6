from __future__ import annotations

import pytest
from django.apps import apps as apps_of_now
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from tearoad.people.web.models import Organisation
from tearoad.site.backup.rows import kept_models
from tearoad.web.clock import now

BEFORE, AFTER = ("office", "0002_message_calendars"), ("office", "0003_account_messages")


def _migrate(to: tuple[str, str]) -> StateApps:
    executor = MigrationExecutor(connection)
    executor.migrate([to])
    return MigrationExecutor(connection).loader.project_state([to]).apps


@pytest.mark.django_db(transaction=True)
def test_sign_in_mails_leave_every_outbox_and_links_are_not_guessed_from_texts() -> None:
    house = Organisation.objects.create(name="Example (fictional)")
    try:
        old = _migrate(BEFORE).get_model("office", "Message")
        at = now()
        for key, kind, is_secret in (
            ("a", "sign_in_code", True), ("b", "mission.link", True), ("c", "call_confirm", True), ("d", "plan", False),
        ):  # fmt: skip
            old.objects.create(
                tenant_id=house.pk, key=key, kind=kind, to="a@example.org", language="en", subject="S",
                body="Hello ://x/v/, 1234 5678", secret=is_secret, message_id=key, written_at=at, next_try_at=at,
            )  # fmt: skip
        new = _migrate(AFTER).get_model("office", "Message")
        found = list(new.objects.order_by("key").values_list("key", "secret", "shown"))
        assert found == [("b", "link", ""), ("c", "proof", ""), ("d", "none", "")]
        back = _migrate(BEFORE).get_model("office", "Message")
        assert list(back.objects.order_by("key").values_list("key", "secret")) == [
            ("b", True),
            ("c", True),
            ("d", False),
        ]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


def test_no_backup_holds_mails_of_accounts() -> None:
    labels = {model._meta.label for model in kept_models(apps_of_now)}
    assert ("office.Message" in labels, "office.AccountMessage" in labels) == (True, False)
