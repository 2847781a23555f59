"""Why a row is not taken, and what can be done about it."""

from mutual.calls.profile.model import CODED

BROKEN_LINE = "line unreadable"
TOO_FEW = "columns missing"
TOO_MANY = "too many columns"
DAMAGED = "letters unreadable"
NO_TIME = "time missing"
BAD_TIME = "time unreadable"
FAR_TIME = "time implausible"
LONELY_TIME = "time far from all others"
MIDNIGHT = "midnight placeholder"
OUTSIDE = "outside the period"
SKIPPED_HOUR = "in the hour that the clock skipped"
DOUBLED_HOUR = "in the hour that the clock ran twice"
NO_PLACE = "place missing"
BAD_PLACE = "unknown place"
BACKWARDS = "times run backwards"
DUPLICATE = "duplicate"
LEFT_OUT = {role: f"left out by {role}" for role in CODED}
UNKNOWN = {role: f"unknown {role}" for role in CODED}

WAYS_FORWARD = {
    BROKEN_LINE: "A quote is not closed, or closed too early. Double the quotes within quoted text.",
    TOO_FEW: (
        "The row has fewer columns than the header: a cut line, a total at the end, or another delimiter."
    ),
    TOO_MANY: "The row has more columns than the header: text that holds the delimiter and is not quoted.",
    DAMAGED: "The row is in another encoding than the profile says: add it to encodings in [file].",
    NO_TIME: "Give the row the time at which the call was received, or leave it out.",
    BAD_TIME: "Add the format of this time to formats in [times], or mend the time.",
    FAR_TIME: "The year cannot be that of a call. Mend the time.",
    LONELY_TIME: "Mend the time, or say in [times] from when and through when the file counts.",
    MIDNIGHT: 'Midnight sharp stands for an unknown time. Give it, or set midnight = "keep" in [times].',
    OUTSIDE: "The call lies outside from and through in [times].",
    SKIPPED_HOUR: 'The clock never showed this time. Set skipped_hour = "forward" to take it an hour later.',
    DOUBLED_HOUR: 'The clock showed this time twice. Set doubled_hour = "first" or "second" to take it.',
    NO_PLACE: 'Give the row a place, or set otherwise = "a city" in [places].',
    BAD_PLACE: "Add the place to cities in [places] or to the table of places.",
    BACKWARDS: 'A later step has an earlier time. Mend it, or set backwards = "no handling time" in [times].',
    **{LEFT_OUT[role]: f"The profile leaves this {role} out (drop)." for role in CODED},
    **{
        UNKNOWN[role]: f'Add the code to those known for the {role}, or set unknown = "keep".'
        for role in CODED
    },
}
