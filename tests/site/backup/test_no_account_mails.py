from __future__ import annotations

from django.apps import apps

from tearoad.site.backup.rows import kept_models


def test_no_backup_holds_mails_of_accounts() -> None:
    labels = {model._meta.label for model in kept_models(apps)}
    assert ("office.Message" in labels, "office.AccountMessage" in labels) == (True, False)
