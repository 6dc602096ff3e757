from __future__ import annotations

from networking.pipeline.next_steps import split
from networking.pipeline.outreach import count_waiting, queue_of
from networking.pipeline.snapshot import HiddenRow, Snapshot
from tests.people import TODAY
from tests.pipeline.snapshots import company, days, make_snapshot, nobody_written, owing

ACME = company()


def names(snapshot: Snapshot) -> list[str]:
    return [step.contact for step in queue_of(split(snapshot)[0], snapshot)]


def waiting(snapshot: Snapshot) -> int:
    return count_waiting(split(snapshot)[0], snapshot)


def test_only_first_messages_that_can_be_written_wait_the_closest_first():
    snapshot = make_snapshot(
        ACME,
        nobody_written(ACME, name="Distant"),
        nobody_written(ACME, name="In common", in_common=True),
        nobody_written(ACME, name="No way", email=""),
        owing(6, at=ACME, name="Follow-up"),
    )
    assert names(snapshot) == ["In common", "Distant"]


def test_whoever_was_put_off_does_not_wait():
    ada, grace = nobody_written(ACME, name="Ada"), nobody_written(ACME, name="Grace")
    later = HiddenRow(7, f"contact:{ada.pk}", TODAY + days(1), "", None)
    assert names(make_snapshot(ACME, ada, grace, hidden=[later])) == ["Grace"]


def test_as_many_are_offered_as_today_has_room_for():
    people = [nobody_written(ACME) for _ in range(7)]
    for written, room in ((0, 5), (3, 2), (5, 0), (9, 0)):
        assert waiting(make_snapshot(ACME, *people, new_people_today=written)) == room
    assert waiting(make_snapshot(ACME, *people[:2])) == 2


def test_where_nobody_waits_nobody_is_counted():
    assert waiting(make_snapshot(ACME)) == 0
