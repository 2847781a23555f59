"""Django's settings. What differs between installations comes from the environment (see ``environment``)."""

from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from interlocal.config import environment
from interlocal.config.compiled import keep_compiled
from interlocal.config.content_policy import CONTENT_POLICY
from interlocal.config.databases import database_settings
from interlocal.config.job_settings import job_settings
from interlocal.config.log_settings import logging_settings
from interlocal.config.mail import mail_settings
from interlocal.config.metrics_token import metrics_token
from interlocal.config.object_storage import bucket_settings
from interlocal.config.security_contact import security_contact
from interlocal.config.sign_in import SIGN_IN_SETTINGS, second_step
from interlocal.config.signing import signing_key
from interlocal.config.time_source import time_source

SOURCE = Path(__file__).resolve().parent.parent
INTERLOCAL_DATA = Path(environment.read("INTERLOCAL_DATA")).resolve()
INTERLOCAL_DEMO = environment.is_on("INTERLOCAL_DEMO")
INTERLOCAL_BASE_URL = environment.read("INTERLOCAL_BASE_URL").rstrip("/")
INTERLOCAL_CONTENT_URL = environment.read("INTERLOCAL_CONTENT_URL").rstrip("/")
INTERLOCAL_VAULT_KEY_FILE = Path(
    environment.read("INTERLOCAL_VAULT_KEY_FILE") or INTERLOCAL_DATA / "vault.key"
)
INTERLOCAL_AUDIT_HEADS = Path(environment.read("INTERLOCAL_AUDIT_HEADS") or INTERLOCAL_DATA / "audit-heads")
INTERLOCAL_BACKUPS = Path(environment.read("INTERLOCAL_BACKUPS") or INTERLOCAL_DATA / "backups")
INTERLOCAL_BACKUP_KEEP = environment.read("INTERLOCAL_BACKUP_KEEP")
INTERLOCAL_MOVE_TO = environment.read("INTERLOCAL_MOVE_TO")
INTERLOCAL_ONION_HOST = environment.read("INTERLOCAL_ONION_HOST").lower()
INTERLOCAL_WEB_THREADS = int(environment.read("INTERLOCAL_WEB_THREADS"))
INTERLOCAL_UPLOAD_LIMIT = int(environment.read("INTERLOCAL_UPLOAD_LIMIT_MB")) * 1024 * 1024
INTERLOCAL_SEALED_UPLOAD_LIMIT = int(environment.read("INTERLOCAL_SEALED_UPLOAD_LIMIT_MB")) * 1024 * 1024
INTERLOCAL_S3 = bucket_settings()
INTERLOCAL_CLAMD_CONF = environment.read("INTERLOCAL_CLAMD_CONF")
INTERLOCAL_DISK_FREE: int = int(environment.read("INTERLOCAL_DISK_FREE_MB")) * 1_000_000
INTERLOCAL_SECURITY_CONTACT = security_contact(
    environment.read("INTERLOCAL_SECURITY_CONTACT"), environment.read("INTERLOCAL_SECURITY_EXPIRES")
)
INTERLOCAL_TIME_SOURCE = time_source(environment.read("INTERLOCAL_TIME_SOURCE"))
INTERLOCAL_METRICS_TOKEN = metrics_token(environment.read("INTERLOCAL_METRICS_TOKEN"))
INTERLOCAL_SLOW_QUERY_MS = int(environment.read("INTERLOCAL_SLOW_QUERY_MS"))
keep_compiled(INTERLOCAL_DATA)
INTERLOCAL_CONTENT_URLS = "interlocal.config.content_urls"
INTERLOCAL_WIRING = "interlocal.config.wiring"
INTERLOCAL_ROLES = "interlocal.config.roles.ROLES"
# Views of these packages ask for sign-in themselves where they must.
INTERLOCAL_SELF_GUARDED = ("allauth", "django.views.i18n", "interlocal.http_api")
INTERLOCAL_PROGRAMS: tuple[str, ...] = ("interlocal.programs.training", "interlocal.programs.hotline")

DEBUG = environment.is_on("INTERLOCAL_DEBUG")
SECRET_KEY = signing_key(INTERLOCAL_DATA, environment.read("INTERLOCAL_SECRET_KEY"))
_IS_SECURE = INTERLOCAL_BASE_URL.startswith("https://")
ALLOWED_HOSTS = [
    urlsplit(INTERLOCAL_BASE_URL).hostname or "localhost",
    "localhost",
    "127.0.0.1",
    *filter(None, environment.read("INTERLOCAL_ALLOWED_HOSTS").split(",")),
    *filter(None, [INTERLOCAL_ONION_HOST, urlsplit(INTERLOCAL_CONTENT_URL).hostname]),
]

