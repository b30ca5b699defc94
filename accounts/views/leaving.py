from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import closing, keepers, personal_file
from accounts.forms import CloseForm


@require_safe
def your_data(request):
    """What is kept about me, how do I take it along, and how do I leave?"""
    return render(request, "accounts/your_data.html")


@require_safe
@reauthentication_required
def your_data_file(request):
    """All that is kept about me, in one file."""
    now = timezone.now()
    response = HttpResponse(personal_file.build(request.user, now), content_type="application/zip")
    day = timezone.localtime(now)
    response["Content-Disposition"] = f'attachment; filename="mentorship-{day:%Y-%m-%d}.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def account_close(request):
    """What goes, what stays, what has to be handed over first; and the button."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    today, refusal = timezone.localdate(), ""
    obstacles = keepers.obstacles(request.user, today)
    if form.is_valid() and not obstacles:
        try:
            closing.close_own_account(by=request.user, now=timezone.now(), today=today)
        except keepers.StillNeeded as error:
            refusal = str(error)
        else:
            logout(request)
            return redirect("accounts:account_closed")
    context = {"form": form, "obstacles": obstacles, "refusal": refusal, "keepers": keepers.everybody()}
    return render(request, "accounts/account_close.html", context)


@login_not_required
@require_safe
def account_closed(request):
    """It is done."""
    return render(request, "accounts/account_closed.html")
