"""Plan templates. A plan copies these rows when it starts; nothing points back here but a code."""

from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q

from playbook.models.base import Content, ContentQuerySet, edited_rows_have_a_time
from playbook.vocabulary import (
    AppliesWhen,
    Block,
    CountsFrom,
    Evidence,
    GoalCounts,
    GoalPer,
    MilestoneKind,
    Role,
    TemplateKind,
    Unit,
)


class Placed(NamedTuple):
    """An item and the months it spans, first and last included; its window where it has one."""

    item: "TemplateItem"
    first_month: int
    last_month: int
    window: "TemplateWindow | None"


class PlanTemplateQuerySet(ContentQuerySet):
    def whole(self):
        """With everything that a plan copies: windows, items, repeating items and goals. Five queries in all."""
        return self.prefetch_related(
            Prefetch("windows", queryset=TemplateWindow.objects.current()),
            Prefetch("items", queryset=TemplateItem.objects.current()),
            Prefetch("repeats", queryset=TemplateRepeat.objects.current()),
            Prefetch("goals", queryset=TemplateGoal.objects.current()),
        )


class PlanTemplate(Content):
    """A base plan, or an overlay that adds to one."""

    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=TemplateKind.choices)
    years = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The years a base plan is made for."
    )
    summary = models.TextField(blank=True)
    applies_when = models.CharField(max_length=30, choices=AppliesWhen.choices, default=AppliesWhen.ALWAYS)

    objects = PlanTemplateQuerySet.as_manager()

    class Meta(Content.Meta):
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_plan_template_key_is_used_once"),
            models.CheckConstraint(
                condition=~Q(kind=TemplateKind.BASE) | Q(years__isnull=False, years__range=(1, 7)),
                name="a_base_plan_lasts_one_to_seven_years",
                violation_error_message="A base plan lasts one to seven years.",
            ),
            edited_rows_have_a_time("a_plan_template"),
        ]

    def __str__(self):
        return self.title

    def placed_items(self):
        """Every current item with its months, in order of time. Call `whole()` first to save queries."""
        windows = {window.number: window for window in self.windows.all() if window.is_current}
        placed = []
        for item in self.items.all():
            window = windows.get(item.window)
            if not item.is_current or (item.window and window is None and item.first_month is None):
                continue
            first = item.first_month if item.first_month is not None else window.first_month
            last = item.last_month if item.last_month is not None else window.last_month
            placed.append(Placed(item, first, last, window))
        return sorted(placed, key=lambda p: (p.first_month, p.last_month, p.item.position))


class TemplateWindow(Content):
    """A stretch of months, both ends included. Month 1 is the first month of training."""

    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="windows")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    theme = models.CharField(max_length=80)
    pgy = models.PositiveSmallIntegerField()
    block = models.CharField(max_length=10, choices=Block.choices)
    first_month = models.SmallIntegerField()
    last_month = models.SmallIntegerField()
    shown_as = models.CharField(max_length=40, blank=True)

    class Meta(Content.Meta):
        verbose_name, verbose_name_plural = "window", "windows"
        constraints = [
            models.UniqueConstraint(
                fields=["template", "number"], name="a_template_window_number_is_used_once_per_template"
            ),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")),
                name="a_template_window_ends_after_it_begins",
                violation_error_message="The last month comes before the first.",
            ),
            edited_rows_have_a_time("a_template_window"),
        ]

    def __str__(self):
        return f"{self.code} {self.theme}"


