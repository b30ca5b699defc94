"""Words for people: who they are, where they stand, and what they are to the program."""

from django.db.models import TextChoices


class Stage(TextChoices):
    """V-01. Where somebody is on the road from student to graduate."""

    STUDENT_PRECLINICAL = "student_preclinical", "Student, preclinical years"
    STUDENT_CLINICAL = "student_clinical", "Student, clinical years"
    GAP_OR_APPLICANT = "gap_or_applicant", "Applicant, or between school and residency"
    RESIDENT = "resident", "Resident"
    FELLOW = "fellow", "Fellow"
    EARLY_CAREER = "early_career", "First years in practice"
    ALUMNI = "alumni", "Graduate of the program"


class Position(TextChoices):
    """V-02. Who a mentor is relative to the person mentored."""

    PEER = "peer", "Peer"
    NEAR_PEER = "near_peer", "A year or two ahead"
    CHIEF = "chief", "Chief resident"
    JUNIOR_FACULTY = "junior_faculty", "Junior faculty"
    SENIOR_FACULTY = "senior_faculty", "Senior faculty"
    PROGRAM_LEADER = "program_leader", "Program leader"
    PRACTICE_PHYSICIAN = "practice_physician", "Physician in practice"
    NON_PHYSICIAN = "non_physician", "Not a physician"


class Role(TextChoices):
    """V-25, and the coordinator, who runs the calendar of most programs. A role is held in a program."""

    APPLICANT = "applicant", "Applicant"
    RESIDENT = "resident", "Resident"
    MENTOR = "mentor", "Mentor"
    CHIEF = "chief", "Chief resident"
    COMMITTEE = "committee", "Mentoring committee"
    PROGRAM_DIRECTOR = "program_director", "Program director"
    COORDINATOR = "coordinator", "Program coordinator"
    ADMIN = "admin", "Administrator"


class CareerSetting(TextChoices):
    """V-31. The kind of working life a person is heading for."""

    ACADEMIC = "academic", "Academic medicine"
    PRIVATE_PRACTICE = "private_practice", "Private practice"
    HYBRID = "hybrid", "A mix of both"
    UNDECIDED = "undecided", "Undecided"


class PracticeModel(TextChoices):
    """V-24. How a practice is owned and paid."""

    HOSPITAL_EMPLOYED = "hospital_employed", "Employed by a hospital"
    SOLO = "solo", "Solo practice"
    GROUP_SINGLE_SPECIALTY = "group_single_specialty", "Single-specialty group"
    GROUP_MULTISPECIALTY = "group_multispecialty", "Multispecialty group"
    DIRECT_PRIMARY_CARE = "direct_primary_care", "Direct primary care"
    CONCIERGE = "concierge", "Concierge practice"
    ACADEMIC = "academic", "Academic department"
    UNDECIDED = "undecided", "Undecided"


class NeedProfile(TextChoices):
    """V-30. What most shapes how much structure an international graduate needs."""

    OLDER_GRAD_GAP = "older_grad_gap", "Some years since graduation"
    FELLOWSHIP_FOCUSED = "fellowship_focused", "Heading for a fellowship"
    VISA_DEPENDENT = "visa_dependent", "On a visa"
    NONE = "none", "None of these"


class ImgGap(TextChoices):
    """V-07. The four things an international graduate may have had no chance to learn yet."""

    CLINICAL_CULTURE = "clinical_culture", "Clinical culture"
    SYSTEMS = "systems", "How the system works"
    PERCEPTION = "perception", "How others see you"
    CAREER = "career", "Career routes"


class BridgeTopic(TextChoices):
    """V-08. What the first weeks with a senior resident cover."""

    PREROUNDING = "prerounding", "Prerounding"
    NOTES = "notes", "Notes"
    PRESENTATION = "presentation", "Presenting on rounds"
    CONSULTS_SIGNOUT = "consults_signout", "Consults and sign-out"
    LOCAL_NORMS = "local_norms", "How things are done here"


class PeerEvent(TextChoices):
    """V-09. What peers who have been through it can talk about."""

    STEP3 = "step3", "Step 3"
    VISA = "visa", "Visa"
    FELLOWSHIP_INTERVIEW = "fellowship_interview", "Fellowship interviews"
    ADAPTATION = "adaptation", "Settling in"


class Visibility(TextChoices):
    """V-37. How far a record is seen, from narrowest to widest."""

    OWN = "own", "Only you"
    PAIR = "pair", "You and this mentor"
    PROGRESS = "progress", "Progress only, for the program director"
    PROGRAM = "program", "Everybody in the program"
    CATALOGUE = "catalogue", "Everybody signed in"
