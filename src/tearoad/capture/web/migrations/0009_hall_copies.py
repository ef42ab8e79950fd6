import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("capture", "0008_card_readings"),
        ("office", "0001_initial"),
    ]

    operations = [
        migrations.AddField(model_name="hub", name="copied_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="hub", name="held", field=models.JSONField(default=dict)),
        migrations.AddField(
            model_name="hub",
            name="copy",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office.storedfile",
            ),
        ),
        migrations.AddField(model_name="hub", name="check_code", field=models.CharField(default="", max_length=64)),
        migrations.AddField(model_name="hub", name="is_here", field=models.BooleanField(default=False)),
    ]
