from django.urls import path

from plans import views
from plans.views import cohort, progress

app_name = "plans"
urlpatterns = [
    path("plan/", views.timeline, name="timeline"),
    path("plan/start/", views.plan_start, name="plan_start"),
    path("plan/one-page/", views.plan_page, name="plan_page"),
    path("plan/overlays/<slug:key>/", views.plan_overlay, name="plan_overlay"),
    path("plan/share/", views.plan_share, name="plan_share"),
    path("plan/leave/", views.leave, name="leave"),
    path("plan/leave/<int:pk>/remove/", views.leave_remove, name="leave_remove"),
    path("plan/milestones/new/", views.milestone_new, name="milestone_new"),
    path("plan/milestones/<int:pk>/", views.milestone, name="milestone"),
    path("plan/milestones/<int:pk>/edit/", views.milestone_edit, name="milestone_edit"),
    path("plan/milestones/<int:pk>/tap/", views.milestone_tap, name="milestone_tap"),
    path("plan/milestones/<int:pk>/drop/", views.milestone_drop, name="milestone_drop"),
    path("plan/milestones/<int:pk>/reopen/", views.milestone_reopen, name="milestone_reopen"),
    path("plan/milestones/<int:pk>/undo/", views.milestone_undo, name="milestone_undo"),
    path("plan/goals/new/", views.goal_new, name="goal_new"),
    path("plan/goals/<int:pk>/", views.goal_edit, name="goal_edit"),
    path("plan/goals/<int:pk>/count/", views.goal_count, name="goal_count"),
    path("plan/goals/<int:pk>/close/", views.goal_close, name="goal_close"),
    path("plan/goals/<int:pk>/reopen/", views.goal_reopen, name="goal_reopen"),
    path("plan/projects/", views.outputs, name="outputs"),
    path("plan/projects/new/", views.output_new, name="output_new"),
    path("plan/projects/<int:pk>/", views.output_edit, name="output_edit"),
    path("plan/letters/", views.letters, name="letters"),
    path("plan/letters/new/", views.letter_new, name="letter_new"),
    path("plan/letters/<int:pk>/", views.letter_edit, name="letter_edit"),
    path("check-ins/", views.checkins, name="checkins"),
    path("check-ins/<int:pk>/", views.checkin, name="checkin"),
    path("check-ins/<int:pk>/save/", views.checkin_save, name="checkin_save"),
    path("check-ins/<int:pk>/preview/", views.checkin_preview, name="checkin_preview"),
    path("check-ins/<int:pk>/postpone/", views.checkin_postpone, name="checkin_postpone"),
    path("check-ins/<int:pk>/wake/", views.checkin_wake, name="checkin_wake"),
    path("check-ins/from/<int:pk>/", views.checkin_from, name="checkin_from"),
    path("read/<int:pk>/", views.checkin_read, name="checkin_read"),
    # ---- the director's side
    path("residents/", cohort.cohorts, name="cohorts"),
    path("programs/<int:pk>/residents/", cohort.cohort, name="cohort"),
    path("programs/<int:pk>/residents.csv", cohort.cohort_csv, name="cohort_csv"),
    path("residents/<int:pk>/", progress.progress, name="progress"),
]
