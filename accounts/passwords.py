"""One sentence about passwords instead of three: long, not common, not about you. Any kind of character goes."""

from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError

SHORTEST = 10  # OWASP asks for 8; a short sentence has more


class GoodPassword:
    """Refuses short, common and personal passwords. It sets no upper limit and asks for no special signs."""

    def __init__(self):
        self.common = CommonPasswordValidator()
        self.personal = UserAttributeSimilarityValidator(user_attributes=("full_name", "email"))

    def validate(self, password, user=None):
        if len(password) < SHORTEST or len(set(password)) < 4:
            raise ValidationError(
                f"Use {SHORTEST} characters or more, not the same few again.", code="password_too_short"
            )
        for validator, words in (
            (self.common, "Many people use this one, so it is guessed first. Try a short sentence."),
            (self.personal, "This is too close to your name or address. Try a short sentence."),
        ):
            try:
                validator.validate(password, user)
            except ValidationError as error:
                raise ValidationError(words, code=error.code) from None

    def get_help_text(self):
        return f"{SHORTEST} characters or more. A short sentence is easy to keep."
