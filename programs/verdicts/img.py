"""Support for international graduates, as somebody who asked for it sees it: the flow (R-03) and six signs."""

from playbook.vocabulary import FactKind, FactPart
from programs import rules
from programs.numbers import LARGE_IMG_SHARE_PERCENT
from programs.verdicts.aspects import heard
from programs.verdicts.lines import FlagLine, Reason, ToAsk
from programs.verdicts.material import IMG_AUDIENCES

STRUCTURE_FEEDS = ("model_tiered", "model_bridge", "committee", "onboarding_part")
OUTCOME_FEEDS = ("outcome_facts", "fellowship_match", "visa_support")
ASK = {"presence": "probe:img_share", "structure": "Q-I1", "outcomes": "Q-I11"}


class ImgSupport:
    """What is known of one program's support for international graduates: `tier`, `flags`, and the proof per node."""

    def __init__(self, by_feed, by_kind, answers, people, today, *, seen=None):
        self.seen = seen
        self.by_feed, self.by_kind, self.answers = by_feed, by_kind, answers
        self.people, self.today = people, today
        self.proof = {
            "presence": self._presence(),
            "structure": self._structure(),
            "outcomes": self._outcomes(),
        }
        self.hero = self._hero()
        values = {key: value for key, (value, _, _) in self.proof.items()}
        self.tier = rules.tier_flow(**values, hero=self.hero.value)

    def _usable(self, kind, parts=None):
        return [
            fact
            for fact in self.by_kind.get(kind, ())
            if (parts is None or fact.part in parts)
            and rules.freshness(fact.as_of, self.today, kind=kind).counts
        ]

    def _told(self, feeds):
        return [row for feed in feeds for row in self.by_feed.get(feed, ())]

    def _read(self, kind, parts=None):
        facts = self._usable(kind, parts)
        reading = rules.read_together(facts, self.today, kind=kind)
        fact = next((fact for fact in facts if fact.value == reading.value), None)
        return reading.value, fact

    def _presence(self):
        """What she saw herself, else what is recorded. An answer with a number is no share, so it decides nothing."""
        if self.seen is not None:
            return self.seen, None, None
        facts = [fact for fact in self._usable(FactKind.IMG_SHARE) if fact.value != rules.UNKNOWN]
        for fact in facts:
            if fact.share_percent is not None:
                return fact.share_percent >= LARGE_IMG_SHARE_PERCENT, None, fact
        value, fact = self._read(FactKind.IMG_SHARE)
        if value in (rules.YES, rules.NO):
            return value == rules.YES, None, fact
        return None, heard(self._told(("img_share",)))[1], None

    def _structure(self):
        value, answer = heard(self._told(STRUCTURE_FEEDS))
        if value == rules.YES:
            return True, answer, None
        for part in (FactPart.MODEL_TIERED, FactPart.MODEL_BRIDGE):
            fact_value, fact = self._read(FactKind.MODEL_PRESENT, (part,))
            if fact_value == rules.YES:
                return True, None, fact
        return (False if value == rules.NO else None), answer, None

    def _outcomes(self):
        for kind in (FactKind.BOARD_PASS_RATE, FactKind.FELLOWSHIP_MATCH):
            value, fact = self._read(kind)
            if value in (rules.YES, rules.PARTIAL):
                return True, None, fact
        value, answer = heard(self._told(OUTCOME_FEEDS))
        return {rules.YES: True, rules.NO: False}.get(value), answer, None

    def _hero(self):
        told = {row.pk for row in self.answers if row.audience in IMG_AUDIENCES}
        if not told:
            return rules.hero_risk(None)
        named = sum(1 for person in self.people if person.named_in & told)
        wider = any(row.is_for for row in self._told(("committee",))) or self.pattern.value is True
        return rules.hero_risk(named, wider=wider)

    @property
    def pattern(self):
        """R-07 over what was told of graduates who got somewhere."""
        told = [row for row in self._told(("success_pattern", "fellowship_match")) if row.cases != 0]
        return rules.pattern_or_star(rules.Told(row.who, (), row.cases) for row in told if not _nobody(row))

    @property
    def flags(self):
        """Six signs, each with its finding: R-04, R-07, R-08, R-10, R-11, R-15."""
        many, _, share_fact = self.proof["presence"]
        share = share_fact.share_percent if share_fact else None
        tiered, tiered_fact = self._read(FactKind.MODEL_PRESENT, (FactPart.MODEL_TIERED,))
        tiered_answer = None
        if tiered == rules.UNKNOWN:
            tiered, tiered_answer = heard(self._told(("model_tiered",)))
        structure, structure_answer, structure_fact = self.proof["structure"]
        outcomes, _, outcome_fact = self.proof["outcomes"]
        ccc, ccc_fact = self._read(FactKind.CCC_LINK)
        ccc_answer = None
        if ccc == rules.UNKNOWN:
            ccc, ccc_answer = heard(self._told(("ccc_link",)))
        start = next(iter(self._told(("excusing_talk",))), None)
        success = next(iter(self._told(("success_pattern", "fellowship_match"))), None)
        backed = {True: rules.YES, False: rules.NO}.get(outcomes, rules.UNKNOWN)
        return [
            FlagLine(
                "Tiers of mentors",
                rules.missing_tiers(share, tiered, many=many),
                answer=tiered_answer,
                fact=tiered_fact or share_fact,
                ask=ASK["presence"] if many is None else "Q-I1",
            ),
            FlagLine(
                "Support that is told of",
                rules.unbacked_claim(structure, backed),
                answer=structure_answer,
                fact=structure_fact or outcome_fact,
                ask="Q-I11",
            ),
            FlagLine("People who help", self.hero, ask="Q-P3"),
            FlagLine("Graduates who got there", self.pattern, answer=success, ask="Q-P4"),
            FlagLine("After a hard start", _excuses(start), answer=start, ask="Q-I4"),
            FlagLine("Mentors and evaluation", rules.evaluation_link(ccc), ccc_answer, ccc_fact, "Q-I10"),
        ]

    @property
    def to_ask(self):
        """What would decide the flow, with the key of its question on the sheet."""
        open_nodes = [node for node in self.tier.nodes if node.holds is None]
        return [ToAsk(ASK[node.key], node.ask, "leadership_img") for node in open_nodes if self.tier.is_open]

    @property
    def knows_visas(self):
        """Whether anything usable is recorded or was heard about visas (S3-8.3)."""
        facts = [fact for fact in self._usable(FactKind.VISA_SUPPORT) if fact.value != rules.UNKNOWN]
        return bool(facts or self._told(("visa_support",)))

    @property
    def end_words(self):
        """What the lit end of a closed flow says: with hero risk, where it would be and one step down."""
        if not self.hero.value:
            return f"{self.tier.low.label} priority"
        return f"One step down: {self.tier.low.label.lower()} priority"

    @property
    def all_yes(self):
        return all(node.holds for node in self.tier.nodes)

    @property
    def nodes(self):
        """The flow's boxes with what they rest on: (node, words, Reason)."""
        boxes = []
        for node in self.tier.nodes:
            _, answer, fact = self.proof[node.key]
            boxes.append(
                (node, _words(answer, fact), Reason("", answer=answer, fact=fact, ask=ASK[node.key]))
            )
        return boxes


def _nobody(row):
    return row.is_against and not row.cases


def _excuses(row):
    if row is None:
        return rules.excusing_talk(remark=None, remedy=None)
    return rules.excusing_talk(remark=bool(row.red), remedy=True if row.green else False if row.red else None)


def _words(answer, fact):
    if fact is not None:
        if fact.denominator:
            return f"{fact.numerator} of {fact.denominator}"
        return f"Recorded, {fact.as_of:%b %Y}"
    if answer is not None:
        return f"Heard, {answer.reading_label.lower()}"
    return "Not asked yet"
