from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("capture", "0003_hubs"),
    ]

    operations = [
        migrations.AddField(
            model_name="stream",
            name="backed_up",
            field=models.PositiveBigIntegerField(default=0),
        ),
    ]
