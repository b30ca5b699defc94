"""What was heard on the demo's interview days. Every person and program in here is made up."""

NONE = []

# By institution: (question, speaker, signs (n name, t time, e example), cases, green, red, opening, reading, words).
ANSWERS = {
    "F002": [
        (
            "Q-L1", "", "nte", None, ["Interns are paired early", "Somebody is named as running it"], NONE, NONE,
            "concrete", "Dr. Ashgrove pairs interns in week 2 and looks at it again in January.",
        ),
        (
            "Q-L2", "", "nt", None, ["Names people", "Says when each step happens"], NONE, NONE,
            "concrete", "Research month in PGY-2, cardiology clinic with Dr. Mirefield from October on.",
        ),
        (
            "Q-L2a", "", "nte", 1, ["A real resident", "Says who helped and how"], NONE, NONE,
            "concrete", "Last year's chief: two posters with Dr. Mirefield, now in a fellowship in the next state.",
        ),
        ("Q-L2b", "", "n", None, ["A name"], NONE, NONE, "partial", "Dr. Mirefield, she thought."),
        (
            "Q-R1", "PGY-2", "n", None, ["Three names", "A reason for each"], NONE, NONE,
            "concrete", "Mirefield for cardiology, Ashgrove for life, Dr. Tarnwell for quality projects.",
        ),
        (
            "Q-R3", "PGY-3", "te", 4, ["A number", "Tells the route they took"], NONE, NONE,
            "concrete", "Four in three years, all with a research month and two letters from here.",
        ),
        (
            "Q-R6", "PGY-2", "e", None, ["It has been done, and here is how"], NONE, NONE,
            "partial", "People say: talk to Mirefield early.",
        ),
        (
            "Q-S1", "", "te", 3, ["One or more", "Remembers what they did"], NONE, NONE,
            "concrete", "Three in two years, named each project.",
        ),
    ],
    "F001": [
        (
            "Q-L1", "", "", None, NONE, ["Everybody mentors everybody"], NONE,
            "vague", "“We are small, everybody mentors everybody.”",
        ),
        (
            "Q-L2", "", "n", None, ["Names people"], NONE, NONE,
            "partial", "Sent me to Dr. Bellwether for cardiology. No steps.",
        ),
        (
            "Q-R1", "PGY-3", "n", None, ["A reason for each"], NONE, NONE,
            "partial", "Two names: Oakhollow answers within a day, Bellwether when the census is low.",
        ),
        (
            "Q-R3", "PGY-3", "te", 1, ["Tells the route they took"], NONE, NONE,
            "concrete", "One in 2024, with an away month and a letter from there.",
        ),
        (
            "Q-R4", "PGY-2", "t", None, NONE, ["After hours, if they stay"], NONE,
            "partial", "Evenings, if they stay. Nothing on the schedule.",
        ),
        (
            "Q-S3", "", "n", None, NONE, NONE, ["Likes residents, no system", "Just ask me"],
            "opportunity", "Dr. Bellwether: “Just ask me.” Has charts of 200 heart failure patients.",
        ),
    ],
    "F003": [
        (
            "Q-L1", "", "", None, NONE, ["We are a family"], NONE, "vague", "“We are a family here.”",
        ),
        (
            "Q-L2", "", "", None, NONE, ["Warm, but nothing specific"], NONE,
            "vague", "Very warm. No name, no step, twice asked.",
        ),
        (
            "Q-R3", "PGY-2", "t", None, NONE, ["Nobody I know of"], NONE,
            "partial", "Nobody in the five years she knows about.",
        ),
        (
            "Q-R6", "PGY-3", "t", None, NONE, ["Go to an academic program for that"], NONE,
            "partial", "“For cardiology you would have needed the university.”",
        ),
    ],
    "F001 img": [
        (
            "Q-I1", "", "t", None, ["Set for months 1, 3 and 6"], NONE, NONE,
            "partial", "Dates are in the calendar, the people were not named.",
        ),
        (
            "Q-P1", "PGY-2", "te", None, ["A regular number", "The last time was recent"], NONE, NONE,
            "concrete", "Every month, the last time in October.",
        ),
        (
            "Q-P4", "PGY-3", "n", 1, NONE, ["One star only"], NONE,
            "partial", "One person, two years ago, helped by Dr. Oakhollow.",
        ),
    ],
    "F002 img": [
        (
            "Q-I1", "", "nte", None, ["Several mentors", "Set for months 1, 3 and 6"], NONE, NONE,
            "concrete", "A senior from orientation week, Dr. Tarnwell in months 1, 3 and 6.",
        ),
        (
            "Q-I3", "", "nt", None, ["A committee", "Looks every quarter"], NONE, NONE,
            "concrete", "A group under Dr. Ashgrove, every quarter.",
        ),
        (
            "Q-I11", "", "nte", None, ["Figures", "The years they cover"], NONE, NONE,
            "concrete", "Boards passed by 19 of 20 over four years, six fellowships, three waiver jobs.",
        ),
        (
            "Q-P4", "PGY-3", "nte", 3, ["Several people", "Says who helped"], NONE, NONE,
            "concrete", "Three she could name, helped by three different faculty.",
        ),
    ],
}  # fmt: skip

# (institution, question) -> who was named there; "sketch" -> who was named in the reply to the sketch.
PEOPLE = {
    ("F002", "Q-L1"): [("Dr. Wim Ashgrove", "runs the pairing")],
    ("F002", "Q-L2"): [("Dr. Orla Mirefield", "cardiology clinic")],
    ("F002", "Q-R1"): [
        ("Dr. Orla Mirefield", "cardiology clinic"),
        ("Dr. Juno Tarnwell", "quality projects"),
    ],
    ("F001", "Q-S3"): [("Dr. Rowan Bellwether", "heart failure charts, open to residents")],
    ("F001", "Q-R1"): [("Dr. Imre Oakhollow", "answers within a day")],
    ("F001", "Q-P4"): [("Dr. Imre Oakhollow", "helped one graduate")],
    ("F002", "Q-I1"): [("Dr. Juno Tarnwell", "meets newcomers in months 1, 3 and 6")],
    ("F002", "Q-P4"): [("Dr. Orla Mirefield", "helped with a fellowship")],
    "sketch": [("Dr. Orla Mirefield", "cardiology clinic"), ("Dr. Wim Ashgrove", "runs the pairing")],
}

STATED_GOALS = {
    "T-01": {
        "long_goal": "I hope to practice community cardiology and to teach residents.",
        "supports": "What would help me most is a mentor I meet regularly, two small projects I can finish, and "
        "letters from people who have seen me work.",
        "wish": "I am looking for a program where this is realistic.",
    },
    "T-02": {
        "if_matched": "If I were to train with you, I would like to picture the first year.",
        "structure": "How would mentoring be set up for somebody like me?",
        "people": "Who might be likely mentors?",
        "frequency": "How often do residents and mentors manage to meet?",
        "nothing_signed": "Nothing here is meant to bind anyone.",
    },
}
SKETCH = (
    "Dr. Mirefield and Dr. Ashgrove would both be glad to. Once a quarter, before each semiannual evaluation."
)
