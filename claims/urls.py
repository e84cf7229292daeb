"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from claims.views import (
    claim,
    decide,
    event_feeds,
    events,
    public,
    publishing,
    quarantine,
    queue,
    runs,
    stories,
    verdict,
)

urlpatterns = [
    path("", queue.home, name="home"),
    path("queue/", queue.queue, name="queue"),
    path("claims/<int:pk>/", claim.claim, name="claim"),
    path("claims/<int:pk>/triage/", decide.triage, name="triage"),
    path("claims/<int:pk>/take/", decide.take, name="take"),
    path("claims/<int:pk>/hold/", decide.hold, name="hold"),
    path("claims/<int:pk>/release/", decide.release, name="release"),
    path("claims/<int:pk>/dismiss/", decide.dismiss, name="dismiss"),
    path("claims/<int:pk>/reopen/", decide.reopen, name="reopen"),
    path("claims/<int:pk>/evidence/", verdict.add_evidence, name="add_evidence"),
    path(
        "claims/<int:pk>/evidence/<int:evidence_pk>/remove/", verdict.remove_evidence, name="remove_evidence"
    ),
    path("claims/<int:pk>/verdict/", verdict.propose, name="propose"),
    path("claims/<int:pk>/withdraw/", decide.withdraw, name="withdraw"),
    path("claims/<int:pk>/review/", decide.start_review, name="review"),
    path("claims/<int:pk>/approve/", decide.approve, name="approve"),
    path("claims/<int:pk>/return/", decide.send_back, name="send_back"),
    path("runs/", runs.night, name="runs"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("quarantine/", quarantine.quarantine, name="quarantine"),
    path("quarantine/retry/", quarantine.retry_all, name="quarantine_retry_all"),
    path("quarantine/<int:pk>/", quarantine.quarantined, name="quarantined"),
    path("quarantine/<int:pk>/bytes/", quarantine.raw, name="quarantined_raw"),
    path("quarantine/<int:pk>/retry/", quarantine.retry, name="quarantine_retry"),
    path("quarantine/<int:pk>/discard/", quarantine.discard, name="quarantine_discard"),
    path("claims/<int:pk>/acknowledge/", publishing.acknowledge, name="acknowledge"),
    path("claims/<int:pk>/publish/", publishing.publish, name="publish"),
    path("claims/<int:pk>/correct/", publishing.correct, name="correct"),
    path("claims/<int:pk>/retract/", publishing.retract, name="retract"),
    path("claims/<int:pk>/retract/confirm/", publishing.confirm_retraction, name="confirm_retraction"),
    path("claims/<int:pk>/retract/drop/", publishing.drop_retraction, name="drop_retraction"),
    path("checks/", public.checks, name="checks"),
    path("checks/feed.xml", public.feed, name="check_feed"),
    path("checks/<int:pk>/", public.check, name="check"),
    path("checks/<int:pk>/claimreview.json", public.data, name="check_data"),
    path("checks/<int:pk>/editions/<int:number>/", public.edition, name="check_edition"),
    path("events/", events.events, name="events"),
    path("events/<int:pk>/", events.event, name="event"),
    path("events/<int:pk>/told/", events.event_told, name="event_told"),
    path("events/<int:pk>/told.csv", event_feeds.event_csv, name="event_csv"),
    path("events/<int:pk>/feed.xml", event_feeds.event_feed, name="event_feed"),
    path("articles/", stories.stories, name="stories"),
    path("articles/new/", stories.new, name="story_new"),
    path("articles/<int:pk>/", stories.article, name="article"),
    path("articles/<int:pk>/progress/", stories.progress, name="progress"),
    path("articles/<int:pk>/retry/", stories.retry, name="retry"),
]
