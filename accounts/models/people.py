from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from playbook.vocabulary import CareerSetting, Stage


def valid_time_zone(name):
    if name not in available_timezones():
        raise ValidationError("Choose a time zone from the list.")


TITLES = {"dr", "prof"}


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address. What they are (resident, director...) is a membership."""

    email = models.EmailField("e-mail", unique=True)
    full_name = models.CharField("name", max_length=120)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(
        "admin", default=False, help_text="May open the admin and curate program data."
    )
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address_whatever_the_case"),
            models.CheckConstraint(condition=~models.Q(full_name=""), name="everybody_has_a_name"),
        ]

    def __str__(self):
        return self.full_name or self.email

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        """ "Robin", and "Dr. Larkspur" for somebody who goes by a title."""
        words = self.full_name.split(",")[0].split()
        if len(words) > 2 and words[0].rstrip(".").lower() in TITLES:
            return f"{words[0]} {words[-1]}"
        return words[0]

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save the account and, the first time, the profile every page relies on."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            Profile.objects.get_or_create(user=self)


class Theme(models.TextChoices):
    DEVICE = "", "As my device"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class Profile(models.Model):
    """What a person says about themselves and how they want to be reached. Read by its owner."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="profile")
    stage = models.CharField(max_length=24, choices=Stage, default=Stage.RESIDENT)
    career_setting = models.CharField(max_length=20, choices=CareerSetting, default=CareerSetting.UNDECIDED)
    identity_line = models.CharField(max_length=140, blank=True)
    direction = models.CharField("fellowship or job leaning", max_length=200, blank=True)
    direction_reason = models.CharField(max_length=300, blank=True)
    specialty_interest = models.CharField(max_length=80, blank=True)
    time_zone = models.CharField(max_length=40, default="America/New_York", validators=[valid_time_zone])
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.DEVICE, blank=True)
    muted_kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    is_mentor = models.BooleanField(
        default=False, editable=False, help_text="Holds a mentor card, here or elsewhere."
    )
    welcomed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="profile_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(career_setting__in=CareerSetting.values), name="career_setting_is_known"
            ),
        ]

    def __str__(self):
        return f"Profile of {self.user}"
