"""Fails; or waits to be killed, where a test asks for that."""

import os
import time

from django.db import migrations


def fail(apps, _schema_editor):
    apps.get_model("planted", "Note").objects.create(words="half done")
    if os.environ.get("PLANTED") == "waits":
        time.sleep(120)
    if os.environ.get("PLANTED") != "works":
        raise ValueError("a row that cannot be")


class Migration(migrations.Migration):
    dependencies = [("planted", "0001_initial")]
    operations = [migrations.RunPython(fail, migrations.RunPython.noop)]
