from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mentorship import access
from mentorship.actions import Refused
from mentorship.actions import agreements as actions
from mentorship.forms import AgreementForm, ChangeForm
from mentorship.rhythm import rhythm_of_sketch
from playbook.vocabulary import Role
from programs.access import memberships_of


def agreement(request, pk):
    """Write down how the two will work, then have the mentor sign it, or say that both agreed in person."""
    tie = get_object_or_404(access.visible_relationships(request.user), pk=pk)
    if not access.can_write_agreement(request.user, tie) or not tie.is_working:
        raise PermissionDenied
    today = timezone.localdate()
    residency = memberships_of(request.user).filter(role=Role.RESIDENT).first()
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        instance=tie,
        today=today,
        ends_on=residency.ends_on if residency else None,
        rhythm=rhythm_of_sketch(request.user, tie),
    )
    if form.is_valid():
        actions.save_agreement(relationship=tie, by=request.user, today=today, **form.cleaned_data)
        return _then(request, tie, form, today)
    return render(request, "mentorship/agreement.html", {"form": form, "tie": tie})


def _then(request, tie, form, today):
    try:
        if "send" in request.POST:
            actions.send_agreement(relationship=tie, by=request.user, today=today)
            said = f"Sent to {tie.mentor.name} to sign."
        elif "in_person" in request.POST:
            actions.agree_in_person(relationship=tie, by=request.user, today=today)
            said = "Agreed, and kept."
        else:
            said = "Kept. It counts once you have both agreed."
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("mentorship:agreement", tie.pk)
    messages.success(request, f"{said} {form.hint()}".strip())
    return redirect("mentorship:relationship", tie.pk)


def agreement_sign(request, pk):
    """The mentor, signed in, reads the agreement, and signs it or asks for a change."""
    tie = get_object_or_404(access.visible_relationships(request.user), pk=pk)
    if not access.can_sign_agreement(request.user, tie):
        raise PermissionDenied
    form = ChangeForm(_words_typed(request), mentee=tie.mentee)
    if act_on_agreement(request, tie, form, by=request.user):
        return redirect("mentorship:relationship", pk)
    return render(
        request, "mentorship/agreement_sign.html", {"form": form, "tie": tie, "seal": actions.seal(tie)}
    )


def act_on_agreement(request, tie, form, *, by):
    """Sign, or ask for a change. Whether something was done; the pages of link and account share it."""
    now = timezone.now()
    if request.method != "POST" or tie.purpose == "":
        return False
    if "sign" in request.POST:
        try:
            seen = request.POST.get("seen", "")
            actions.sign(relationship=tie, by=by, now=now, today=timezone.localdate(), seen=seen)
        except Refused as refused:
            messages.warning(request, str(refused))
        return True
    if form.is_valid():
        actions.ask_change(relationship=tie, by=by, words=form.cleaned_data["words"], now=now)
        return True
    return False


def _words_typed(request):
    """Pressing "Sign" leaves the other form alone."""
    return request.POST if request.method == "POST" and "sign" not in request.POST else None
