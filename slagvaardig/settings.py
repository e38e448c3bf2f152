"""All settings, read from the environment here and nowhere else. `environment.SETTINGS` names them."""

import os
import secrets
import tomllib
from pathlib import Path

from slagvaardig import environment, postgres
from slagvaardig.environment import ROOT, SETTINGS

_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def _read(name: str) -> str:
    return os.environ.get(name) or _DEFAULTS[name]


def _first_real_region() -> Path:
    """The region folder that is served when none is named: the first that does not call itself fictional."""
    folders = sorted(path.parent for path in (ROOT / "regions").glob("*/region.toml"))
    real = [folder for folder in folders if "fictional = true" not in (folder / "region.toml").read_text("utf-8")]
    if not real:
        raise SystemExit("Geen regio gevonden in regions/. Zet SLAGVAARDIG_REGION op de map van een regio.")
    return real[0]


REGION_FOLDER = Path(_read("SLAGVAARDIG_REGION") or _first_real_region())
if not (REGION_FOLDER / "region.toml").is_file():
    raise SystemExit(f"SLAGVAARDIG_REGION wijst naar {REGION_FOLDER}, maar daar staat geen region.toml.")
VAR = Path(_read("SLAGVAARDIG_VAR"))
FIGURES_FOLDER = VAR / "figures" / REGION_FOLDER.name
_REGION = tomllib.loads((REGION_FOLDER / "region.toml").read_text("utf-8"))
THEME = _REGION.get("theme_colours", {})
LEDGER = Path(_read("SLAGVAARDIG_LEDGER") or VAR / f"destroyed-{REGION_FOLDER.name}.jsonl")
NEIGHBOUR = _read("SLAGVAARDIG_NEIGHBOUR")
NEIGHBOUR_NAME = _read("SLAGVAARDIG_NEIGHBOUR_NAME")
CONTACT = _read("SLAGVAARDIG_CONTACT")
DEBUG = _read("DEBUG") == "1"
ALLOWED_HOSTS = _read("ALLOWED_HOSTS").split(",")
HTTPS = _read("SLAGVAARDIG_HTTPS") == "1"


def _whole_number(name: str) -> int:
    if not _read(name).isdecimal():
        raise SystemExit(f"{name} is geen heel getal. Zet er een getal in, zoals {_DEFAULTS[name]}.")
    return int(_read(name))


PROXIES = _whole_number("SLAGVAARDIG_PROXIES")
LIMITS_TIMES = _whole_number("SLAGVAARDIG_LIMITS_TIMES")
if DEBUG and _read("DATABASE_URL"):
    raise SystemExit("DEBUG=1 gaat niet samen met DATABASE_URL: een fout toont dan gegevens. Zet DEBUG op 0.")
if any(name.strip() in ("", "*") or name.strip().startswith(".") for name in ALLOWED_HOSTS):
    raise SystemExit("ALLOWED_HOSTS laat elke naam toe. Zet er precies de namen in waaronder de site te vinden is.")

PRIVATE_POSTGRES = None if _read("DATABASE_URL") else VAR / "postgres"
DATABASE_NAME = "slagvaardig_" + REGION_FOLDER.name.replace("-", "_")


def _secret_key() -> str:
    if key := _read("SECRET_KEY"):
        return key
    if PRIVATE_POSTGRES is None:
        raise SystemExit(
            "SECRET_KEY ontbreekt. Zet er een lange, willekeurige tekst in: naast DATABASE_URL is dat nodig."
        )
    file = VAR / "secret-key"
    if not file.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(64))
    return file.read_text()


def _place(name: str) -> dict[str, str]:
    return environment.database_place(name, _read(name))


def _database() -> dict[str, object]:
    """As the application: a role that owns nothing and is held to the rules of every row."""
    if PRIVATE_POSTGRES is not None:
        folder = str(postgres.socket_folder(PRIVATE_POSTGRES))
        place = {"HOST": folder, "USER": postgres.APPLICATION, "NAME": DATABASE_NAME}
    else:
        place = _place("DATABASE_URL")
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # Short, so that a site is back within seconds after its database: left alone the pool doubles each pause.
            "pool": {"min_size": 1, "max_size": 8, "timeout": 4, "reconnect_timeout": 2},
            "connect_timeout": 3,
            "tcp_user_timeout": 10_000,
        },
    }


