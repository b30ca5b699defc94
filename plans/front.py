"""The picture on the public page: a made-up plan, in the marks of a real one."""

WINDOWS = [
    ("Find people", [("done", "List two or three names"), ("done", "Meet each once")]),
    ("Settle the team", [("done", "A career mentor"), ("done", "A project mentor")]),
    ("First project", [("done", "Begin something small"), ("done", "Write down which way you lean")]),
    ("Send it in", [("done", "Finish the small project"), ("soon", "Submit the abstract")]),
    ("Larger work", [("ahead", "A larger project"), ("ahead", "Ask for letters")]),
    ("Present", [("ahead", "A poster or a talk"), ("ahead", "Letters in hand")]),
    ("Hand over", [("ahead", "Apply or sign"), ("ahead", "Stay in touch")]),
]
CHECKS = [6, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42]
STATES = ["sent"] * 5 + ["open"] + ["ahead"] * 6
PICTURE = {
    "windows": [{"c": 1 + 6 * n, "title": title, "marks": marks} for n, (title, marks) in enumerate(WINDOWS)],
    "checks": list(zip(CHECKS, STATES, strict=True)),
    "strip": STATES,
}
