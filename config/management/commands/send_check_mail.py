from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.forms import ValidationError

from accounts import outbox
from config import mails


class Command(BaseCommand):
    help = "Owe one mail to an address, to see that a worker takes it and that the mail server accepts it."

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, address, **options):
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(f"{address!r} is not an e-mail address.") from error
        with transaction.atomic():
            outbox.put(mails.CHECK, key=f"check:{uuid4()}", address=address)
        self.stdout.write(f"Written down. A worker sends it within a minute to {address}.")
