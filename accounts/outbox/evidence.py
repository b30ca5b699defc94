"""Evidence about mails in doubt: the demo's mail sink keeps a file of each mail it took. Production asks its relay."""

from django.conf import settings


def in_mail_folder(message_id):
    """True when the demo's folder holds this mail, False when not, None when there is no folder to ask."""
    folder = settings.MAIL_FOLDER
    if folder is None or not folder.is_dir():
        return None
    wanted = message_id.encode()
    for path in folder.glob("*.eml"):
        with path.open("rb") as file:
            if wanted in file.read(16_384):
                return True
    return False
