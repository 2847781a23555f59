"""Makes a table, and spoils the names of all people."""

from django.db import migrations, models


def spoil(apps, _schema_editor):
    apps.get_model("accounts", "User").objects.update(name="Nobody")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.CreateModel(
            "Note", [("id", models.BigAutoField(primary_key=True)), ("words", models.TextField())]
        ),
        migrations.RunPython(spoil, migrations.RunPython.noop),
    ]
