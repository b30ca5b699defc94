"""The figures of this app that the source articles leave open, each with its reason."""

from playbook.vocabulary import FactKind

# Two academic years: a program director's usual stay is a little over three, so older statements may
# describe other people's program.
FRESH_MONTHS = 24

# N-09, R-10. How far back a statement still answers the question it was made for, in years. Beyond it the
# statement is shown and no longer counted. Outcomes of graduates come few per year and need the long window.
LOOK_BACK_YEARS = {
    FactKind.FELLOWSHIP_MATCH: 5,
    FactKind.BOARD_PASS_RATE: 5,
    FactKind.IMG_SHARE: 5,
    FactKind.VISA_SUPPORT: 5,
}
USUAL_LOOK_BACK_YEARS = 3

# S0-1.2. Two statements less than this far apart describe the same time, so they can contradict each other;
# further apart, the newer one tells of a change.
SAME_TIME_MONTHS = 12

# Search. A screenful or two on a laptop; goal P1 of the page costs was set for lists of up to fifty.
ROWS_PER_PAGE = 25

# Invitations. As long as the link in the mail works: a vacation passes, an old mailbox does not open doors.
INVITATION_DAYS = 30
# One orientation class fits in one paste; more at once is more likely a wrong file.
INVITATIONS_AT_ONCE = 60
# A second press on "send again" is not a second mail.
RESEND_AFTER_MINUTES = 10
# S0-0.2. "I matched here" in March begins within four months; an advanced track begins a year and three months later.
MATCH_START_MONTHS = 18
# How long a decision about a membership can be taken back; its mail waits as long.
UNDO_MINUTES = 10
# A place in a program begins at most so many years back or ahead; anything else is a slip of the finger.
YEARS_BACK, YEARS_AHEAD = 40, 2
MEMBERS_PER_PAGE = 50

# Tags. A handful sorts a list of sixty programs; more are notes.
TAGS_AT_MOST = 8

# ---- judging a program ----
# Two of name, date and example make an answer concrete; three good signs ticked on the sheet are as much.
CONCRETE_SIGNALS = 2
GREEN_CUES_LIKE_TWO_SIGNALS = 3
# S0-3.5. Residents are the frankest, so where voices differ or say the same, theirs is the one that is shown. It orders
# what is told and makes no verdict by itself: no rule of the sources adds answers up.
SOURCE_WEIGHT = {"resident": 2}
# Two independent cases or voices: the smallest number that one star cannot make alone.
PATTERN_CASES = 2
# From a quarter of the residents on, newcomers are enough to need tiers, and enough to notice their absence.
LARGE_IMG_SHARE_PERCENT = 25
# Two weeks: a busy program answers within one; the second is patience. Days of a good sign: two or three.
SKETCH_ANSWER_DAYS = 14
SKETCH_QUICK_DAYS = 3
SKETCH_NAMES = 2
# Support that rests on one or two people leaves with them.
FEW_SUPPORTERS = 2
# Relative weights by profile, not statistics; what no profile asks for weighs half.
PROFILE_WEIGHTS = {"older_grad_gap": 90, "fellowship_focused": 75, "visa_dependent": 85}
USUAL_WEIGHT = 50
# Compare: two to four columns stay readable side by side on paper.
COMPARE_AT_LEAST, COMPARE_AT_MOST = 2, 4

# Imports. The public ACGME list is about 4 MB; anything five times as large is a wrong file.
IMPORT_MOST_BYTES = 20_000_000
# All accredited programs are 13,400; several lists in one file are still read, a database dump is not.
IMPORT_MOST_ROWS = 60_000
# As many complaints or warnings as an admin will read before repairing the file.
IMPORT_MOST_WORDS = 200
# The bytes of a list are kept this long after the last step, for a second look at rows left open; its checksum and
# counts stay for good. A quarter: the lists come once a year, and whoever asks later has the file.
IMPORT_FILE_DAYS = 90
# A run that ended its worker this often would end it again.
IMPORT_MOST_ATTEMPTS = 3

# Search by distance, in miles: a commute, a region, a day's drive.
MILES = (25, 50, 100, 250)
# Where the slider for one's own needs stands at first: above anything general about a program (S0-1.4).
NEEDS_WEIGHT = 100
