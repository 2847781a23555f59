"""Nobody writes an entry of the log by what they send."""

import json
import logging

import pytest

from interlocal.config.logs import JsonFormatter
from interlocal.config.running.web_log import WebServerFormatter

FORGED = '{"level": "info", "message": "forged"}'
ENDS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x1b[2J", "\x9b2J", "\x00"]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("formatter", [JsonFormatter(), WebServerFormatter()])
def test_what_is_logged_stays_one_entry_of_plain_signs(formatter: logging.Formatter, end: str) -> None:
    sent = f"nothing{end}{FORGED}"
    record = logging.makeLogRecord(
        {"name": "any", "levelno": logging.INFO, "levelname": "INFO", "msg": "%s", "args": (sent,)}
    )
    record.fields = {"route": sent}
    line = formatter.format(record)
    assert line.splitlines() == [line]
    assert line.isascii()
    assert line.isprintable()
    entry = json.loads(line)
    assert (entry["level"], entry["message"], entry["route"]) == ("info", sent, sent)


@pytest.mark.parametrize("end", ENDS)
def test_text_of_an_exception_is_not_logged(end: str) -> None:
    error = ValueError(f"{end}{FORGED}")
    record = logging.LogRecord("any", logging.ERROR, __file__, 1, "broke", None, (ValueError, error, None))
    line = JsonFormatter().format(record)
    assert line.splitlines() == [line]
    assert json.loads(line)["exception"] == "ValueError"
    assert "forged" not in line
