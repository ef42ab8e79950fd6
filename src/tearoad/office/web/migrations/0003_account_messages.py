import uuid_utils.compat
from django.db import migrations, models
from django.db.migrations.state import StateApps


def _say_what_is_secret(apps: StateApps, _editor: object) -> None:
    """Messages that let somebody into an account leave every outbox; who waits for one asks for another."""
    rows = apps.get_model("office", "Message").objects
    rows.filter(kind="sign_in_code").delete()
    # Each row once: PostgreSQL keeps a check for a row that is written twice, and then alters no table that has one.
    held = rows.filter(was_secret=True)
    held.exclude(kind="call_confirm").update(secret="link")  # noqa: S106  # what is secret in it, not a secret
    held.filter(kind="call_confirm").update(secret="proof")  # noqa: S106  # what is secret in it, not a secret


def _say_whether_secret(apps: StateApps, _editor: object) -> None:
    apps.get_model("office", "Message").objects.filter(secret__in=["link", "proof"]).update(was_secret=True)


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0002_message_calendars"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountMessage",
            fields=[
                ("key", models.CharField(max_length=160)),
                ("kind", models.CharField(max_length=60)),
                ("to", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=10)),
                ("subject", models.CharField(max_length=300)),
                ("body", models.TextField()),
                ("message_id", models.CharField(max_length=200)),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("ambiguous", models.BooleanField(default=False)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("written_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(default="", max_length=500)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["state", "next_try_at"], name="account_messages_to_send")],
                "constraints": [models.UniqueConstraint(fields=("key",), name="one_account_message_a_key")],
            },
        ),
        migrations.RenameField(model_name="message", old_name="secret", new_name="was_secret"),
        migrations.AddField(
            model_name="message",
            name="secret",
            field=models.CharField(
                choices=[("none", "none"), ("link", "link"), ("proof", "proof")], default="none", max_length=8
            ),
        ),
        migrations.AddField(model_name="message", name="shown", field=models.TextField(default="")),
        migrations.RunPython(_say_what_is_secret, _say_whether_secret),
        migrations.RemoveField(model_name="message", name="was_secret"),
    ]
