from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentorship.outside import places_for, wanted_by


@require_safe
def outside(request):
    """Where do I find a mentor beyond my own program?"""
    asked = request.GET
    wanted, need = wanted_by(request.user, need=asked.get("need", ""), program=asked.get("program", ""))
    far = "far" in asked
    places, others = places_for(request.user, wanted, far=far)
    context = {"places": places, "others": others, "wanted": wanted, "need": need, "far": far}
    context["carried"] = [
        (name, asked[name]) for name in ("need", "program") if asked.get(name, "").isdecimal()
    ]
    return render(request, "mentorship/outside.html", context)
