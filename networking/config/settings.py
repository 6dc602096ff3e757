"""Every setting, from the environment, in one place; what is wrong is said loudly at the start.

PUBLIC_URL decides between the two ways Inroad runs. Without it: one person, on this machine, on SQLite.
With it: a school's server, where nothing is guessed.
"""

import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.str("INROAD_DATA", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
UPLOADS_DIR = DATA_DIR / "uploads"
UPLOADS_DIR.mkdir(exist_ok=True, mode=0o700)
OUTBOX_DIR = DATA_DIR / "outbox"


def _public_url() -> str:
    url = env.str("PUBLIC_URL", "").rstrip("/")
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path):
        raise ImproperlyConfigured("PUBLIC_URL must look like https://inroad.example.org, without a path.")
    return url


def _secret_key() -> str:
    """The key given, or at home one that is made once and kept in the data folder.

    Written beside and linked into place, so that two processes starting together agree on one key.
    """
    given = env.str("SECRET_KEY", "")
    if PUBLIC_URL and given and (len(given) < 50 or len(set(given)) < 5):
        raise ImproperlyConfigured("SECRET_KEY is too short or too plain: it needs 50 random characters.")
    if given:
        return given
    if PUBLIC_URL:
        raise ImproperlyConfigured("PUBLIC_URL is set, so SECRET_KEY must be set too: 50 random characters.")
    path = DATA_DIR / "secret_key"
    if not path.exists():
        handle, temporary = tempfile.mkstemp(dir=DATA_DIR)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(temporary)
    return path.read_text()


def _number(name: str, default: int, *, most: int) -> int:
    text = env.str(name, "") or str(default)
    if not text.isdecimal() or int(text) > most:
        raise ImproperlyConfigured(f"{name} is {text!r}; it must be a number from 0 to {most}.")
    return int(text)


PUBLIC_URL = _public_url()
AT_HOME = not PUBLIC_URL
PORT = _number("PORT", 8000, most=65535)
ADDRESS = env.str("INROAD_ADDRESS", "127.0.0.1" if AT_HOME else "0.0.0.0")  # noqa: S104  made to be reached
SITE_URL = PUBLIC_URL or f"http://127.0.0.1:{PORT}"
IS_HTTPS = SITE_URL.startswith("https://")
SECRET_KEY = _secret_key()
DEBUG = False
SIGNUP = env.str("INROAD_SIGNUP", "invited")
if SIGNUP not in {"invited", "open"}:
    raise ImproperlyConfigured(f"INROAD_SIGNUP is {SIGNUP!r}; it can be invited or open.")

# Links in mail are made from SITE_URL, never from what a request claims its host is (SECURITY T38).
ALLOWED_HOSTS = [str(urlsplit(SITE_URL).hostname)] if PUBLIC_URL else ["127.0.0.1", "localhost"]
TRUSTED_PROXIES = _number("INROAD_TRUSTED_PROXIES", 0, most=9)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
# What one request may bring, uploaded files aside (exchange counts those while they arrive).
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_HANDLERS = [
    "networking.exchange.handlers.OnlyImports",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = UPLOADS_DIR  # what a broken connection leaves there is purged with the rest

INSTALLED_APPS = [
    "networking.config",
    "networking.reminders",
    "networking.pipeline",
    "networking.insights",
    "networking.exchange",
    "networking.coaching",
    "networking.conversations",
    "networking.contacts",
    "networking.companies",
    "networking.cohorts",
    "networking.accounts",
    "networking.web",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "lucide",
    "django.contrib.admin.apps.SimpleAdminConfig",  # our own AdminSite: nobody else's tables register there
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "networking.config.middleware.isolation",
    "networking.config.health.health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, and the CSRF token is masked (BREACH)
    "csp.middleware.CSPMiddleware",
    "networking.config.middleware.never_stored",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "networking.web.middleware.toasts",
    "allauth.account.middleware.AccountMiddleware",
    "networking.accounts.middleware.ClosedByDefault",
    "networking.accounts.middleware.AccountForms",
    "networking.accounts.middleware.clear_at_sign_out",
    "networking.accounts.middleware.time_zone",
]

ROOT_URLCONF = "networking.config.urls"
CSRF_FAILURE_VIEW = "networking.web.errors.csrf_failure"
WSGI_APPLICATION = "networking.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "networking.accounts.context.door",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["networking.web.templatetags.icons"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: with NORMAL the last commits can be lost when the power goes.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
        "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864; PRAGMA secure_delete=ON;"
    ),
}
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'inroad.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"] |= {
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 4}, "options": "-c statement_timeout=30000"},
    }
else:
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite://.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # allauth counts its rate limits here, and they must hold across processes (STACK 3).
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rate_limits",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # with Django's 300, enough tries would push out the others
    },
    # Pieces of pages, keyed by revision: each process has its own.
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "networking.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "networking.accounts.forms.SignInForm",
    "signup": "networking.accounts.forms.SignUpForm",
}
ACCOUNT_RATE_LIMITS = {"wrong_code": "20/h/ip"}  # beside allauth's own: join codes of a school
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# One answer for known and unknown addresses, and no mail to people who never asked (SECURITY T18, §0.10).
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

if AT_HOME and not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "networking.web.mail.OutboxBackend"
elif not env.str("EMAIL_URL", ""):
    raise ImproperlyConfigured(
        "PUBLIC_URL is set, so EMAIL_URL must be set too: submission://user:password@host:587."
    )
else:
    _mail = env.dj_email_url("EMAIL_URL")
    if "EMAIL_BACKEND" not in _mail:
        raise ImproperlyConfigured("EMAIL_URL must look like submission://user:password@host:587.")
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST = _mail["EMAIL_HOST"]
    EMAIL_PORT = _mail["EMAIL_PORT"]
    EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
    EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
    EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
# A slow mail server must not show which addresses are known here.
MAIL_IN_BACKGROUND = not AT_HOME
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("INROAD_MAIL_FROM", f"Inroad <inroad@{urlsplit(SITE_URL).hostname}>")

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "networking.web.storage.OneSheetStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "networking.config.logs.Line", "shows_values": AT_HOME}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # That somebody asked for what is not there is no news; that we failed to answer is.
        "django.request": {"level": "ERROR"},
        "django_tasks_db": {"level": "ERROR"},
        "networking": {"level": "INFO"},
    },
}