def _owner() -> dict[str, str]:
    """What differs when the owner of the tables connects; empty when this process does not know how."""
    if PRIVATE_POSTGRES is not None:
        return {"USER": postgres.USER}
    return _place("DATABASE_OWNER_URL") if _read("DATABASE_OWNER_URL") else {}


SECRET_KEY = _secret_key()
ADDRESS = environment.site_address(_read("SLAGVAARDIG_ADDRESS"), names=ALLOWED_HOSTS, https=HTTPS)
WITNESSES = environment.witnesses(_read("SLAGVAARDIG_WITNESSES"), mail=_read("EMAIL_URL"))
SEAL_KEY = environment.seal_key(_read("SLAGVAARDIG_SEAL_KEY"))

DATABASES = {"default": _database()}
APP_ROLE = str(DATABASES["default"]["USER"])
OWNER = _owner()
DEMO = _read("SLAGVAARDIG_DEMO") == "1"
if DEMO:
    environment.refuse_demonstration(
        fictional=bool(_REGION.get("fictional")),
        database=_read("DATABASE_URL"),
        names=ALLOWED_HOSTS,
        listens_on=_read("GRANIAN_HOST"),
    )
# What later rooms add to a sheet with evidence: per part a function of a theme, by name because rooms look back only.
EVIDENCE_PARTS = {
    "barriers": "slagvaardig.act.numbers.evidence.on_theme",
    "asks": "slagvaardig.choose.evidence.asks.on_theme",
    "hours": "slagvaardig.choose.weighing.evidence.on_theme",
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "slagvaardig.web",
    "slagvaardig.trust",
    "slagvaardig.see",
    "slagvaardig.choose",
    "slagvaardig.act",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "slagvaardig.web.security.SecurityHeaders",
    "slagvaardig.trust.access.unseen.Unseen",
    "django.middleware.gzip.GZipMiddleware",  # before static files, so that those travel compressed too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "slagvaardig.web.language.ChosenLanguage",
    "slagvaardig.web.errors.ReadableRefusals",
    "slagvaardig.trust.access.visits.LimitedVisits",
    "slagvaardig.trust.access.identity.OneIdentity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "slagvaardig.urls"
WSGI_APPLICATION = "slagvaardig.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "slagvaardig" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "slagvaardig.home.site_context",
                "slagvaardig.demo.who_is_shown",
            ],
        },
    }
]

AUTH_USER_MODEL = "trust.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SESSION_ENGINE = "slagvaardig.trust.access.sessions"
# The prefix makes the browser refuse the cookie from any other name, path or unencrypted page.
SESSION_COOKIE_NAME = "__Host-sessie" if HTTPS else "sessie"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",  # costs memory too, so that guessing in bulk is dear
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "slagvaardig.trust.access.passwords.NotAnEverydayWord"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
]
PARTNER_LOGINS = (
    environment.partner_logins(Path(_read("SLAGVAARDIG_OIDC")), lambda name: os.environ.get(name, ""))
    if _read("SLAGVAARDIG_OIDC")
    else {}
)
MFA_ADAPTER = "slagvaardig.trust.access.vault.Vault"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = _read("EMAIL_FROM")
SENDS_MAIL = bool(_read("EMAIL_URL"))
if SENDS_MAIL:
    globals().update(environment.mail_server(_read("EMAIL_URL")))
    if not DEFAULT_FROM_EMAIL:
        raise SystemExit("EMAIL_FROM ontbreekt. Zet er het adres in waarvan de site mail verstuurt.")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [ROOT / "slagvaardig" / "locale"]
FORMAT_MODULE_PATH = ["slagvaardig.web.formats"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "slagvaardig.web.redaction.Redacted"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        # Django would give these a handler of its own, which leaves nothing out.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
