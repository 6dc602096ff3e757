from django.urls import path

from networking.coaching.views import reviews, seekers

app_name = "coaching"
urlpatterns = [
    path("coach/reviews/<int:pk>/", reviews.review, name="review"),
    path("coach/reviews/<int:pk>/send/", reviews.send_review, name="send_review"),
    path("coach/reviews/<int:pk>/unsend/", reviews.unsend_review, name="unsend_review"),
    path("coach/reviews/<int:pk>/take-over/", reviews.take_over, name="take_over"),
    path("coach/replies/add/", reviews.add_reply, name="add_reply"),
    path("coach/replies/<int:pk>/remove/", reviews.remove_reply, name="remove_reply"),
    path("coach/seekers/<int:pk>/", seekers.seeker, name="seeker"),
    path("coach/seekers/<int:pk>/suggest/", seekers.suggest, name="suggest"),
    path("coach/suggestions/<int:pk>/withdraw/", seekers.withdraw, name="withdraw"),
    path("coach/suggestions/<int:pk>/again/", seekers.suggest_again, name="suggest_again"),
    path("cohorts/mine/preview/", seekers.preview, name="preview"),
]
