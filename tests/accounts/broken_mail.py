from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """A mail server that cannot be reached."""

    def open(self):
        raise ConnectionRefusedError("nobody listens")

    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody listens")
