from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="calendars",
            field=models.JSONField(default=list),
        ),
    ]
