"""What the content files must keep to, looked at whenever Django starts. Each problem says where and what."""

from django.core.checks import Error, register

from playbook import load
from playbook.checks import everywhere, messages, needs, plans, questions, seasons


@register()
def check_playbook(app_configs, **kwargs):
    """Django's system check."""
    try:
        book = load.playbook()
    except load.ContentError as problem:
        return [Error(f"The playbook cannot be read: {problem}", id="playbook.E001")]
    return problems(book)


def problems(book):
    """Every problem of a playbook, as Django errors; none for one that may ship."""
    parts = (
        everywhere.keys,
        everywhere.choices,
        everywhere.words,
        questions.questions,
        messages.messages,
        plans.plans,
        questions.schemes,
        needs.needs,
        seasons.seasons,
    )
    return [Error(text, id=f"playbook.{code}") for part in parts for code, text in part(book)]
