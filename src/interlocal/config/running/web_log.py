"""What the web server itself logs: JSON like everything else, without who asked and for which address."""

import logging

from gunicorn.config import Config
from gunicorn.glogging import Logger

from interlocal.config.logs import JsonFormatter

# gunicorn quotes the client's network address and what it asked for, which can be a signed link.
_QUOTING = ("Invalid request", "Error handling request")


class WebServerFormatter(JsonFormatter):
    """Writes a record as JSON; keeps of a record that quotes a request only what happened."""

    def format(self, record: logging.LogRecord) -> str:
        """Return ``record`` as one line of JSON."""
        said = next((words for words in _QUOTING if str(record.msg).startswith(words)), None)
        if said is not None:
            kept = {"msg": said, "args": (), "exc_info": record.exc_info}
            record = logging.makeLogRecord({**record.__dict__, **kept})
        return super().format(record)


class WebServerLog(Logger):  # type: ignore[misc]
    """gunicorn's log in our form."""

    def setup(self, cfg: Config) -> None:
        """Set gunicorn's handlers up, then give them our form."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            if getattr(handler, "_gunicorn", False):
                handler.setFormatter(WebServerFormatter())
