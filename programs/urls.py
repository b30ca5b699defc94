from django.urls import path

from programs.views import (
    catalogue,
    evaluations,
    gaps,
    invitations,
    letters,
    members,
    memberships,
    ranking,
    sheet,
    suggestions,
)

app_name = "programs"
urlpatterns = [
    path("programs/", catalogue.search, name="search"),
    path("programs/<int:pk>/", catalogue.program, name="program"),
    # ---- saved programs, each person's own ----
    path("programs/<int:pk>/save/", evaluations.evaluation_save, name="evaluation_save"),
    path("evaluations/", evaluations.evaluations, name="evaluations"),
    path("evaluations/<int:pk>/edit/", evaluations.evaluation_edit, name="evaluation_edit"),
    path("evaluations/<int:pk>/remove/", evaluations.evaluation_remove, name="evaluation_remove"),
    path("interviews/", evaluations.interviews, name="interviews"),
    path("interviews/<int:pk>/file/", evaluations.interview_file, name="interview_file"),
    path("rank-list/", ranking.rank_list, name="rank_list"),
    path("rank-list/<int:pk>/move/", ranking.rank_move, name="rank_move"),
    path("rank-list/order/", ranking.rank_order, name="rank_order"),
    path("rank-list/undo/", ranking.rank_undo, name="rank_undo"),
    path("rank-list/final/", ranking.rank_final, name="rank_final"),
    path("rank-list/file/", ranking.rank_csv, name="rank_csv"),
    path("evaluations/<int:pk>/gap/", gaps.gap_task, name="gap_task"),
    # ---- what a program says about its own page ----
    path("programs/<int:pk>/suggest/", suggestions.suggest, name="suggest"),
    path("programs/<int:pk>/suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/<int:pk>/withdraw/", suggestions.suggestion_withdraw, name="suggestion_withdraw"),
    # ---- the interview sheet, and what is written to a program ----
    path("evaluations/<int:pk>/sheet/", sheet.sheet, name="sheet"),
    path("evaluations/<int:pk>/sheet/own/", sheet.question_own, name="question_own"),
    path("evaluations/<int:pk>/sheet/<str:key>/", sheet.answer, name="answer"),
    path("evaluations/<int:pk>/sheet/<str:key>/draft/", sheet.answer_draft, name="answer_draft"),
    path("evaluations/<int:pk>/sheet/<str:key>/forget/", sheet.answer_forget, name="answer_forget"),
    path("evaluations/<int:pk>/people/<int:person>/", letters.person_edit, name="person_edit"),
    path("evaluations/<int:pk>/website/", letters.website_check, name="website_check"),
    path("evaluations/<int:pk>/message/<str:key>/", letters.message, name="message"),
    path("evaluations/<int:pk>/message/<str:key>/sent/", letters.message_sent, name="message_sent"),
    path("evaluations/<int:pk>/reply/", letters.reply, name="reply"),
    # ---- people ----
    path("memberships/", memberships.memberships, name="memberships"),
    path("memberships/ask/", memberships.membership_ask, name="membership_ask"),
    path("memberships/<int:pk>/cancel/", memberships.membership_cancel, name="membership_cancel"),
    path("memberships/<int:pk>/leave/", memberships.membership_leave, name="membership_leave"),
    path("people/", members.members, name="members"),
    path("people/<int:pk>/", members.member_edit, name="member_edit"),
    path("people/<int:pk>/approve/", members.member_approve, name="member_approve"),
    path("people/<int:pk>/decline/", members.member_decline, name="member_decline"),
    path("people/<int:pk>/undo/", members.member_undo, name="member_undo"),
    path("people/<int:pk>/end/", members.member_end, name="member_end"),
    path("people/invitations/", invitations.invitations, name="invitations"),
    path(
        "people/invitations/<int:pk>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"
    ),
    path("people/invitations/<int:pk>/resend/", invitations.invitation_resend, name="invitation_resend"),
    path("invitations/<int:pk>/", invitations.invitation, name="invitation"),
    path("invitations/<int:pk>/accept/", invitations.invitation_accept, name="invitation_accept"),
]
