from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Plans"

    def ready(self):
        from accounts import hooks, outbox
        from plans import access, keeping, mails, reminders
        from plans.actions import from_match, gap_tasks, redating
        from programs import hooks as programs_hooks

        mails.register()
        keeping.register()
        hooks.welcome_step("plans:plan_start", "Dates", wanted=access.may_start_plan)
        outbox.register_owing(reminders.owe)
        programs_hooks.after_match(from_match.draft_from)
        programs_hooks.after_unmatch(from_match.forget_draft_from)
        programs_hooks.after_placing(redating.follow)
        programs_hooks.plans_take_tasks(gap_tasks.tasks_in_plan, gap_tasks.take_tasks)
