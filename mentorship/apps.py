from django.apps import AppConfig


class MentorshipConfig(AppConfig):
    name = "mentorship"
    verbose_name = "Mentor relationships"

    def ready(self):
        from accounts import hooks, outbox
        from mentorship import access, mails, reminders
        from mentorship.actions.mentors import link_cards

        mails.register()
        outbox.register_owing(reminders.owe_meeting_reminders)
        hooks.on_verified(link_cards)
        hooks.welcome_step("mentorship:need_new", "What you need", wanted=access.wants_a_first_need)
