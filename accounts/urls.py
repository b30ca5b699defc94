from django.urls import path

from accounts.views import leaving, links, mail, people

app_name = "accounts"
urlpatterns = [
    # ---- people ----
    path("me/", people.profile, name="profile"),
    path("me/theme/", people.theme, name="theme"),
    path("me/looks/", people.looks, name="looks"),
    path("more/", people.more, name="more"),
    path("welcome/", people.welcome, name="welcome"),
    # ---- taking one's data along, and leaving ----
    path("me/data/", leaving.your_data, name="your_data"),
    path("me/data/file/", leaving.your_data_file, name="your_data_file"),
    path("me/close/", leaving.account_close, name="account_close"),
    path("closed/", leaving.account_closed, name="account_closed"),
    # ---- mail and signed links ----
    path("l/<str:token>", links.link_enter, name="link_enter"),
    path("u/<str:token>", mail.mail_unsubscribe, name="mail_unsubscribe"),
    path("stop/", mail.mail_stop, name="mail_stop"),
    path("mailbox/", mail.mailbox, name="mailbox"),
    path("mailbox/<str:name>", mail.mailbox_mail, name="mailbox_mail"),
]
