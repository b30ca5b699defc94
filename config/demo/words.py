"""What the demo's people wrote. Invented, like them."""

AGREEMENTS = {
    "career": (
        "Choose between cardiology and hospital medicine, and know what each asks of me",
        "A short list of eight programs and a reason for each",
    ),
    "project": ("Carry one small project from idea to poster", "An abstract accepted at a regional meeting"),
    "day_to_day": (
        "Quick feedback on notes and presentations",
        "Presentations under five minutes, without notes",
    ),
    "pathway": (
        "Prepare a realistic fellowship application",
        "Application reviewed by two readers before July",
    ),
    "navigation": ("Learn how things are done here", "Step 3 dates set and covered"),
    "clinical": ("Get surer at the bedside", "Ten supervised consults with feedback"),
    "sponsorship": ("Be heard outside our hospital", "One talk or committee elsewhere"),
    "business": ("Read a first contract well", "A list of what to ask about pay, call and leave"),
    "life": ("Keep a life beside the work", "Two evenings a week that stay free"),
}
MEETING_NOTES = [
    "Went through the chart list. Next: code the last twenty and draw the first figure.",
    "Talked about clinic schedule and the spring elective. Next: write to the elective's director.",
    "Read the abstract line by line. Next: cut it to 250 words and send it round.",
    "Agreed on two places to ask for an away month. Next: check their dates.",
]
CHECKINS = [
    (
        "Finished the discharge-call form and tried it on two weeks of patients.",
        "Collect eight weeks, then one run chart.",
        "Is eight weeks enough for a poster?",
    ),
    (
        "Gave noon conference on hyponatremia. The case report draft went to its second reader.",
        "Submit the case report by the end of next month.",
        "Which journal would you try first?",
    ),
    (
        "Chart review finished, 84 charts. The abstract is at 300 words.",
        "Cut the abstract, book the spring elective.",
        "Could you look at the abstract for ten minutes?",
    ),
    (
        "Met twice with my project mentor. The ethics board called the project exempt.",
        "Start collecting data in the first week of the block.",
        "Do you know somebody who could check the sample size?",
    ),
]
EVIDENCE = {
    "P-01": "Three names saved.",
    "P-02": "Met each of them once.",
    "P-03": "Plan shared in September.",
    "P-04": "One page printed, four questions.",
    "P-05": "Agreed on a rhythm and an outcome.",
    "P-06": "Discharge calls: idea fits on one page.",
    "P-07": "Text first, coffee on Fridays.",
    "P-08": "Proposal sent.",
    "P-09": "Abstract drafted.",
    "P-10": "Cardiology, because of the clinic.",
    "P-11": "Worked two months on the same team.",
    "P-12": "Submitted to the regional meeting.",
    "P-13": "Chart review begun.",
    "P-14": "Met at the regional meeting.",
    "P-16": "Two first mails sent.",
    "P-17": "Asked two, both said yes.",
}
NEEDS = {
    "maya": [
        (
            "pathway",
            "pathway",
            ["pathway", "sponsorship"],
            "Have one cardiologist who goes through my fellowship list with me by PGY-2",
            1,
            "talk a quarter",
            1,
        ),
        ("scholarly", "project", ["project"], "Finish two small projects, one a year", 2, "projects", 1),
        (
            "day_to_day",
            "feedback",
            ["day_to_day"],
            "Get feedback on my notes every week of the first two months",
            8,
            "times",
            2,
        ),
    ],
    "sami": [
        (
            "day_to_day",
            "notes",
            ["day_to_day", "navigation"],
            "Meet somebody every week of the first six weeks about notes and presentations",
            6,
            "meetings",
            1,
        ),
        (
            "pathway",
            "pathway",
            ["pathway"],
            "Know two graduates from abroad who went into nephrology, and call them",
            2,
            "calls",
            1,
        ),
    ],
    "robin": [
        (
            "pathway",
            "pathway",
            ["pathway"],
            "Settle on cardiology or not, with a list of eight programs",
            8,
            "programs",
            1,
        ),
        (
            "scholarly",
            "project",
            ["project"],
            "Submit the discharge-call abstract to one regional meeting",
            1,
            "abstract",
            1,
        ),
        (
            "day_to_day",
            "feedback",
            ["day_to_day"],
            "Get feedback on one presentation every month",
            12,
            "talks",
            2,
        ),
        ("pathway", "letters", ["sponsorship"], "Win one letter from outside our hospital", 1, "letter", 2),
    ],
    "ada": [
        (
            "career_direction",
            "direction",
            ["career"],
            "Meet three possible mentors before the new year",
            3,
            "people",
            1,
        ),
        ("scholarly", "project", ["project"], "Draft one case report in my first year", 1, "case report", 2),
    ],
    "theo": [
        ("pathway", "pathway", ["pathway"], "Send two strong letters with my application", 2, "letters", 1),
        (
            "career_direction",
            "practice",
            ["business"],
            "Compare two hospitalist contracts before I sign",
            2,
            "contracts",
            2,
        ),
    ],
    "ines": [
        (
            "day_to_day",
            "systems",
            ["day_to_day", "navigation"],
            "Have ten notes read and corrected by winter",
            10,
            "notes",
            1,
        ),
        ("scholarly", "project", ["project"], "Join one quality project by month nine", 1, "project", 2),
    ],
}
ASK = {
    "who": "I am a PGY-1 in internal medicine at Fernhollow, leaning towards hospital medicine.",
    "why_you": "Your talk on chart reviews was the first time I saw a project I could imagine finishing.",
    "goals": "By next June I want one case report drafted and one quality project joined.",
    "fit": "I am only asking for this one talk, to see whether my plans fit with what you enjoy.",
    "outline": "I will bring one page with my goals and three questions.",
    "sign_off": "Ada Birchmere, PGY-1, internal medicine",
}
