"""Addresses in mail are absolute: a reader has no page they could be relative to."""

from django.conf import settings


def absolute(path):
    """The public address of a path on this site: "/plans/" becomes "https://…/plans/"."""
    return settings.SITE_URL + path
