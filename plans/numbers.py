"""Figures the sources leave open, each with its reason. Days unless the name says otherwise."""

CHECKIN_EVERY_MONTHS = 3  # N-05: at least quarterly
CHECKIN_OPENS_BEFORE = 14  # two weeks take in a vacation and a night block
CHECKIN_LATE_AFTER = 14  # the same grace afterwards
# A late check-in may be sent until the next one opens. The shortest quarter (Nov 30 to Feb 28) has 90 days, so this
# many days after the grace the next one is at most opening, never long open: a resident is asked for one at a time.
CHECKIN_LATE_FOR = 62
CHECKIN_REMIND_AGAIN_AFTER = 7  # K-01: a week after the due day, between that and the end of grace
CHECKIN_MAX_QUESTIONS = 2  # T-11: a third question goes unanswered
CHECKIN_MAX_WORDS = 200  # T-11: one screen on a phone; longer is advised against, never refused

DUE_SOON_WITHIN = 30  # the last month of a window
JUST_STARTED_FOR = 30  # R-47, S0-11.1: nobody is behind in the first month
OVERDUE_ITEMS_THAT_NEED_A_LOOK = 2
CORE_TEAM_AT_LEAST = 2  # N-02, R-17
CORE_TEAM_BY_MONTH = 6  # at the end of month 6, so it counts from month 7

OUTPUTS_A_YEAR = (1, 2)  # N-04
STRONG_LETTERS = 2  # N-03
COMMUNITY_LETTERS = 1  # N-18, the lower end of 1 to 2
ACADEMIC_LETTERS = 1  # N-18
ASK_LETTERS_MONTHS_BEFORE_END = 12  # by month 24 of 36
LETTERS_IN_HAND_MONTHS_BEFORE_END = 6  # by month 30 of 36

YEARS = range(1, 8)  # F4: accreditation lists trainings of one to seven years
LATEST_START_DAYS_AHEAD = 550  # matched in March, starting in July of the year after (advanced tracks)
LONGEST_LEAVE = 366  # longer than a year is a new plan, not a shifted one
# A plan begun mid-training: what an earlier window held gets two months instead of a passed date.
CATCH_UP_DAYS = 60
DETAIL_AFTER_LEAVING = 90  # I2: a program keeps the detail of a graduate this long, for the final review

FINAL_WITHIN = 14  # S0-9.2: two weeks before the deadline the order is what is left to do
