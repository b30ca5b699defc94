from django.urls import path

from accounts.views import links, mail, people

app_name = "accounts"
urlpatterns = [
    # ---- people ----
    path("me/", people.profile, name="profile"),
    path("me/theme/", people.theme, name="theme"),
    path("me/looks/", people.looks, name="looks"),
    path("more/", people.more, name="more"),
    path("welcome/", people.welcome, name="welcome"),
    # ---- mail and signed links ----
    path("l/<str:token>", links.link_enter, name="link_enter"),
    path("u/<str:token>", mail.mail_unsubscribe, name="mail_unsubscribe"),
    path("stop/", mail.mail_stop, name="mail_stop"),
    path("mailbox/", mail.mailbox, name="mailbox"),
    path("mailbox/<str:name>", mail.mailbox_mail, name="mailbox_mail"),
]
