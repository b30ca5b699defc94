"""What changes relationships. Each action is atomic, says who acted by `by`, and may be repeated without harm."""


class Refused(ValueError):
    """The change does not fit where things stand. The text is for the person who asked for it."""
