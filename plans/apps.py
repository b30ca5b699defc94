from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Plans"

    def ready(self):
        from accounts import outbox
        from plans import mails, reminders

        mails.register()
        outbox.register_owing(reminders.owe)
