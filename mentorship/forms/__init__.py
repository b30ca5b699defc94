"""Forms. A field that takes words says who reads them."""

from mentorship.forms.agreements import AgreementForm, ChangeForm
from mentorship.forms.answers import AnswerForm
from mentorship.forms.asks import AskForm, SentForm
from mentorship.forms.meetings import AgendaForm, CloseFirstForm, HeldForm, KitForm, MeetingForm, NotesForm
from mentorship.forms.needs import NeedForm
from mentorship.forms.people import CardForm, DirectoryForm, MentorForm, PrivateNoteForm, TieForm

__all__ = [
    "AgendaForm",
    "AgreementForm",
    "AnswerForm",
    "AskForm",
    "CardForm",
    "ChangeForm",
    "CloseFirstForm",
    "DirectoryForm",
    "HeldForm",
    "KitForm",
    "MeetingForm",
    "MentorForm",
    "NeedForm",
    "NotesForm",
    "PrivateNoteForm",
    "SentForm",
    "TieForm",
]
