"""The table of the database cache, in which rate limits count across processes."""

from django.core.cache.backends.db import BaseDatabaseCache
from django.core.management import call_command
from django.db import migrations

TABLE = "kernel_cache"


def create(_apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop(_apps, schema_editor):
    schema_editor.delete_model(BaseDatabaseCache(TABLE, {}).cache_model_class)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
