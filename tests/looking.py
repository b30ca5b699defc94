"""What every page owes its readers, looked at in a real browser: axe finds nothing, nothing scrolls sideways."""

from axe_playwright_python.sync_playwright import Axe

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}  # WCAG 1.4.10: 400 % on a window of 1280
BOTH = (("light", WIDE), ("dark", NARROW))

# WCAG 2.2's own rule is off in axe unless asked for.
EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# The same page in other colours or another width: the rules that can change their mind.
LOOKS_ONLY = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"],
}

# Not wait_for_function: it evaluates its text inside the page, which our policy forbids. Two seconds at most.
COLOURS_HAVE_SETTLED = """Promise.race([
    Promise.allSettled(document.getAnimations().map(animation => animation.finished)),
    new Promise(done => setTimeout(done, 2000)),
])"""
WIDER_THAN_THE_WINDOW = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 5).map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 60)}`).concat("wide")"""


def watch(page):
    """What goes wrong behind the picture, as a growing list: broken scripts, and whatever our policy had to block."""
    said = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if "Content Security" in line.text else None)
    return said


def look_at(page, looks=BOTH):
    """Axe finds nothing and nothing is wider than the window, in each (colours, size); size None: as it is."""
    options, before = EVERYTHING, page.viewport_size
    for scheme, size in looks:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if size:
            page.set_viewport_size(size)
        page.wait_for_timeout(100)  # the fade to the other colours begins with the next frame
        page.evaluate(COLOURS_HAVE_SETTLED)
        assert page.evaluate(WIDER_THAN_THE_WINDOW) == [], f"{page.url} in {scheme} at {size}"
        violations = Axe().run(page, options=options).response["violations"]
        found = [
            (rule["id"], rule["nodes"][0]["target"], rule["nodes"][0]["html"][:200]) for rule in violations
        ]
        assert not found, f"{page.url} in {scheme} at {size}: {found}"
        options = LOOKS_ONLY
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(before)


def open_everything(page):
    """Unfold what is folded, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
