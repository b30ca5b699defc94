"""The product's doors and one more: a constant page of 20 KB, the floor that pages are measured against."""

from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as doors

BODY = b"<!doctype html><title>constant</title>" + b"x" * 20_000


def constant(request):
    return HttpResponse(BODY)


urlpatterns = [path("bench/constant", constant), *doors]
