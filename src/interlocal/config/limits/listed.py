"""The list. Of two entries with a rate that name a route, the first counts."""

from collections.abc import Iterator

from interlocal.config.limits.shape import Limit, Rate, Whom

READ = Rate(240, 4, Whom.ADDRESS)  # a city hall shares one address: a hundred people open two pages each
MADE = Rate(60, 1, Whom.ADDRESS)
LESSON = Rate(6000, 100, Whom.ADDRESS)  # thirty learners in one room, each with a lesson of hundreds of files
PROGRAM = Rate(600, 20, Whom.ADDRESS)
PRINTED = Rate(60, 1, Whom.PERSON)
TAKEN = Rate(10, 1 / 60, Whom.PERSON)  # an archive reads every table and every file
SEARCHED = Rate(120, 4, Whom.PERSON)
SENT = Rate(60, 1, Whom.PERSON, writes_only=True)

_SIGN_IN = "src/interlocal/config/sign_in.py"

_COUNTED_BY_ROOMS = (
    Limit(
        "Signing in with a password",
        ("account_login",),
        says="30 a minute for each network address; 5 wrong ones in 5 minutes for each account",
        held_by=_SIGN_IN,
    ),
    Limit(
        "Signing in with a passkey",
        ("mfa_login_webauthn", "mfa_challenge_webauthn"),
        says="30 a minute for each network address",
        held_by=_SIGN_IN,
    ),
    Limit(
        "Showing again who it is, and codes of authenticators",
        ("account_reauthenticate", "mfa_authenticate", "mfa_reauthenticate"),
        says="10 a minute for each person; 5 wrong codes in 5 minutes for an account",
        held_by=_SIGN_IN,
    ),
    Limit(
        "Changing the password",
        ("account_change_password",),
        says="5 a minute for each person",
        held_by=_SIGN_IN,
    ),
    Limit(
        "Asking for a new password",
        ("account_reset_password",),
        says="20 a minute for each network address, 5 a minute for each account",
        held_by=_SIGN_IN,
    ),
    Limit(
        "Invitations and links to a new password or authenticator",
        ("accounts:accept", "accounts:choose-password", "accounts:confirm-reset"),
        says="30 a minute for each network address",
        held_by=_SIGN_IN,
    ),
    Limit(
        "Asking for a new authenticator",
        ("accounts:lost-authenticator",),
        says="10 a minute for each network address, 3 an hour for each account",
        held_by=_SIGN_IN,
    ),
    Limit(
        "Signing in at one's city",
        ("accounts:city",),
        says="60 a minute for each network address",
        held_by="src/interlocal/foundation/accounts/views/city.py",
    ),
    Limit(
        "Founding an empty partnership",
        ("founding:first-run",),
        says="30 an hour for each network address",
        held_by="src/interlocal/founding/views.py",
    ),
    Limit(
        "Answering a commitment from a mail",
        ("commitments:answer-link",),
        says="60 wrong links an hour for each network address, 30 answers an hour for each link",
        held_by="src/interlocal/partnerships/commitments/views/link.py",
    ),
    Limit(
        "Answering about staff hours from a mail",
        ("initiatives:answer-ask",),
        says="60 wrong links an hour for each network address, 30 answers an hour for each link",
        held_by="src/interlocal/partnerships/initiatives/views/staff.py",
    ),
    Limit(
        "Applying for a training seat, and asking for a lost link",
        ("training:apply", "training:lost-link"),
        says="120 an hour for each network address, 10 an hour for each mail address",
        held_by="src/interlocal/programs/training/views/taking_part/applying.py",
    ),
    Limit(
        "Checking in at a training session",
        ("training:check-in", "training:check-in-typed"),
        says="600 an hour and 300 wrong QR codes for each network address, 20 an hour for each mail address",
        held_by="src/interlocal/programs/training/views/links/checking_in.py",
    ),
    Limit(
        "Pages of learners and teachers behind a link",
        (
            "training:agree",
            "training:confirm",
            "training:evaluate",
            "training:my*",
            "training:own-transcript",
            "training:teach*",
        ),
        says="60 wrong links an hour for each network address; 60 forms an hour for each link, a lesson more",
        held_by="src/interlocal/programs/training/views/links/door.py",
    ),
    Limit(
        "Reporting on the hotline, and coming back to a report",
        (
            "hotline:report",
            "hotline:protection",
            "hotline:come-back",
            "hotline:mine",
            "hotline:check-proof",
            "hotline:nowhere",
        ),
        says="120 at once, then 2 a second, for each network address; half the server for the onion service",
        held_by="src/interlocal/programs/hotline/views/limits.py",
    ),
    Limit(
        "The JSON interface, for a token",
        ("api:*",),
        says="300 a minute for each token",
        held_by="src/interlocal/http_api/views/tokens.py",
    ),
)

