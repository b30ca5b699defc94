"""A verdict in words: why it is so, and what to ask next. Reads a Verdict, decides nothing."""

from playbook.vocabulary import Feasibility, NeedProfile
from programs import rules
from programs.questions.sheet import filled, goal_words
from programs.verdicts.aspects import PROBES
from programs.verdicts.lines import Reason, ToAsk


def reasons_of(verdict):
    """Every reason, most telling first, each with what it rests on."""
    reasons = []
    if verdict.path and verdict.path.state in ("not_enough", "serious_doubt"):
        holding = [line for line in verdict.path.conditions if line.holds]
        reasons += [Reason(f"{line.label}.", line.answer, line.fact) for line in holding]
    highest = min((line.need.priority for line in verdict.needs), default=0)
    for line in verdict.needs:
        if line.need.priority == highest:
            why = line.why
            text = f"“{line.need.sentence}”: {line.value.label.lower()}. {why.text}"
            reasons.append(Reason(text, why.answer, why.fact, line.ask))
    if not verdict.needs:
        reasons += [Reason(text) for text in verdict.finding.reasons]
    return reasons + _about_the_program(verdict) + [_rests_on(verdict)]


def _about_the_program(verdict):
    said = []
    if verdict.mode.mode == "self_built":
        structure = next(iter(verdict.by_kind.get("mentoring_structure", ())), None)
        said.append(Reason(verdict.mode.reasons[0], fact=structure))
    if verdict.sketch.state not in ("not_asked", "waiting"):
        said.append(Reason(f"Plan sketch: {verdict.sketch.label.lower()}. {verdict.sketch.reasons[-1]}"))
    signal, words = rules.reaction_signal(verdict.evaluation.reaction)
    return said + ([Reason(words)] if signal else [])


def _rests_on(verdict):
    count, residents = verdict.answer_count, verdict.resident_answers
    if not count:
        return Reason("Nobody has been heard yet.", ask="Q-L1")
    from_residents = f"{residents} of them from residents" if residents else "none from a resident"
    text = f"It rests on {count} answer{'' if count == 1 else 's'}, {from_residents}."
    return Reason(text, ask="Q-R1" if verdict.one_sided else "")


def questions_of(verdict):
    """What to ask next, each once: for the path, the needs, the flow, what nobody spoke about, the website."""
    found = list(verdict.path.to_ask) if verdict.path else []
    found += [
        ToAsk(line.ask, f"How do residents here get to this: {line.need.sentence}?", "leadership")
        for line in verdict.needs
        if line.ask and line.value == Feasibility.UNKNOWN
    ]
    found += _about_img_support(verdict) if verdict.img else []
    silent = [line.ask for line in verdict.aspects if not line.is_known and line.answer is None]
    found += [_worded(verdict, key) for key in silent]
    found += [ToAsk(probe.key, probe.wording, probe.audience) for probe in verdict.probes]
    once = {one.key: one for one in reversed(found) if one.wording}
    return list(reversed(once.values()))


def _about_img_support(verdict):
    on_a_visa = NeedProfile.VISA_DEPENDENT in verdict.material.preferences.need_profiles
    if on_a_visa and not verdict.img.knows_visas:
        return [*verdict.img.to_ask, _worded(verdict, "Q-I12")]
    return verdict.img.to_ask


def _worded(verdict, key):
    """A question by its key, as the sheet words it; without words when it is not asked any more."""
    wording, audience = PROBES.get(key) or verdict.material.questions.get(key, ("", ""))
    named = verdict.people[-1].name if verdict.people else ""
    return ToAsk(key, filled(wording, goal_words(verdict.evaluation.target_path), named), audience)
