from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"
    verbose_name = "Wiring"

    def ready(self):
        from config import celery, logs, mails  # noqa: F401  (celery: makes the app the current one for shared tasks)

        mails.register()
        logs.scrub_server_logs()
