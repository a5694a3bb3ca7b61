"""`make demo`: embedded servers, e-mails written to files, any port of this machine."""

from config.settings.base import *  # noqa: F403
from config.settings.base import VAR

DEBUG = False
SECRET_KEY = "demo-only-this-key-protects-demonstration-data"  # noqa: S105  production refuses to start with it
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
