"""What pages need is read before the first is asked for."""

import pytest
from django.template import engines
from django.test import Client
from django.urls import get_resolver
from django.utils import translation
from django_cotton.cotton_loader import Loader

from interlocal.config.running.reading import read_pages


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """Return the templates that are read from now on; none is known yet."""
    names: list[str] = []
    whole = Loader.get_contents

    def get_contents(self, origin):
        names.append(origin.template_name)
        return whole(self, origin)

    monkeypatch.setattr(Loader, "get_contents", get_contents)
    engines["django"].engine.template_loaders[0].reset()
    return names


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/public/meetings/", "/nowhere/"])
def test_no_page_reads_a_template_once_they_were_read(path, read):
    Client().get(path)
    assert read != []
    read_pages()
    read.clear()
    Client().get(path)
    assert read == []


def test_addresses_are_read_in_each_language():
    read_pages()
    for code in ("en", "es"):
        with translation.override(code):
            assert get_resolver()._populated
            assert code in get_resolver()._reverse_dict
