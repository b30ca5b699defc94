"""One's own ZIP code: kept to search near it, or forgotten. Nobody else reads it (C-29)."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from programs.actions import judging as actions
from programs.finding.near import zip_of


@require_POST
def zip_code(request):
    """Keep a ZIP code for the next search, or forget it when none is sent. Then back to where the person was."""
    typed = request.POST.get("zip_code", "").strip()[:10]
    code = zip_of(typed)
    if typed and not code:
        messages.error(request, "A ZIP code has five digits.")
    else:
        actions.keep_zip_code(code=code, by=request.user)
        messages.success(
            request, f"{code} is kept. Only you see it." if code else "Your ZIP code is forgotten."
        )
    path = request.POST.get("next", "")
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return redirect(path if is_ours else "programs:search")
