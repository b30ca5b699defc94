"""Read the environment: addresses as URLs, and the refusal to start insecurely, in words."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database(url: str) -> dict:
    """Turn postgres://user:password@host:port/name?option=value into Django's setting."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def switch(value: str | None) -> bool:
    return (value or "").strip().lower() in {"1", "true", "yes", "on"}


def names(value: str | None) -> list[str]:
    return [name.strip() for name in (value or "").split(",") if name.strip()]


def refuse_insecure_production(env) -> None:
    """Stop before the first request when a production setting is missing or weak; say which and what to set."""
    secret = env.get("SECRET_KEY", "")
    hosts = names(env.get("ALLOWED_HOSTS"))
    complaints = [
        sentence
        for wrong, sentence in [
            (
                len(secret) < 50 or len(set(secret)) < 10,
                "SECRET_KEY must be set: 50 random characters or more.",
            ),
            (
                not hosts or "*" in hosts,
                "ALLOWED_HOSTS must name the hosts this site answers for, without *.",
            ),
            (not env.get("DATABASE_URL"), "DATABASE_URL must name the Postgres database."),
            (
                not env.get("REDIS_URL"),
                "REDIS_URL must name the Redis server that carries Celery's wake-up calls.",
            ),
            (not env.get("EMAIL_HOST"), "EMAIL_HOST must name the SMTP server."),
            (
                not env.get("SITE_URL", "").startswith("https://"),
                "SITE_URL must be the public https:// address.",
            ),
        ]
        if wrong
    ]
    if complaints:
        raise ImproperlyConfigured(
            "This would not start safely:\n  "
            + "\n  ".join(complaints)
            + "\nFor a local try-out run `python3 manage.py up` with none of these set. See docs/operations.md."
        )