INSTALLED_APPS = [
    "interlocal.config",
    "interlocal.portal",
    "interlocal.desk",
    "interlocal.http_api",
    *("interlocal.upkeep", "interlocal.leaving"),
    "interlocal.founding",
    *INTERLOCAL_PROGRAMS,
    "interlocal.costing.studies",
    "interlocal.partnerships.initiatives",
    "interlocal.partnerships.meetings",
    "interlocal.partnerships.agreements",
    "interlocal.partnerships.instruments",
    "interlocal.partnerships.law",
    "interlocal.partnerships.commitments",
    "interlocal.partnerships.jurisdictions",
    "interlocal.programkit",
    "interlocal.foundation.lists",
    "interlocal.foundation.accounts",
    "interlocal.foundation.notices",
    "interlocal.foundation.backups",
    "interlocal.foundation.files",
    "interlocal.foundation.jobs",
    "interlocal.foundation.audit",
    "interlocal.foundation.vault",
    "interlocal.web",
    "interlocal.kernel",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_q",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
if find_spec("django_linear_migrations"):
    # Where the software is developed: one line of migrations a room.
    INSTALLED_APPS.append("django_linear_migrations")

MIDDLEWARE = [
    "interlocal.config.request_ids.RequestIdMiddleware",
    "interlocal.web.middleware.OnionMiddleware",
    "interlocal.web.content_host.ContentHostMiddleware",
    "interlocal.web.middleware.PlainProgramMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "interlocal.web.middleware.ResponseHeadersMiddleware",
    "interlocal.web.middleware.MethodMiddleware",
    "interlocal.web.middleware.PlainAddressMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "interlocal.config.logs.RequestLogMiddleware",
    "interlocal.upkeep.middleware.MetricsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "interlocal.config.maintenance.MaintenanceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "interlocal.foundation.accounts.middleware.SessionLifeMiddleware",
    "interlocal.config.limits.PaceMiddleware",
    "interlocal.kernel.access.AccessMiddleware",
    "interlocal.foundation.accounts.middleware.SecondStepMiddleware",
]

ROOT_URLCONF = "interlocal.config.urls"
WSGI_APPLICATION = "interlocal.config.wsgi.application"

_TEMPLATE_LOADERS = [
    "template_partials.loader.Loader",
    [
        (
            "django.template.loaders.cached.Loader",
            [
                "django_cotton.cotton_loader.Loader",
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ],
        )
    ],
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "interlocal.config.context.frame",
            ],
            "loaders": [("template_partials.loader.Loader", _TEMPLATE_LOADERS[1])],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "interlocal.web.templatetags.fixed_words",
                "interlocal.web.templatetags.uswds",
            ],
        },
    }
]
COTTON_DIR = "components"
FORM_RENDERER = "interlocal.web.forms.UswdsRenderer"

DATABASES = {"default": database_settings(environment.read("INTERLOCAL_DATABASE_URL"), INTERLOCAL_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits count across processes, so their cache is the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE = environment.read("INTERLOCAL_TIME_ZONE")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = INTERLOCAL_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "interlocal.web.storage.StaticStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "interlocal.foundation.accounts.password_words.LeakedPasswordValidator"},
    {"NAME": "interlocal.foundation.accounts.password_words.HouseWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"

EMAIL_SETTINGS = mail_settings(environment.read("INTERLOCAL_MAIL_URL"), INTERLOCAL_DATA)
locals().update(EMAIL_SETTINGS)
DEFAULT_FROM_EMAIL = environment.read("INTERLOCAL_MAIL_FROM")

# A job whose runner was not heard from for this long is run again.
INTERLOCAL_JOB_LEASE = timedelta(seconds=60)
Q_CLUSTER = job_settings(int(environment.read("INTERLOCAL_JOB_WORKERS")))

SESSION_ENGINE = "interlocal.foundation.accounts.session_store"
# The prefix keeps a cookie to this very host and to https, which an onion address does not have.
_PREFIX = "__Host-" if _IS_SECURE and not INTERLOCAL_ONION_HOST else ""
SESSION_COOKIE_NAME = f"{_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{_PREFIX}csrftoken"
SESSION_COOKIE_AGE = 60 * 60 * 12
INTERLOCAL_SESSION_IDLE = timedelta(hours=2)
INTERLOCAL_SECOND_STEP = second_step(environment.read("INTERLOCAL_SECOND_STEP"))
INTERLOCAL_UNUSED_AFTER = timedelta(days=int(environment.read("INTERLOCAL_UNUSED_DAYS")))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _IS_SECURE
CSRF_COOKIE_SECURE = _IS_SECURE
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = _IS_SECURE
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
CSRF_TRUSTED_ORIGINS = [
    *([INTERLOCAL_BASE_URL] if "://" in INTERLOCAL_BASE_URL else []),
    *([f"http://{INTERLOCAL_ONION_HOST}"] if INTERLOCAL_ONION_HOST else []),
]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _IS_SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]  # asked from inside, before any proxy
SECURE_HSTS_SECONDS = 31_536_000 if _IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _IS_SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _IS_SECURE else None
X_FRAME_OPTIONS = "DENY"
# W021 wants the city's whole domain on the browsers' preload list, which is for the city to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
CONTENT_SECURITY_POLICY = CONTENT_POLICY
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
# Small uploads stay in memory; larger ones are spooled to disk encrypted, never readable.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "interlocal.foundation.files.uploads.SpoolUploadHandler",
]

INTERLOCAL_TRUSTED_PROXIES = int(environment.read("INTERLOCAL_TRUSTED_PROXIES"))
locals().update(SIGN_IN_SETTINGS)

LOGGING = logging_settings(environment.read("INTERLOCAL_LOG_LEVEL"))
