from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def follow_the_law(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What stood at the former default was nobody's own rule: such a body follows the law."""
    apps.get_model("meetings", "Body").objects.filter(notice_hours=24, notice_rule="RSMo 610.020").update(
        notice_hours=None, notice_rule=""
    )


def name_the_former_default(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Without the law's figure a body needs hours of its own."""
    apps.get_model("meetings", "Body").objects.filter(notice_hours=None).update(notice_hours=24)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_council_tables")]

    operations = [
        migrations.AlterField(
            model_name="body",
            name="notice_hours",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="Empty: as the law asks.", null=True, verbose_name="hours of notice"
            ),
        ),
        migrations.AlterField(
            model_name="body",
            name="notice_rule",
            field=models.CharField(
                blank=True,
                help_text="Empty: as the law asks.",
                max_length=120,
                verbose_name="rule for the notice",
            ),
        ),
        migrations.RunPython(follow_the_law, name_the_former_default),
    ]
