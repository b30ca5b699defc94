from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_safe

from accounts import links


@login_not_required
@require_safe
def link_enter(request, token):
    """The one door of every signed link. Scanners may knock as often as they like: nothing changes."""
    return links.enter(request, token)
