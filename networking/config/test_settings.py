"""The settings of the suite: the same, on a database of its own, without manifest or slow passwords."""

import os
import tempfile

os.environ.setdefault("INROAD_DATA", tempfile.mkdtemp(prefix="inroad-test-"))
os.environ["DATABASE_URL"] = os.environ.get("INROAD_TEST_DATABASE_URL", "") or "sqlite:///:memory:"
os.environ.pop("PUBLIC_URL", None)

from networking.config.settings import *  # noqa: F403

INSTALLED_APPS = ["zeal", *INSTALLED_APPS]  # noqa: F405
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]  # noqa: F405
ZEAL_RAISE = True
ZEAL_ALLOWLIST = [{"model": "sessions.Session"}, {"model": "account.EmailAddress"}]  # not our queries
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  (whitenoise warns of a missing folder)
