"""All settings of jobsite, from the environment, safe by default. The README lists the variables."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from jobsite import environment, folders

environment.refuse_unknown(
    {
        "JOBSITE_ALLOWED_HOSTS",
        "JOBSITE_BEHIND_PROXY",
        "JOBSITE_CSRF_TRUSTED_ORIGINS",
        "JOBSITE_DATA",
        "JOBSITE_DEBUG",
        "JOBSITE_HTTPS",
        "JOBSITE_LOG_LEVEL",
        "JOBSITE_POOL",
        "JOBSITE_POSTGRES_USER",
        "JOBSITE_SECRET_KEY",
        "JOBSITE_TIME_ZONE",
    }
)

BASE_DIR = Path(__file__).resolve().parent.parent
POSTGRES_USER = environment.text("JOBSITE_POSTGRES_USER") or "nobody"
JOBSITE_DATA = environment.folder("JOBSITE_DATA", folders.default_data_folder(BASE_DIR, POSTGRES_USER))
INDEX_FOLDER = JOBSITE_DATA / "index"

# Security

DEBUG = environment.flag("JOBSITE_DEBUG", False)
SECRET_KEY = environment.text("JOBSITE_SECRET_KEY") or folders.kept_secret(JOBSITE_DATA / "secret_key")
ALLOWED_HOSTS = environment.names("JOBSITE_ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.names("JOBSITE_CSRF_TRUSTED_ORIGINS", [])
HTTPS = environment.flag("JOBSITE_HTTPS", False)
BEHIND_PROXY = environment.flag("JOBSITE_BEHIND_PROXY", False)

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Whether HTTPS holds for all subdomains, and for ever, is not for one site among them to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Applications

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    # Before staticfiles: `runserver` then leaves static files to WhiteNoise, as the real server does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "postings",
]

MIDDLEWARE = [
    "jobsite.headers.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A page of results is 184 KB, and 15 KB compressed. What a page echoes helps nobody guess the token of
    # a form beside it (BREACH): Django masks the token anew in each answer, and pads each by a random length.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "jobsite.headers.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "jobsite.away.AwayMiddleware",
]

ROOT_URLCONF = "jobsite.urls"
WSGI_APPLICATION = "jobsite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "pages"],
        "OPTIONS": {"environment": "jobsite.pages.environment"},
    },
    {  # The admin's. Its page of a posting shows the text as the posting's own page does (_text_group.html).
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", BASE_DIR / "templates" / "pages"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database: any PostgreSQL with DATABASE_URL, else jobsite's own (see jobsite/postgres.py)

EMBEDDED_DATABASE: dict[str, Any] = {
    "ENGINE": "jobsite.embedded",
    "NAME": "jobsite",
    "USER": "jobsite",
    "HOST": str(folders.socket_folder(JOBSITE_DATA)),
}
DATABASES: dict[str, dict[str, Any]] = {
    "default": environment.database_url("DATABASE_URL") or EMBEDDED_DATABASE
}
if environment.flag("JOBSITE_POOL", False):
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8}
else:
    # Opening a connection costs a request 3 to 5 ms. Each thread of a worker (four of `serve`) keeps its own
    # for ten minutes, and before each request sees whether it still lives.
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Logging in

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "jobsite.headers.client_address"
AXES_VERBOSE = False

# Language and time

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = environment.text("JOBSITE_TIME_ZONE") or "UTC"

# Static files: served by WhiteNoise, from STATIC_ROOT once `collectstatic` ran, from the sources otherwise

STATIC_URL = "static/"
STATIC_ROOT = JOBSITE_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "jobsite.static.ForgivingManifestStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    # Whose requests are counted: without a proxy, no header may say so.
    "NUM_PROXIES": 1 if BEHIND_PROXY else 0,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "jobsite",
    "DESCRIPTION": "Job postings, with the sentence behind every requirement.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {"DegreeLevelEnum": "postings.models.posting.DegreeLevel"},
}

# Logging

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": environment.choice("JOBSITE_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
    # Django's own handlers would print each record a second time, or mail it.
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
