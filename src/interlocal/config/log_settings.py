"""Where log lines go, and in which form."""

from typing import Any


def logging_settings(level: str) -> dict[str, Any]:
    """Return the settings of Python's logging, from ``level`` on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "interlocal.config.logs.JsonFormatter"}},
        "filters": {"traceless": {"()": "interlocal.config.logs.TracelessFilter"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["traceless"]}
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "django-q": {"level": "WARNING"},
            # What they say in detail holds names of files and signed requests.
            **{name: {"level": "WARNING"} for name in ("boto3", "botocore", "urllib3")},
        },
    }
