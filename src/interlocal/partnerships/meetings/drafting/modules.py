"""Text modules: what each sentence of the minutes says by default, and which fields it may use."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, kw_only=True)
class Module:
    """One sentence of the minutes: when it is used, its usual words, and the fields that it may use."""

    use: str
    words: str
    fields: tuple[str, ...]


class UnknownField(ValueError):
    """Words that cannot be filled: ``field`` is no field of the module, or empty where a brace is loose."""

    def __init__(self, field: str, known: tuple[str, ...]) -> None:
        super().__init__(field)
        self.field = field
        self.known = known


_MOTION = ("mover", "seconder", "text", "number", "time", "item")
_VOTES = ("yea", "nay", "abstain", "recused", "absent")

# In the order of a meeting. Open meetings laws ask minutes to show the date, time and place, who was present
# and absent, and the votes; roll calls name who voted how.
MODULES: Mapping[str, Module] = {
    "meeting": Module(
        use="First sentence",
        words="The {body} met on {date} at {time}. Place: {place}.",
        fields=("body", "title", "date", "time", "place", "mode"),
    ),
    "notice": Module(
        use="The notice that was posted",
        words="Notice was posted on {posted}: {where}.",
        fields=("posted", "where"),
    ),
    "short-notice": Module(
        use="A notice shorter than the rule asks",
        words="Less notice was given than {rule} asks, for this cause: {cause}",
        fields=("rule", "cause"),
    ),
    "present": Module(use="Who was present", words="Present: {present}.", fields=("present",)),
    "remote": Module(
        use="Who took part by video or telephone",
        words="By video or telephone: {remote}.",
        fields=("remote",),
    ),
    "absent": Module(use="Who was absent", words="Absent: {absent}.", fields=("absent",)),
    "call-to-order": Module(
        use="Call to order",
        words="{chair} called the meeting to order at {time}. {counted} of {seats} seats were present; "
        "{needed} make a quorum.",
        fields=("chair", "time", "counted", "seats", "needed"),
    ),
    "arrive": Module(use="Somebody arrives later", words="{who} arrived at {time}.", fields=("who", "time")),
    "leave": Module(use="Somebody leaves", words="{who} left at {time}.", fields=("who", "time")),
    "recuse": Module(
        use="Somebody steps aside from an item",
        words="{who} stepped aside from “{item}” at {time}.",
        fields=("who", "time", "item", "note"),
    ),
    "return": Module(
        use="Somebody comes back after an item",
        words="{who} came back to “{item}” at {time}.",
        fields=("who", "time", "item"),
    ),
    "pulled": Module(
        use="An item is taken out of consent",
        words="“{item}” was taken out of the consent items at the wish of {who}.",
        fields=("item", "who", "number"),
    ),
    "motion": Module(
        use="A motion with its second",
        words="{mover} moved, seconded by {seconder}: {text}",
        fields=_MOTION,
    ),
    "motion-unseconded": Module(
        use="A motion without a second",
        words="{mover} moved: {text} There was no second.",
        fields=tuple(field for field in _MOTION if field != "seconder"),
    ),
    "amendment": Module(
        use="An amendment",
        words="{mover} moved, seconded by {seconder}, to amend motion {amended}: {text}",
        fields=(*_MOTION, "amended"),
    ),
    "roll-call": Module(
        use="Votes by name",
        words="Roll call. Yea: {yea}. Nay: {nay}. Abstain: {abstain}. Stepped aside: {recused}. "
        "Absent: {absent}.",
        fields=_VOTES,
    ),
    "voice": Module(use="A vote by voice", words="The vote was taken by voice.", fields=()),
    "unanimous": Module(use="Nobody objects", words="Nobody objected.", fields=()),
    "tie": Module(
        use="The chair decides a tie",
        words="The vote was tied, and the chair, {chair}, decided it.",
        fields=("chair",),
    ),
    "result": Module(
        use="Result of a counted vote",
        words="The motion {result}: {yeas} yea, {nays} nay; {needed} needed.",
        fields=("result", "yeas", "nays", "abstentions", "needed", "number"),
    ),
    "result-uncounted": Module(
        use="Result of a vote that was not counted",
        words="The motion {result}.",
        fields=("result", "number"),
    ),
    "undecided": Module(
        use="A motion that was not decided", words="The motion was {result}.", fields=("result", "number")
    ),
    "closed-begin": Module(
        use="The session is closed",
        words="The session was closed at {time} under {grounds}.",
        fields=("time", "grounds"),
    ),
    "closed-end": Module(
        use="The session is open again",
        words="The session was open to the public again at {time}.",
        fields=("time",),
    ),
    "action": Module(
        use="An action",
        words="Action: {what}. {who}, due {due}.",
        fields=("what", "who", "due"),
    ),
    "postponed": Module(use="An item that was put off", words="The item was put off.", fields=("item",)),
    "not-reached": Module(use="Items not reached", words="Not reached: {items}.", fields=("items",)),
    "adjourn": Module(
        use="End of the meeting", words="The meeting was adjourned at {time}.", fields=("time",)
    ),
}


def check_words(name: str, words: str) -> None:
    """Raise ``UnknownField`` unless ``words`` use only fields of the module, plainly written."""
    known = MODULES[name].fields
    try:
        parts = list(Formatter().parse(words))
    except ValueError:
        raise UnknownField("", known) from None
    for _text, field, spec, conversion in parts:
        if field is not None and (field not in known or spec or conversion):
            raise UnknownField(field, known)


def filled(name: str, own: Mapping[str, str], values: Mapping[str, object]) -> str:
    """Return the module's sentence: the body's own words, else the usual ones, with ``values`` in its fields.

    Own words that no longer can be filled are passed over for the usual ones.
    """
    words = own.get(name) or MODULES[name].words
    try:
        check_words(name, words)
    except UnknownField:
        words = MODULES[name].words
    written = ""
    for text, field, _spec, _conversion in Formatter().parse(words):
        # "9:05 a.m." at the end of a sentence ends it.
        is_ended = written.endswith(".") and text.startswith(".") and not text.startswith("..")
        written += (text[1:] if is_ended else text) + (str(values.get(field, "")) if field else "")
    return written.strip()
