from django.urls import path

from programs.views import catalogue, invitations, members, memberships

app_name = "programs"
urlpatterns = [
    path("programs/", catalogue.search, name="search"),
    path("programs/<int:pk>/", catalogue.program, name="program"),
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
