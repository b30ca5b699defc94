from mentorship.models.meetings import Meeting, OfferedTime
from mentorship.models.messages import Message
from mentorship.models.needs import Need
from mentorship.models.people import Mentor
from mentorship.models.relationships import (
    COUNTED_IN_CORE,
    HELD,
    OPEN_STATUSES,
    WORKING_STATUSES,
    Relationship,
)

__all__ = [
    "COUNTED_IN_CORE",
    "HELD",
    "OPEN_STATUSES",
    "WORKING_STATUSES",
    "Meeting",
    "Mentor",
    "Message",
    "Need",
    "OfferedTime",
    "Relationship",
]
