from __future__ import annotations

from django.apps import apps

from tearoad.site.backup.rows import models_to_back_up


def test_no_backup_holds_mails_of_accounts() -> None:
    labels = {model._meta.label for model in models_to_back_up(apps)}
    assert ("office.Message" in labels, "office.AccountMessage" in labels) == (True, False)
