from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and mail"

    def ready(self):
        from accounts import keeping, mails

        mails.register()
        keeping.register()
