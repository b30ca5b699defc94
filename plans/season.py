"""An applicant's first page: the season, the next thing to do, what to ask and whom. The same queries for 1 and 60."""

from dataclasses import dataclass, field
from itertools import islice

from django.utils import timezone

from plans import numbers
from plans.models import Plan
from plans.rules.season_step import SeasonFacts, SeasonStep, season_step
from playbook.vocabulary import Audience
from programs.access import visible_evaluations, visible_rank_lists
from programs.actions.matching import place_of
from programs.seasons import SeasonNow, picture, season_now
from programs.shortlist import saved_with
from programs.verdicts import people_named, question_bank, website_checks

ROWS_AT_MOST = 5
ASK_AT_MOST, PROGRAMS_TO_ASK = 3, 2
HEARD_FIRST = {Audience.LEADERSHIP, Audience.RESIDENT}


@dataclass(slots=True)
class SeasonHome:
    """What the page shows. `asks` are pairs of a program and the questions to put to it next."""

    season: SeasonNow
    step: SeasonStep
    total: int
    interviews: list = field(default_factory=list)
    asks: list = field(default_factory=list)
    silent: list = field(default_factory=list)
    no_reply: list = field(default_factory=list)
    place: object = None
    has_plan: bool = False

    @property
    def picture(self):
        return picture(self.season)


def season_home(user, today, now):
    """Everything of the page. A program is in play once it interviews, was heard, or stands on the rank list; those
    that interview next come first.
    """
    season = season_now(today)
    own = visible_evaluations(user)
    also = {
        "people": people_named(own),
        "checks": website_checks(own),
        "questions": question_bank(),
        "rank_list": visible_rank_lists(user).filter(season=season.key),
    }
    saved, found = saved_with(own, user=user, today=today, also=also)
    ahead = sorted(
        (row for row in saved if row.evaluation.interview_at and row.evaluation.interview_ends_at > now),
        key=lambda row: row.evaluation.interview_at,
    )
    in_play = [*ahead, *(row for row in saved if _in_play(row) and row not in ahead)] or saved
    home = SeasonHome(season, SeasonStep("calm"), len(saved), ahead[:ROWS_AT_MOST])
    home.step = season_step(
        _facts(found, saved, in_play, season, today, now), final_within=numbers.FINAL_WITHIN
    )
    if home.step.kind == "matched":
        home.place = place_of(user, home.step.thing.evaluation.program_id)
        home.has_plan = Plan.objects.filter(resident=user).exclude(state=Plan.State.ENDED).exists()
        return home
    asks = ((row, row.verdict.to_ask[:ASK_AT_MOST]) for row in in_play)
    home.asks = list(islice(((row, questions) for row, questions in asks if questions), PROGRAMS_TO_ASK))
    silent = (row for row in in_play if row.verdict.answer_count and row.silent)
    home.silent = list(islice(silent, ROWS_AT_MOST))
    no_reply = (row for row in saved if row.verdict.sketch.state == "no_reply")
    home.no_reply = list(islice(no_reply, ROWS_AT_MOST))
    return home


def _in_play(row):
    evaluation = row.evaluation
    return bool(evaluation.interview_at or evaluation.rank is not None or row.verdict.answer_count)


def _facts(found, saved, in_play, season, today, now):
    heard = [row for row in in_play if row.verdict.answer_count]
    deadline = season.deadline_on
    return SeasonFacts(
        saved=len(saved),
        has_needs=bool(found.needs),
        matched=_first(saved, lambda row: row.evaluation.matched_on),
        interview_today=_first(saved, lambda row: _is_today(row, today, now)),
        without_website=_first(in_play, lambda row: not (row.has_website_check or _is_over(row, now))),
        half_heard=_first(in_play, lambda row: _is_half_heard(row, now)),
        without_goals=_first(heard, lambda row: row.evaluation.priorities_sent_on is None),
        without_sketch=_first(heard, lambda row: row.evaluation.sketch_asked_on is None),
        open_path=_first(heard, lambda row: row.verdict.path and row.verdict.path.state == "open"),
        unranked=_first(in_play, lambda row: row.evaluation.rank is None),
        ranked=sum(row.evaluation.rank is not None for row in saved),
        is_final=any(rank_list["final_at"] for rank_list in found.also["rank_list"]),
        days_to_deadline=(deadline - today).days if deadline else None,
    )


def _first(rows, fits):
    return next((row for row in rows if fits(row)), None)


def _is_today(row, today, now):
    at = row.evaluation.interview_at
    return at and timezone.localtime(at).date() == today and row.evaluation.interview_ends_at > now


def _is_over(row, now):
    ended = row.evaluation.interview_ends_at
    return bool(ended and ended <= now)


def _is_half_heard(row, now):
    """The interview is over, or something was heard without one; and leaders or residents were not."""
    ended = row.evaluation.interview_ends_at
    begun = ended <= now if ended else row.verdict.answer_count
    return begun and HEARD_FIRST & set(row.verdict.silent_audiences)