_PACED = (
    Limit("The JSON interface, with a token or without", ("api:*",), rate=PROGRAM),
    Limit("Files of online lessons", ("training:lesson-*",), rate=LESSON),
    Limit(
        "Calendar feeds, news feeds and open data",
        (
            "meetings:calendar",
            "portal:body-calendar",
            "portal:civic-data",
            "portal:meeting-event",
            "portal:meetings-atom",
            "portal:meetings-calendar",
            "training:my-calendar",
        ),
        rate=MADE,
    ),
    Limit(
        "Printed papers that are open: packets, certificates, transcripts",
        ("portal:meeting-packet", "training:certificate-download", "training:own-transcript"),
        rate=MADE,
    ),
    Limit("Search", ("desk:search",), rate=SEARCHED),
    Limit(
        "Exports and lists for Excel",
        (
            "*:*export*",
            "*:csv",
            "*:*-evaluation",
            "training:evaluation",
            "studies:group-costs",
            "*-csv",
            "studies:file",
            "mfa_download_recovery_codes",
        ),
        rate=PRINTED,
    ),
    Limit(
        "Printed papers: reports, packets, minutes, certificates, notices",
        (
            "*-pdf",
            "*-docx",
            "instruments:packet*",
            "instruments:make-packet*",
            "leaving:certificate*",
            "meetings:ask-packet",
            "meetings:packet",
            "training:report",
        ),
        rate=PRINTED,
    ),
    Limit(
        "Archives of records to take along: asking for one, and downloading one",
        ("leaving:ask-archive", "leaving:archive-download"),
        rate=TAKEN,
    ),
    Limit("Files that are fetched", ("*-file", "meetings:paper"), rate=PRINTED),
    Limit(
        "Files and lists that are sent",
        (
            "*:paste",
            "*:pasted*",
            "agreements:attach",
            "commitments:record-done",
            "initiatives:add-part",
            "instruments:add",
            "instruments:bring-back",
            "instruments:record-step",
            "instruments:template*",
            "instruments:text",
            "meetings:add-paper",
            "meetings:bring-*",
            "meetings:post-notice",
            "studies:bring-calls",
            "training:add-lesson",
            "training:add-material",
        ),
        rate=SENT,
    ),
)

_FREE = (
    Limit(
        "The hotline's rooms for those who hold its keys",
        ("hotline:*",),
        reason="Their visits are counted nowhere; who may enter is named, and few.",
    ),
    Limit(
        "Whether the site is alive",
        ("health-live", "health-ready"),
        reason="Asked from inside, all the time, by what watches the site; the answer costs next to nothing.",
    ),
    Limit(
        "Numbers for Prometheus",
        ("metrics",),
        reason="Only with the token, which nobody guesses; without it the answer is 404.",
    ),
    Limit(
        "Mail of the demonstration",
        ("notices:sample-*",),
        reason="Not there but in demo mode, on one's own machine.",
    ),
)

OTHER_OPEN_PAGES = Limit("Every other page that is open to everybody", (), rate=READ)
LIMITS: tuple[Limit, ...] = (*_COUNTED_BY_ROOMS, *_PACED, *_FREE, OTHER_OPEN_PAGES)


def limits_of(route: str, *, is_open: bool) -> Iterator[Limit]:
    """Yield what the list says of ``route``."""
    named = [limit for limit in LIMITS if limit.names(route)]
    yield from named
    if is_open and not any(limit.rate or limit.reason for limit in named):
        yield OTHER_OPEN_PAGES
