from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's minimum: a tenth of the default's CPU, so a whole hospital can sign in on 1 July."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
