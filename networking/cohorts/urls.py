from django.urls import path

from networking.cohorts.views import joining, school

app_name = "cohorts"
urlpatterns = [
    path("cohorts/", school.home, name="home"),
    path("cohorts/<int:pk>/members/", school.cohort, name="cohort"),
    path("cohorts/<int:pk>/name/", school.rename_cohort, name="rename_cohort"),
    path("cohorts/<int:pk>/invite/", school.invite, name="invite"),
    path("cohorts/<int:pk>/code/", school.make_code, name="make_code"),
    path("cohorts/<int:pk>/archive/", school.archive_cohort, name="archive_cohort"),
    path("cohorts/<int:pk>/reopen/", school.reopen_cohort, name="reopen_cohort"),
    path("cohorts/codes/<int:pk>/end/", school.end_code, name="end_code"),
    path("cohorts/members/<int:pk>/remove/", school.remove_member, name="remove_member"),
    path("cohorts/invitations/<int:pk>/revoke/", school.revoke_invitation, name="revoke_invitation"),
    path("cohorts/invitation/<str:token>/", joining.invitation, name="invitation"),
    path("cohorts/join/", joining.join, name="join"),
    path("cohorts/mine/", joining.place, name="place"),
    path("cohorts/mine/leave/", joining.leave, name="leave"),
    path("organizations/<int:pk>/", school.organization, name="organization"),
    path("organizations/<int:pk>/cohorts/", school.add_cohort, name="add_cohort"),
    path("organizations/<int:pk>/admins/", school.invite_admin, name="invite_admin"),
]
