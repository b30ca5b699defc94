from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from config import views
from plans.views import home

# The admin has no door of its own: allauth's limits and second factor hold there too.
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = "Mentorship admin"
admin.site.index_title = "Curate programs, playbook and mail"

urlpatterns = [
    path("", home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("programs.urls")),
    path("", include("mentorship.urls")),
    path("", include("plans.urls")),
]
