"""Figures the source articles leave open, each with the reason for our choice. Days unless the name says otherwise."""

CORE_AT_LEAST = 2  # two or three people who answer are the whole method
CORE_AT_MOST = 3
CORE_AT_MOST_IMG = 4  # tiers plus somebody with a shared background
CORE_EXPECTED_AFTER_MONTHS = 6

RHYTHMS_BEFORE_UNCOVERED = 2  # one missed meeting is life, two are a gap
DAYS_WITHOUT_RHYTHM = 184  # with no rhythm agreed, half a year since the last meeting is all one can say
ADVOCACY_HOLDS = 365  # a sponsor spoke up within a year

STALLED_AFTER = 90  # "silent for months"; twice the rhythm when that is longer
TRIAL_LASTS = 90  # after a season of trying, agree or let go
SILENT_AT_FIRST = 30  # no observations about a team that is a month old
CONCENTRATION_FROM = 2  # one covered function is always held by one person, which says nothing

REMIND_AFTER = 21  # a few weeks without an answer; a program may set 14 to 28
GO_BETWEEN_AFTER = 14
CLOSE_AFTER = 14
ASK_AGAIN_AFTER_MONTHS = 6  # a "no" is about this season

ASK_MINUTES_AT_LEAST, ASK_MINUTES_AT_MOST = 5, 30
TIMES_OFFERED_AT_LEAST, TIMES_OFFERED_AT_MOST = 1, 3
ANSWER_MAY_CHANGE_HOURS = 24
OUTCOME_MAY_CHANGE = 30  # a month covers a vacation and one more meeting
LINK_WORKS = 30

REMIND_BEFORE_MEETING = 2
ASK_AFTER_MEETING = 2
ASK_AFTER_MEETING_UNTIL = 14  # later nobody remembers; the page still asks
KIT_QUESTIONS_AT_MOST = 4
KIT_QUESTIONS_AT_LEAST = 3

CAPACITY_AT_MOST = 20
