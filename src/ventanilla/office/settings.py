"""Django's settings for one office. They are made from its folder; there is no settings file to forget."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from .folder import JOURNAL, Office
from .plain import plain

HERE = Path(__file__).resolve().parent.parent
LANGUAGES = [
    ("es", "Español"),
    ("en", "English"),
    ("ht", "Kreyòl ayisyen"),
    ("fr", "Français"),
    ("pt", "Português"),
]

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536"


def settings_for(office: Office) -> dict[str, Any]:
    """Everything Django needs for this office."""
    demo = ["ventanilla.demo"] if office.demo else []
    demo_context = ["ventanilla.demo.context.page"] if office.demo else []
    return {
        "DEBUG": False,
        "SECRET_KEY": office.secret,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "OFFICE": office,
        "DATABASES": {"default": database(office)},
        "MIGRATION_MODULES": dict.fromkeys(
            ("auth", "contenttypes", "sessions", "journal", "registry", "line", "place", "claims", "web"), None
        ),
        "INSTALLED_APPS": [
            "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "django.contrib.messages",
            "django.contrib.staticfiles", "django_htmx",
            "ventanilla.journal", "ventanilla.web", "ventanilla.rooms.registry", "ventanilla.rooms.line",
            "ventanilla.rooms.place", "ventanilla.rooms.claims", "ventanilla.rooms.law", "ventanilla.rooms.forecast",
            *demo,
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "ventanilla.web.middleware.Headers",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "ventanilla.web.middleware.Language",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "ventanilla.web.middleware.DenyByDefault",
            "ventanilla.web.middleware.Sentences",
        ],
        "ROOT_URLCONF": "ventanilla.office.urls",
        "TEMPLATES": [{
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": [
                "django.template.context_processors.request", "django.contrib.messages.context_processors.messages",
                "ventanilla.web.context.page", *demo_context,
            ]},
        }],
        "AUTH_USER_MODEL": "web.Staff",
        "AUTHENTICATION_BACKENDS": ["ventanilla.web.login.Backend"],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "PLAIN_ERROR": lambda error: plain(error, office.folder),
        "SESSION_COOKIE_AGE": 8 * 3600,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_FAILURE_VIEW": "ventanilla.web.errors.form_expired",
        "LOGIN_URL": "/login",
        "STATIC_URL": "/static/",
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "USE_TZ": True,
        "TIME_ZONE": office.zone,
        "USE_I18N": True,
        "LANGUAGE_CODE": "en",
        "LANGUAGES": LANGUAGES,
        "LOCALE_PATHS": [str(HERE / "locale")],
        "USE_THOUSAND_SEPARATOR": False,
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 3000,
        "LOGGING": LOGGING,
        "SILENCED_SYSTEM_CHECKS": ["auth.W004"],
    }  # fmt: skip


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "ERROR"}},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": [], "propagate": False},
    },
}


def database(office: Office) -> dict[str, Any]:
    """The database: SQLite in the folder, or PostgreSQL where a DSN is given."""
    if not office.dsn:
        return sqlite(office.folder / JOURNAL)
    url = urlsplit(office.dsn)
    query = parse_qs(url.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or query.get("host", [""])[0],
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": None,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """A SQLite database as the journal needs it: WAL, full sync, deleted bytes overwritten."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"init_command": PRAGMAS, "transaction_mode": "IMMEDIATE", "timeout": 30},
        "CONN_MAX_AGE": None,
    }
