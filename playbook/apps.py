from django.apps import AppConfig


class PlaybookConfig(AppConfig):
    """Content that educators write: shipped as files, edited as rows."""

    name = "playbook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from playbook import checks  # noqa: F401  registers the check
