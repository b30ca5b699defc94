"""What each mail of this app needs when it is written: one load per kind and batch, by the ids the mail carries."""

from django.urls import reverse
from django.utils import timezone

from accounts import links, outbox
from accounts.models import SignedLink, User
from mentorship import calendar_files, letters
from mentorship.models import Meeting, Message, Relationship
from playbook.vocabulary import MessageState
from playbook.vocabulary import RelationshipStatus as S


def ask(mails):
    """The resident's own words and the times, until there is an answer."""
    messages = _by_id(_messages().prefetch_related("times"), mails, "message")
    urls = _link_urls(mails)
    template = letters.template()
    found = {}
    for mail in mails:
        message = messages.get(mail.data.get("message"))
        if message is None or message.state != MessageState.SENT or mail.data.get("link") not in urls:
            continue
        found[mail.pk] = ask_context(message, template, urls[mail.data["link"]])
    return found


def ask_context(message, template, url):
    tie = message.relationship
    zone = tie.mentee.profile.time_zone
    letter = letters.compose(
        template, message.parts, mentor=tie.mentor, topic=message.topic, with_times=False, zone=zone
    )
    return {
        "letter": letter,
        "mentee": tie.mentee,
        "times": [letters.say_when(at.starts_at, zone) for at in message.times.all()],
        "action_url": url,
        "action_label": "Pick a time, or answer another way",
        "reply_to": tie.mentee.email,
    }


def ask_answered(mails):
    messages = _by_id(_messages(), mails, "message")
    return {
        mail.pk: {
            "mentor": message.relationship.mentor,
            "said_yes": message.state == MessageState.ANSWERED_YES,
            "action_url": _page("relationship", message.relationship_id),
            "action_label": "See the answer",
        }
        for mail, message in _pairs(mails, messages, "message")
        if message.answered_at
    }


def meeting(mails):
    """A meeting that is planned, moved or called off, with its calendar file."""
    meetings = _by_id(_meetings(), mails, "meeting")
    found = {}
    for mail, meeting in _pairs(mails, meetings, "meeting"):
        canceled = mail.kind == "meeting_canceled"
        if canceled != meeting.is_canceled:
            continue
        method = calendar_files.CANCELED if canceled else "REQUEST"
        found[mail.pk] = _meeting_context(mail, meeting) | {
            "attachments": [calendar_files.attachment(meeting, stamp=timezone.now(), method=method)],
        }
    return found


def meeting_soon(mails):
    now = timezone.now()
    meetings = _by_id(_meetings(), mails, "meeting")
    return {
        mail.pk: _meeting_context(mail, meeting) | {"has_agenda": meeting.has_agenda}
        for mail, meeting in _pairs(mails, meetings, "meeting")
        if meeting.is_planned and meeting.starts_at > now and meeting.relationship.is_working
    }


def meeting_held(mails):
    meetings = _by_id(_meetings(), mails, "meeting")
    urls = _link_urls(mails)
    found = {}
    for mail, meeting in _pairs(mails, meetings, "meeting"):
        if not meeting.is_planned or meeting.disowned_at or not meeting.relationship.is_working:
            continue
        context = _meeting_context(mail, meeting)
        if mail.data["side"] == "mentor":
            if mail.data.get("link") not in urls:
                continue
            context["action_url"] = urls[mail.data["link"]]
        else:
            context["action_url"] = _page("meeting", meeting.pk)
        found[mail.pk] = context | {"action_label": "Say whether it was held"}
    return found


def agenda(mails):
    meetings = _by_id(_meetings(), mails, "meeting")
    return {
        mail.pk: _meeting_context(mail, meeting)
        | {
            "parts": [
                (heading, words)
                for heading, words in (
                    ("What is new", meeting.agenda_updates),
                    ("Questions", meeting.agenda_questions),
                    ("To decide", meeting.agenda_decisions),
                )
                if words
            ],
            "reply_to": meeting.relationship.mentee.email,
        }
        for mail, meeting in _pairs(mails, meetings, "meeting")
        if meeting.is_planned and meeting.has_agenda
    }


