from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Plans"

    def ready(self):
        from accounts import hooks, outbox
        from plans import access, mails, reminders

        mails.register()
        hooks.welcome_step("plans:plan_start", "Dates", wanted=access.may_start_plan)
        outbox.register_owing(reminders.owe)
