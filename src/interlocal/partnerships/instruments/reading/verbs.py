"""From "supporting" back to "support", for the verbs that councils commit themselves to."""

_VERBS = (
    "adopt advance allocate appoint assign assist collaborate complete conduct continue contribute "
    "cooperate coordinate create deliver designate develop draft encourage engage enhance establish "
    "evaluate expand explore file foster fund further help identify implement improve increase join "
    "maintain make meet monitor negotiate offer operate participate pay plan prepare present promote "
    "provide publish pursue reimburse renew report respond review seek send share staff strengthen "
    "study submit support sustain take track train use work"
)
_DOUBLED = {"plan", "submit", "commit"}


def _gerund(verb: str) -> str:
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


_OF_GERUND = {_gerund(verb): verb for verb in _VERBS.split()}


def in_base_form(action: str) -> str:
    """An action whose first word is a known gerund, with that word as the plain verb."""
    first, space, rest = action.partition(" ")
    return f"{_OF_GERUND.get(first.lower(), first)}{space}{rest}"