class TemplateItem(Content):
    """Something to have done by the end of its window, or of its own months where it has them."""

    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="items")
    code = models.CharField(max_length=20)
    window = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The number of a window above."
    )
    first_month = models.SmallIntegerField(
        null=True, blank=True, help_text="Only where it differs from the window."
    )
    last_month = models.SmallIntegerField(
        null=True, blank=True, help_text="The last month that belongs to it."
    )
    counts_from = models.CharField(max_length=10, choices=CountsFrom.choices, default=CountsFrom.START)
    title = models.CharField(max_length=120)
    owner = models.CharField(max_length=20, choices=Role.choices, default=Role.RESIDENT)
    helper = models.CharField(
        max_length=20, choices=Role.choices, blank=True, help_text="Whose help it takes."
    )
    kind = models.CharField(max_length=20, choices=MilestoneKind.choices)
    done_when = models.CharField(max_length=200, help_text="What anybody could see once it is done.")
    hint = models.TextField(blank=True)
    evidence = models.CharField(max_length=30, choices=Evidence.choices, default=Evidence.BY_HAND)
    evidence_of = models.CharField(
        max_length=40, blank=True, help_text="Which function, stage, lane, type or message."
    )
    evidence_count = models.PositiveSmallIntegerField(default=1)
    on_by_default = models.BooleanField(default=True)
    applies_when = models.CharField(max_length=30, choices=AppliesWhen.choices, default=AppliesWhen.ALWAYS)
    after = models.CharField(max_length=20, blank=True, help_text="The code of the item to finish first.")
    replaces = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    class Meta(Content.Meta):
        verbose_name, verbose_name_plural = "plan item", "plan items"
        constraints = [
            models.UniqueConstraint(
                fields=["template", "code"], name="a_template_item_code_is_used_once_per_template"
            ),
            models.CheckConstraint(
                condition=Q(window__isnull=False) | Q(first_month__isnull=False, last_month__isnull=False),
                name="a_template_item_has_a_window_or_months_of_its_own",
                violation_error_message="Choose a window, or a first and a last month.",
            ),
            models.CheckConstraint(
                condition=Q(first_month=None) | Q(last_month=None) | Q(last_month__gte=F("first_month")),
                name="a_template_item_ends_after_it_begins",
                violation_error_message="The last month comes before the first.",
            ),
            edited_rows_have_a_time("a_template_item"),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def clean(self):
        """A window that is there, and months inside the training."""
        if not self.template_id:
            return
        if (
            self.window is not None
            and not self.template.windows.current().filter(number=self.window).exists()
        ):
            raise ValidationError({"window": "There is no such window in this template."})
        last = self.template.years and self.template.years * 12
        if last and self.last_month is not None and self.last_month > last:
            raise ValidationError({"last_month": f"This template ends in month {last}."})


class TemplateRepeat(Content):
    """Something that comes round: every so often between `first` and `last`, or at the named ones."""

    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="repeats")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    owner = models.CharField(max_length=20, choices=Role.choices, default=Role.RESIDENT)
    helper = models.CharField(max_length=20, choices=Role.choices, blank=True)
    kind = models.CharField(max_length=20, choices=MilestoneKind.choices)
    done_when = models.CharField(max_length=200)
    evidence = models.CharField(max_length=30, choices=Evidence.choices, default=Evidence.BY_HAND)
    evidence_of = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.MONTH)
    every = models.PositiveSmallIntegerField(null=True, blank=True)
    first = models.PositiveSmallIntegerField(null=True, blank=True)
    last = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: to the end of training.")
    at = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, help_text="For example 3,12,24."
    )
    on_by_default = models.BooleanField(default=True)

    class Meta(Content.Meta):
        verbose_name, verbose_name_plural = "repeating item", "repeating items"
        constraints = [
            models.UniqueConstraint(
                fields=["template", "code"], name="a_template_repeat_code_is_used_once_per_template"
            ),
            models.CheckConstraint(
                condition=Q(every__isnull=False, every__gte=1, first__isnull=False, first__gte=1, at=[])
                | (Q(every=None) & ~Q(at=[])),
                name="a_template_repeat_has_a_rhythm_or_named_times",
                violation_error_message="Give either how often and from when, or the times themselves.",
            ),
            edited_rows_have_a_time("a_template_repeat"),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def times(self, last):
        """The months or weeks in which it comes round, up to and including `last`, the last one of training."""
        if self.at:
            return [number for number in sorted(self.at) if number <= last]
        return list(range(self.first, min(self.last or last, last) + 1, self.every))


class TemplateGoal(Content):
    """A goal every new plan begins with. `most` is set where the aim is a span."""

    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="goals")
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    counts = models.CharField(max_length=20, choices=GoalCounts.choices)
    target = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    per = models.CharField(max_length=10, choices=GoalPer.choices)

    class Meta(Content.Meta):
        verbose_name, verbose_name_plural = "default goal", "default goals"
        constraints = [
            models.UniqueConstraint(
                fields=["template", "key"], name="a_template_goal_key_is_used_once_per_template"
            ),
            models.CheckConstraint(condition=Q(target__gte=1), name="a_template_goal_aims_at_one_or_more"),
            edited_rows_have_a_time("a_template_goal"),
        ]

    def __str__(self):
        return self.title
