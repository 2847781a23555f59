"""The peers: the least that Django can do, under the same web server with the same settings.

``rivals.py DESCRIPTOR FOLDER`` serves two pages on a bound socket: ``/hello`` (no query, no template) and
``/query`` (one query, fifty rows in a template).
"""

import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from interlocal.config.databases import database_settings
from interlocal.config.running.web import WebServer

ROWS = 50
PAGE = """<!doctype html><title>Cities</title><table>
{% for city in cities %}<tr><td>{{ city.name }}</td><td>{{ city.population }}</td></tr>{% endfor %}</table>"""


def configure(folder: Path) -> None:
    settings.configure(
        ALLOWED_HOSTS=["localhost"],
        DATABASES={"default": database_settings("", folder)},
        INSTALLED_APPS=[],
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],  # gives the answer its length
        ROOT_URLCONF=__name__,
        SECRET_KEY="rivals",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_TZ=True,
    )
    django.setup()


def city_model() -> type[models.Model]:
    """Define the model once Django is set up, and make its table with ``ROWS`` rows."""

    class City(models.Model):
        name = models.CharField(max_length=100)
        population = models.IntegerField()

        class Meta:
            app_label = "rivals"

    with connection.schema_editor() as editor:
        editor.create_model(City)
    City.objects.bulk_create(City(name=f"City {number}", population=number) for number in range(ROWS))
    connection.close()
    return City


def hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def urls(city: type[models.Model]) -> list[Any]:
    template = engines["django"].from_string(PAGE)

    def query(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(template.render({"cities": city._default_manager.order_by("name")}))

    return [path("hello", hello), path("query", query)]


class Rivals(WebServer):
    """The product's web server with another application in it."""

    def begin_work(self) -> None:
        """Nothing: no engine here."""

    def forget_process(self, number: int) -> None:
        """Nothing of theirs is counted."""

    def load(self) -> Any:
        return get_wsgi_application()


def main() -> None:
    global urlpatterns  # noqa: PLW0603 - where Django looks for the addresses
    descriptor, folder = int(sys.argv.pop(1)), Path(sys.argv.pop(1))
    configure(folder)
    urlpatterns = urls(city_model())
    Rivals(descriptor).run()


if __name__ == "__main__":
    main()
