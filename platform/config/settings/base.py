"""Settings common to every way of running. Each value that an operator may set is an environment variable."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from celery.schedules import crontab
from django.utils.csp import CSP
from django.utils.functional import lazy

from config import apps
from kernel import embedded
from kernel.translations.areas import AREAS

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("MAILLAGE_VAR", ROOT / "var"))

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "")

# --- Addresses -----------------------------------------------------------------------------------------------------
# Territories answer at <slug>.BASE_DOMAIN, the portal at BASE_DOMAIN itself; own domains come from the registry.
BASE_DOMAIN = os.environ.get("BASE_DOMAIN", "localhost")
NETWORK_NAME = "Maillage"
NETWORK_HOSTS = frozenset({BASE_DOMAIN, f"www.{BASE_DOMAIN}", *os.environ.get("NETWORK_HOSTS", "").split()})
PUBLIC_SCHEME = os.environ.get("PUBLIC_SCHEME", "http")
PUBLIC_PORT = int(os.environ.get("PORT", "8000"))
# A territory's own domain is proved by what most of these say, each `address` or `address:port`; it leads to a name
# below BASE_DOMAIN, or to the addresses of the proxy in front: by default those that BASE_DOMAIN has in the DNS.
DNS_RESOLVERS = os.environ.get("DNS_RESOLVERS", "9.9.9.9 1.1.1.1 8.8.8.8").split()
CERTIFICATE_AUTHORITIES = os.environ.get("CERTIFICATE_AUTHORITIES", "letsencrypt.org").split()
DOMAIN_ADDRESSES = os.environ.get("DOMAIN_ADDRESSES", "").split()
# Any host reaches the tenancy middleware, which answers only those it finds in the registry.
ALLOWED_HOSTS = ["*"]

# --- Applications and schemas --------------------------------------------------------------------------------------
SHARED_APPS = [*apps.PUBLIC, *apps.BOTH, *apps.TABLELESS]
TENANT_APPS = [*apps.TERRITORY, *apps.BOTH]
INSTALLED_APPS = list(dict.fromkeys([*apps.TABLELESS, *apps.PUBLIC, *apps.BOTH, *apps.TERRITORY]))
EDITION_APPS, EDITION_QUIET, EDITION_TABLES = apps.EDITION_APPS, apps.EDITION_QUIET, apps.EDITION_TABLES
TENANT_MODEL = "registry.Territory"
TENANT_DOMAIN_MODEL = "registry.Domain"
PUBLIC_SCHEMA_URLCONF = "config.urls_network"
ROOT_URLCONF = "config.urls_territory"
TENANT_LIMIT_SET_CALLS = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # e-mail addresses are unique whatever their case, which the check does not see
    "staticfiles.W004",  # the folder of fonts is made by build_fonts, before collectstatic
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "themes.branding.middleware.WearingMiddleware",  # around the choice of the territory: a closed site is dressed too
    "kernel.tenancy.middleware.TerritoryMiddleware",
    "cms.visits.middleware.CountingMiddleware",  # around the copies of pages, which are looked at too
    "kernel.editions.middleware.SharedPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.LanguageMiddleware",
    "config.middleware.NoNulMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kernel.accounts.middleware.AccountMiddleware",
    "engagement.passes.middleware.GuestMiddleware",
    "config.middleware.TerritoryRedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "themes.branding.loaders.CachedLoader",
                    [
                        "themes.branding.loaders.PresetLoader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "builtins": ["kernel.ui.templatetags.dates"],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "themes.branding.context.brand",
                "engagement.navigation.navigation",
                "cms.pages.context.menus",
            ],
        },
    },
]
FORM_RENDERER = "themes.base.forms.FormRenderer"
WSGI_APPLICATION = "config.wsgi.application"

# --- Data ----------------------------------------------------------------------------------------------------------
# Without these two URLs, servers from wheels are started on VAR, or joined. Production refuses that.
EMBEDDED_DURABLE = os.environ.get("MAILLAGE_EMBEDDED_DURABLE", "1") == "1"
DATABASE_URL = os.environ.get("DATABASE_URL") or embedded.database_url(VAR, durable=EMBEDDED_DURABLE)
REDIS_URL = os.environ.get("REDIS_URL") or embedded.redis_url(VAR)
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)
    | {"ENGINE": "kernel.tenancy.backend"},
}


def _cache(prefix: str, **options: str) -> dict[str, object]:
    return {
        "BACKEND": "kernel.tenancy.cache.Cache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": prefix,
        **options,
    }


CACHES = {
    "default": _cache("default", KEY_FUNCTION="kernel.tenancy.cache.schema_key"),
    "renditions": _cache("renditions", KEY_FUNCTION="kernel.tenancy.cache.schema_key"),
    # In each process: copies and parts of pages, under names that change with what they show (kernel.editions).
    "near": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "kernel.tenancy.cache.schema_key",
        "OPTIONS": {"MAX_ENTRIES": 1_000},  # 1 to 30 kB each
    },
    # The one cache that territories share: host names, versions of the catalogue. Nothing personal ever.
    "network": _cache("network"),
}
SESSION_ENGINE = "kernel.tenancy.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600

MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
FONTS_ROOT = VAR / "fonts"
STATIC_ROOT = VAR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [("fonts", FONTS_ROOT)]
STORAGES = {
    "default": {"BACKEND": "kernel.tenancy.storage.TerritoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Jobs ----------------------------------------------------------------------------------------------------------
# A database of its own on the same server: clearing a cache must not drop queued jobs.
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL") or urlsplit(REDIS_URL)._replace(path="/1").geturl()
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Every periodic job goes through one dispatcher, which sends it for each territory at a minute of its own.
CELERY_BEAT_SCHEDULE = {
    "archives": {
        "task": "tenants.archives.tasks.discard_expired",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "notices": {
        "task": "tenants.archives.tasks.follow_notices",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    # The network's own e-mails; those of territories are taken up by the dispatcher.
    "mail": {"task": "kernel.mail.tasks.resume", "schedule": 300.0, "options": {"expires": 300}},
    "mail-forget": {"task": "kernel.mail.tasks.forget", "schedule": crontab(hour=3, minute=10)},
    "territories": {"task": "kernel.tenancy.dispatch", "schedule": 60.0, "options": {"expires": 60}},
    # The network's own: what bulk updates and raw SQL left in the outbox reaches the catalogue within seconds.
    "catalogue": {"task": "matching.catalogue.drain_outbox", "schedule": 5.0, "options": {"expires": 5}},
    "billing": {"task": "tenants.billing.bill_all", "schedule": crontab(hour=5, minute=40)},
    "billing-events": {
        "task": "tenants.billing.follow_stripe",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "domains": {
        "task": "tenants.registry.check_domains",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "observatory": {"task": "tenants.observatory.publish", "schedule": crontab(hour=4, minute=30)},
    "opening": {"task": "tenants.opening.take_up", "schedule": 300.0, "options": {"expires": 300}},
    "opening-purge": {"task": "tenants.opening.purge", "schedule": crontab(hour=3, minute=50)},
    "billing-reconcile": {"task": "tenants.billing.reconcile", "schedule": crontab(hour=2, minute=25)},
    "week": {
        "task": "engagement.suggestions.plan_week",
        "schedule": crontab(minute=20),
        "options": {"expires": 3000},
    },
    "words": {"task": "matching.catalogue.learn_words", "schedule": 3600.0, "options": {"expires": 600}},
}

# The catalogue in a process's memory follows by a thread of its own; else whoever asks for it looks for changes first.
SNAPSHOT_IN_BACKGROUND = True

# --- People --------------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
NETWORK_LOGIN_REDIRECT_URL = "/console/"  # on the portal, where administrators alone sign in
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
ACCOUNT_ADAPTER = "kernel.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "kernel.accounts.forms.LoginForm",
    "signup": "kernel.accounts.forms.SignupForm",
    "request_login_code": "kernel.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "kernel.accounts.forms.ConfirmCodeForm",
    "confirm_email_verification_code": "kernel.accounts.forms.ConfirmEmailForm",
    "reset_password": "kernel.accounts.forms.ResetPasswordForm",
    "change_email": "kernel.accounts.forms.ChangeEmailForm",
    "add_email": "kernel.accounts.forms.AddEmailForm",
}
# Managers and the team sign in in two steps (docs/adr/0008). Demonstrations and tests do without.
SECOND_FACTOR_REQUIRED = True
MFA_ADAPTER = "kernel.accounts.authenticator.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "kernel.accounts.forms.AuthenticateForm",
    "reauthenticate": "kernel.accounts.forms.ReauthenticateForm",
    "activate_totp": "kernel.accounts.forms.ActivateSecondFactorForm",
}
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are half a minute off
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "kernel.accounts.adapter.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_REDIRECT_URL = "volunteers:profile"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True  # one address an account, replaced once the new one is proved
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
# allauth's rate limits count by address of the client: say how many proxies of ours stand before the application.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))

# --- What territories pay ------------------------------------------------------------------------------------------
# Who operates the network, as written on its invoices; lines of SELLER_ADDRESS are parted by “|”. Without a name,
# nothing is invoiced.
BILLING_SELLER = {
    "name": os.environ.get("SELLER_NAME", ""),
    "address": os.environ.get("SELLER_ADDRESS", "").split("|"),
    "country": os.environ.get("SELLER_COUNTRY", "FR"),
    "number": os.environ.get("SELLER_NUMBER", ""),
    "vat_number": os.environ.get("SELLER_VAT_NUMBER", ""),
    "iban": os.environ.get("SELLER_IBAN", ""),
    "bic": os.environ.get("SELLER_BIC", ""),
    "email": os.environ.get("SELLER_EMAIL", ""),
    # Whether VAT is declared abroad (one-stop shop), as above €10,000 a year it must be.
    "registered_abroad": os.environ.get("SELLER_OSS", "") == "1",
}
# Without a key the network bills by itself: numbered invoices, paid by transfer.
STRIPE_SECRET_KEY = os.environ.get("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = os.environ.get("STRIPE_WEBHOOK_SECRET", "")
STRIPE_API_BASE = os.environ.get("STRIPE_API_BASE", "")

# --- Language and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
# French is complete. Pages may be translated into the others, where a territory opens them (docs/adr/0015).
LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("de", "Deutsch"), ("en", "English")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
LOCALE_PATHS = [ROOT / area.name / "locale" for area in AREAS]


# --- Wagtail -------------------------------------------------------------------------------------------------------
def _territory(attribute: str, fallback: str) -> str:
    from kernel.tenancy import current_territory

    territory = current_territory()
    return getattr(territory, attribute) if territory else fallback


# Worked out at each use: one process serves the back offices of all territories.
WAGTAIL_SITE_NAME = lazy(_territory, str)("name", NETWORK_NAME)
WAGTAILADMIN_BASE_URL = lazy(_territory, str)("base_url", f"{PUBLIC_SCHEME}://{BASE_DOMAIN}")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:1]
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation is a draft until somebody publishes it
# As one writes them in French; what scripts send in ISO is understood too.
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses that one can read aloud: /partage/, not /partag%C3%A9/
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "french"}
}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
# Addresses and passwords change where everybody changes them: at the site's own account pages.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False  # it leads to another site, in English
# Those of France and Belgium. The machine's whole list holds names that browsers do not know, as “localtime”.
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Paris",
    "Europe/Brussels",
    "America/Cayenne",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Miquelon",
    "Indian/Mayotte",
    "Indian/Reunion",
    "Pacific/Noumea",
    "Pacific/Tahiti",
]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# What a password keeps wears the territory's brand at the door, too.
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"  # noqa: S105 — the name of a template
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = WAGTAIL_PASSWORD_REQUIRED_TEMPLATE
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # said in the form; the proxy cuts what is larger than 50 MB
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "odp", "pdf", "pptx", "txt", "xlsx"]
# An imported list waits for its confirmation under a key of its territory, not in the machine's temporary folder.
WAGTAIL_REDIRECTS_FILE_STORAGE = "cache"

# --- Security ------------------------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    # Players of films, which no page asks for before its visitor has agreed (cms.blocks.video).
    "frame-src": [
        CSP.SELF,
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com",
        "https://geo.dailymotion.com",
    ],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
# First parts of the portal's own paths: no territory's short path.
PORTAL_PATHS = frozenset({
    "communes", "console", "courrier-entrant", "health", "media", "missions", "observatoire", "ouvrir",
    "rapports-d-envoi", "static", "stripe", "territoires", "tls",
})  # fmt: skip
# In a territory that is suspended, archived or leaving, the team may read all below the back office's path, sign in,
# and take the data away; everybody else takes a copy of her own.
BACK_OFFICE_PATH, MY_DATA_PATH = "/admin/", "/mes-donnees/"
ANSWERS_WHEN_READ_ONLY = (
    r"/compte/(login|logout|reauthenticate|deux-etapes)/|/admin/territory/(export|notice)/"
    r"|/mes-donnees/(copie/([\w-]+/)?)?$"
)
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not “no-referrer”, not even on one page: browsers then send forms with “Origin: null”, which are refused.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews of our own pages in a frame
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# --- E-mail --------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"ne-pas-repondre@{BASE_DOMAIN}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The provider of anymail that sends and reports, where there is one (production.py).
EMAIL_PROVIDER = os.environ.get("EMAIL_PROVIDER", "")
ANYMAIL: dict[str, str] = {}
# Functions whose dictionaries every e-mail's templates see; the brand comes from a layer above the mail's.
MAIL_CONTEXT: list[str] = ["themes.branding.context.mail_context"]
# The domain whose mail exchanger leads to us: replies to `reply+…@INBOUND_DOMAIN` come back into their conversation.
# Empty: e-mails are answered on the site only. docs/mail-inbound.md
INBOUND_DOMAIN = os.environ.get("INBOUND_DOMAIN", "").lower()
# The provider that hands e-mails over to its webhook, as anymail calls it, where there is one.
INBOUND_PROVIDER = os.environ.get("INBOUND_PROVIDER", EMAIL_PROVIDER)
# The name under which our own mail server writes Authentication-Results; empty: nothing writes them.
INBOUND_AUTHSERV_ID = os.environ.get("INBOUND_AUTHSERV_ID", "")
