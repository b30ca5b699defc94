from django.apps import AppConfig


class MentorshipConfig(AppConfig):
    name = "mentorship"
    verbose_name = "Mentor relationships"

    def ready(self):
        from accounts import hooks, outbox
        from mentorship import access, keeping, mails, outside, reminders
        from mentorship.actions import from_match
        from mentorship.actions.mentors import link_cards
        from programs import hooks as programs_hooks

        mails.register()
        keeping.register()
        outbox.register_owing(reminders.owe_meeting_reminders)
        programs_hooks.needs_come_from(access.open_needs, access.needs_page)
        programs_hooks.outside_is_at(outside.page)
        programs_hooks.after_match(from_match.prospects_from)
        programs_hooks.after_unmatch(from_match.forget_prospects_from)
        hooks.on_verified(link_cards)
        hooks.welcome_step("mentorship:need_new", "What you need", wanted=access.wants_a_first_need)
