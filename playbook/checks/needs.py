"""Checks of the kinds of need."""

from playbook import vocabulary


def needs(book):
    """E019: a default need can be measured. E020: buckets, domains and urgent needs are complete, and point right."""
    needs = book.needs
    for need in needs.default:
        if not any(character.isdigit() for character in need.measure):
            yield "E019", f"{need.key}: a measure holds a number or a date"
        if not (need.stages or need.img_gap):
            yield "E020", f"{need.key}: is proposed to nobody"
        if need.priority not in (1, 2, 3):
            yield "E020", f"{need.key}: priority is 1, 2 or 3"
    overlays = {plan.key for plan in book.plans if plan.kind == "overlay"}
    goals = {goal.key for plan in book.plans for goal in plan.goal}
    for bucket in needs.bucket:
        if bucket.overlay and bucket.overlay not in overlays:
            yield "E020", f"{bucket.key}: there is no overlay {bucket.overlay}"
        for goal in set(bucket.goals) - goals:
            yield "E020", f"{bucket.key}: there is no goal {goal}"
    for rows, choices in [
        (needs.bucket, vocabulary.NeedBucket),
        (needs.domain, vocabulary.Domain),
        (needs.urgent, vocabulary.UrgentNeed),
    ]:
        for missing in set(choices.values) - {row.key for row in rows}:
            yield "E020", f"needs.toml: {missing} is missing"