def not_my_mentee(mails):
    meetings = _by_id(_meetings(), mails, "meeting")
    return {
        mail.pk: {
            "mentor": meeting.relationship.mentor,
            "action_url": _page("relationship", meeting.relationship_id),
            "action_label": f"Look at {meeting.relationship.mentor.name}",
        }
        for mail, meeting in _pairs(mails, meetings, "meeting")
        if meeting.disowned_at
    }


def agreement(mails):
    ties = _by_id(_ties(), mails, "relationship")
    urls = _link_urls(mails)
    return {
        mail.pk: {
            "mentee": tie.mentee,
            "mentor": tie.mentor,
            "action_url": urls[mail.data["link"]],
            "action_label": "Read and sign",
            "reply_to": tie.mentee.email,
        }
        for mail, tie in _pairs(mails, ties, "relationship")
        if tie.mentor_signed_at is None and tie.is_working and mail.data.get("link") in urls
    }


def agreement_answered(mails):
    ties = _by_id(_ties(), mails, "relationship")
    return {
        mail.pk: {
            "mentor": tie.mentor,
            "signed": mail.data.get("what") == "signed",
            "is_active": tie.status == S.ACTIVE,
            "action_url": _page("relationship", tie.pk),
            "action_label": f"Open your page with {tie.mentor.name}",
        }
        for mail, tie in _pairs(mails, ties, "relationship")
        if bool(tie.mentor_signed_at) == (mail.data.get("what") == "signed")
    }


def address_changed(mails):
    ties = _by_id(_ties(), mails, "relationship")
    keepers = User.objects.in_bulk({mail.data["by"] for mail in mails})
    return {
        mail.pk: {
            "mentor": tie.mentor,
            "keeper": keepers[mail.data["by"]].full_name if mail.data["by"] in keepers else "Somebody",
            "action_url": _page("relationship", tie.pk),
            "action_label": f"Look at {tie.mentor.name}",
        }
        for mail, tie in _pairs(mails, ties, "relationship")
        if tie.is_working or tie.status == S.ASKED
    }


# ---- inside ------------------------------------------------------------------------------------------------------
def _meeting_context(mail, meeting):
    tie, for_mentor = meeting.relationship, mail.data["side"] == "mentor" if "side" in mail.data else True
    zone = tie.mentee.profile.time_zone
    if for_mentor:
        zone = letters.zone_of_mentor(tie.mentor, zone)
    context = {
        "meeting": meeting,
        "for_mentor": for_mentor,
        "mentor": tie.mentor,
        "mentee": tie.mentee,
        "other": tie.mentee.full_name if for_mentor else tie.mentor.name,
        "when": letters.say_when(meeting.starts_at, zone),
        "day": letters.say_day(meeting.starts_at, zone),
    }
    if not for_mentor:
        context |= {"action_url": _page("meeting", meeting.pk), "action_label": "Open the meeting"}
    return context


def _messages():
    return Message.objects.select_related(
        "relationship__mentor__user__profile", "relationship__mentee__profile"
    )


def _meetings():
    return Meeting.objects.select_related(
        "relationship__mentor__user__profile", "relationship__mentee__profile"
    )


def _ties():
    return Relationship.objects.select_related("mentor", "mentee")


def _by_id(rows, mails, name):
    return rows.in_bulk({mail.data[name] for mail in mails if name in mail.data})


def _pairs(mails, rows, name):
    return [(mail, rows[mail.data[name]]) for mail in mails if mail.data.get(name) in rows]


def _link_urls(mails):
    """{id: address} of the links that still work; a mail whose link was ended is no longer wanted."""
    good = SignedLink.objects.filter(used_at=None, revoked_at=None).in_bulk(
        {mail.data["link"] for mail in mails if mail.data.get("link")}
    )
    return {pk: links.url(link) for pk, link in good.items()}


def _page(door, pk):
    return outbox.absolute(reverse(f"mentorship:{door}", args=[pk]))
