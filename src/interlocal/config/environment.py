"""Every setting that the environment can give, declared once for the code, the documentation and its test."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """One environment variable: its ``default`` (as text) and what it is for."""

    name: str
    default: str
    purpose: str
    is_secret: bool = False


VARIABLES: tuple[Variable, ...] = (
    Variable("INTERLOCAL_DATA", "var", "Folder for the database, keys, files, sample mail and audit heads."),
    Variable(
        "INTERLOCAL_DATABASE_URL",
        "",
        "postgresql://user:password@host:port/name for PostgreSQL. Empty: SQLite in the data folder.",
        is_secret=True,
    ),
    Variable(
        "INTERLOCAL_BASE_URL",
        "http://localhost:8000",
        "Address that people type; links in mail start with it.",
    ),
    Variable(
        "INTERLOCAL_CONTENT_URL",
        "",
        "Address under a second name, where online lessons run apart. Empty: they run without an origin.",
    ),
    Variable("INTERLOCAL_ALLOWED_HOSTS", "", "More host names to answer to, separated by commas."),
    Variable(
        "INTERLOCAL_DEMO",
        "0",
        "1 shows sample mail at /dev/mail and the component gallery. Never with real data.",
    ),
    Variable(
        "INTERLOCAL_DEBUG", "0", "1 shows Django's error pages. Never on a machine that others can reach."
    ),
    Variable(
        "INTERLOCAL_SECRET_KEY",
        "",
        "Signs sessions and links. Empty: kept in secret.key in the data folder.",
        is_secret=True,
    ),
    Variable(
        "INTERLOCAL_VAULT_KEY_FILE", "", "Path of the vault's key file. Empty: vault.key in the data folder."
    ),
    Variable(
        "INTERLOCAL_AUDIT_HEADS",
        "",
        "Folder for the daily audit heads; another disk is better. Empty: audit-heads in the data folder.",
    ),
    Variable(
        "INTERLOCAL_BACKUPS",
        "",
        "Folder for backups; another disk is better. Empty: backups in the data folder.",
    ),
    Variable(
        "INTERLOCAL_BACKUP_KEEP",
        "7,4,6",
        "Automatic backups to keep: the last of so many days, weeks and months.",
    ),
    Variable(
        "INTERLOCAL_MOVE_TO",
        "",
        "Address of the database to move to, for `interlocal move` alone; as INTERLOCAL_DATABASE_URL.",
        is_secret=True,
    ),
    Variable("INTERLOCAL_TIME_ZONE", "America/Chicago", "Time zone of the partnership."),
    Variable(
        "INTERLOCAL_MAIL_URL",
        "",
        "smtp://user:password@host:port (smtp+tls, smtps). Empty: a folder of messages.",
        is_secret=True,
    ),
    Variable("INTERLOCAL_MAIL_FROM", "Interlocal <interlocal@localhost>", "Sender of mail."),
    Variable("INTERLOCAL_WEB_WORKERS", "2", "Web server processes."),
    Variable("INTERLOCAL_WEB_THREADS", "4", "Threads in each web server process."),
    Variable("INTERLOCAL_JOB_WORKERS", "2", "Job worker processes."),
    Variable("INTERLOCAL_UPLOAD_LIMIT_MB", "50", "Largest file that can be uploaded, in megabytes."),
    Variable(
        "INTERLOCAL_SEALED_UPLOAD_LIMIT_MB",
        "500",
        "What files that are sealed on arrival may have together in one sending, in megabytes.",
    ),
    Variable(
        "INTERLOCAL_S3_BUCKET",
        "",
        "Bucket for stored files, on a server that speaks S3. Empty: the folder files in the data folder.",
    ),
    Variable(
        "INTERLOCAL_S3_ENDPOINT", "", "Address of that server: https://s3.example.org. Empty: Amazon S3."
    ),
    Variable("INTERLOCAL_S3_REGION", "us-east-1", "Region of the bucket."),
    Variable(
        "INTERLOCAL_S3_PREFIX", "", "Folder in the bucket, when the bucket is shared: interlocal/files."
    ),
    Variable(
        "INTERLOCAL_S3_ACCESS_KEY",
        "",
        "Access key for the bucket. Empty: what the machine has, such as its role at Amazon.",
        is_secret=True,
    ),
    Variable("INTERLOCAL_S3_SECRET_KEY", "", "The access key's secret.", is_secret=True),
    Variable(
        "INTERLOCAL_CLAMD_CONF",
        "",
        "Settings of ClamAV's daemon: /etc/clamav/clamd.conf, say. Its TemporaryDirectory must be in memory.",
    ),
    Variable(
        "INTERLOCAL_TRUSTED_PROXIES",
        "0",
        "Proxies of your own before the web server; rate limits count the visitor behind them.",
    ),
    Variable(
        "INTERLOCAL_ONION_HOST",
        "",
        "Name of the onion service (56 characters and .onion) that leads here. Its visitors share one queue.",
    ),
    Variable(
        "INTERLOCAL_SECOND_STEP",
        "roles",
        "Who must sign in with a second step: those whose roles ask for it (roles), or everybody.",
    ),
    Variable(
        "INTERLOCAL_UNUSED_DAYS",
        "90",
        "Accounts with which nobody signed in for so many days are told of. 0: none are.",
    ),
    Variable(
        "INTERLOCAL_DISK_FREE_MB",
        "2000",
        "Megabytes that should be free in each folder; `interlocal doctor` says when they are not.",
    ),
    Variable(
        "INTERLOCAL_SECURITY_CONTACT",
        "",
        "Whom to tell of a vulnerability (mailto:... or https://...), shown at /.well-known/security.txt.",
    ),
    Variable(
        "INTERLOCAL_SECURITY_EXPIRES",
        "",
        "The last day on which that contact is right, such as 2027-06-30: after it nothing is shown.",
    ),
    Variable(
        "INTERLOCAL_TIME_SOURCE",
        "",
        "Whom `interlocal doctor` asks for the time: ntp://host or https://host. Empty: PostgreSQL, if used.",
    ),
    Variable(
        "INTERLOCAL_METRICS_TOKEN",
        "",
        "Opens /metrics to Prometheus, a bearer token of 24 characters or more. Empty: no such page.",
        is_secret=True,
    ),
    Variable(
        "INTERLOCAL_SLOW_QUERY_MS",
        "0",
        "Statements of the database that take longer are logged, without values. 0: none are.",
    ),
    Variable("INTERLOCAL_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
)

_DEFAULTS = {variable.name: variable.default for variable in VARIABLES}


def read(name: str, environ: Mapping[str, str] | None = None) -> str:
    """Return the value of a declared variable; raises ``KeyError`` for one that is not declared."""
    source = os.environ if environ is None else environ
    return source.get(name, _DEFAULTS[name]).strip() or _DEFAULTS[name]


def is_on(name: str) -> bool:
    """Is the switch on? Only ``1``, ``true``, ``yes`` and ``on`` say so."""
    return read(name).lower() in {"1", "true", "yes", "on"}
