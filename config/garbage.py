"""When Python looks for garbage. Done once, when a web process has started."""

import gc

# (ours) How many new objects are waited for. Python's 700 means dozens of looks within one long page, and a page of
# sixty programs holds some forty thousand objects; what a page leaves behind is mostly gone without any look.
NEW_OBJECTS, YOUNG, OLD = 50_000, 20, 20


def settle():
    """What is there now stays for good, so it is never looked through again; and look less often for the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, YOUNG, OLD)
