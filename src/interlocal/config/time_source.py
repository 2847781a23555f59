"""Where the right time is asked for."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def time_source(url: str) -> str:
    """Return the address of the source of time as it was set; "" for none."""
    if url and (urlsplit(url).scheme not in {"ntp", "http", "https"} or not urlsplit(url).hostname):
        raise ImproperlyConfigured("INTERLOCAL_TIME_SOURCE must look like ntp://time.nist.gov")
    return url
