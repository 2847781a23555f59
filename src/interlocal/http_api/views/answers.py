"""What every operation may answer beside what was asked for."""

from interlocal.http_api.views.schemas import Problem

# An address that cannot be read, no such token, not allowed, too many.
ASKED: dict[int, type[Problem]] = dict.fromkeys((400, 401, 403, 429), Problem)
# A record is named, or something narrows the answer.
NAMED = ASKED | dict.fromkeys((404, 422), Problem)
# A rule of the house may refuse it.
RULED = NAMED | {409: Problem}
