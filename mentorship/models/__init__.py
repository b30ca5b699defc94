from mentorship.models.meetings import Meeting, OfferedTime
from mentorship.models.messages import Message
from mentorship.models.needs import Need
from mentorship.models.people import Mentor
from mentorship.models.relationships import Relationship

__all__ = ["Meeting", "Mentor", "Message", "Need", "OfferedTime", "Relationship"]
