from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("capture", "0006_fair_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="sentfile",
            name="backed_up",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="sentfile",
            name="home_has",
            field=models.BooleanField(default=False),
        ),
    ]
