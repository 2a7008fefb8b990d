"""Numbers on loan, and the way home of the tickets that were given of them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.kiosk.station.machine import Machine, MovedClock, machine
from tests.kiosk.station.stand_in import Hall


def alone(hall: Hall, kiosk: Machine) -> None:
    hall.silent = True
    kiosk.is_alone()


def test_more_numbers_are_fetched_when_half_of_them_are_given(hall: Hall, kiosk: Machine) -> None:
    assert hall.loans(hall.day()) == 1
    alone(hall, kiosk)
    numbers = [kiosk.take(f"k{n}").body["number"] for n in range(101)]
    assert numbers == [f"A {5001 + n}" for n in range(101)]
    hall.silent = False
    hall.until(lambda: hall.loans(hall.day()) == 2)
    hall.until(lambda: len(hall.uploads) == 101)
    assert [upload["digits"] for upload in hall.uploads.values()] == list(range(5001, 5102))


def test_a_lost_loan_is_asked_for_again_not_anew(hall: Hall, tmp_path: Path) -> None:
    hall.loses = {"/api/v1/leases"}
    with machine(hall, tmp_path) as kiosk:
        hall.until(lambda: hall.count("POST", "/api/v1/leases") > 1)
        hall.loses = set()
        kiosk.knows_enough()
        assert hall.loans(hall.day()) == 1


def test_without_a_loan_the_page_is_told(hall: Hall, tmp_path: Path) -> None:
    hall.status["/api/v1/leases"] = 404
    with machine(hall, tmp_path) as kiosk:
        assert kiosk.station is not None
        hall.until(kiosk.station.keeping.done.is_set)
        alone(hall, kiosk)
        answer = kiosk.take("k1")
        assert (answer.status, answer.body["code"]) == (503, "no_lease")


def test_a_day_may_begin_without_the_server(hall: Hall, tmp_path: Path) -> None:
    clock = MovedClock()
    hall.at = datetime(2026, 11, 23, 21, 59, 0, tzinfo=UTC)  # a minute to midnight in Sofia
    tomorrow = date(2026, 11, 24)
    with machine(hall, tmp_path, clock=clock) as kiosk:
        kiosk.knows_enough()
        alone(hall, kiosk)
        today = kiosk.take("k1").body
        clock.slept_s = 61
        first = kiosk.take("k2").body
        assert first["number"] == today["number"] == "A 5001"
        assert first["visit"] != today["visit"]
        assert kiosk.take("k1").body["visit"] == today["visit"]
        hall.at = datetime(2026, 11, 23, 22, 0, 5, tzinfo=UTC)
        hall.silent = False
        hall.until(lambda: set(hall.uploads) == {today["visit"], first["visit"]})
        hall.until(lambda: hall.loans(date(2026, 11, 25)) == 1)
        assert hall.loans(tomorrow) == 1


def test_a_kiosk_may_be_started_on_a_day_that_began_without_the_server(hall: Hall, tmp_path: Path) -> None:
    hall.at = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
    with machine(hall, tmp_path) as kiosk:
        kiosk.knows_enough()
    hall.silent = True
    clock = MovedClock()
    clock.by = timedelta(hours=19)
    with machine(hall, tmp_path, clock=clock) as kiosk:
        kiosk.is_alone()
        assert kiosk.take("k1").body["number"] == "A 5001"


def test_yesterdays_numbers_are_void(hall: Hall, tmp_path: Path) -> None:
    clock = MovedClock()
    hall.at = datetime(2026, 11, 23, 21, 59, 0, tzinfo=UTC)  # a minute to midnight in Sofia
    with machine(hall, tmp_path, clock=clock) as kiosk:
        kiosk.knows_enough()
        alone(hall, kiosk)
        assert kiosk.take("k1").body["number"] == "A 5001"
        clock.slept_s = 61 + 24 * 3600  # nobody was lent numbers for the day after tomorrow
        assert kiosk.take("k2").body["code"] == "no_lease"
        assert kiosk.take("k1").body["number"] == "A 5001"
        hall.at = datetime(2026, 11, 24, 22, 0, 5, tzinfo=UTC)
        hall.silent = False
        hall.until(lambda: hall.loans(date(2026, 11, 25)) == 1)


def test_a_ticket_that_the_server_refuses_is_a_letter_that_somebody_must_read(hall: Hall, kiosk: Machine) -> None:
    hall.refusals[5001] = 422
    alone(hall, kiosk)
    refused, taken = kiosk.take("k1").body, kiosk.take("k2").body
    hall.silent = False
    hall.until(lambda: set(hall.uploads) == {taken["visit"]})
    hall.until(lambda: hall.dead_letters == 1)
    assert kiosk.take("k1").body["visit"] == refused["visit"]
    assert kiosk.get(f"/api/v1/visits/{refused['visit']}").body["number"] == "A 5001"


def test_the_letters_are_still_there_after_a_reboot(hall: Hall, tmp_path: Path) -> None:
    from kiosk.agent.station.starting import letters

    hall.refusals[5001] = 409
    with machine(hall, tmp_path) as kiosk:
        kiosk.knows_enough()
        alone(hall, kiosk)
        kiosk.take("k1")
        hall.silent = False
        hall.until(lambda: hall.dead_letters == 1)
    hall.printer.clear()
    with machine(hall, tmp_path):
        hall.until(lambda: hall.dead_letters == 1)
    assert '"digits": 5001' in letters(tmp_path)
    assert '"status": 409' in letters(tmp_path)


@pytest.mark.parametrize("status", [500, 429, 401])
def test_a_server_that_cannot_take_it_now_is_asked_again(status: int, hall: Hall, kiosk: Machine) -> None:
    hall.refusals[5001] = status
    alone(hall, kiosk)
    first, second = kiosk.take("k1").body, kiosk.take("k2").body
    hall.silent = False
    hall.until(lambda: hall.count("POST", "/api/v1/offline-tickets") > 2)
    if status == 500:  # the one that breaks it does not hold up the others
        hall.until(lambda: set(hall.uploads) == {second["visit"]})
    hall.refusals.clear()
    hall.until(lambda: set(hall.uploads) == {first["visit"], second["visit"]})
    assert hall.dead_letters == 0


def test_an_upload_whose_answer_was_lost_is_repeated(hall: Hall, kiosk: Machine) -> None:
    alone(hall, kiosk)
    visit = kiosk.take("k1").body["visit"]
    hall.loses = {"/api/v1/offline-tickets"}
    hall.silent = False
    hall.until(lambda: hall.count("POST", "/api/v1/offline-tickets") > 1)
    hall.loses = set()
    kiosk.sees_the_server()
    hall.until(lambda: kiosk.get(f"/api/v1/visits/{visit}").body.get("from") == "the server")
    assert set(hall.uploads) == {visit}


def test_the_tickets_time_is_the_halls(hall: Hall, tmp_path: Path) -> None:
    clock = MovedClock()
    clock.by = timedelta(hours=-5)  # a kiosk PC whose battery is flat
    with machine(hall, tmp_path, clock=clock) as kiosk:
        kiosk.knows_enough()
        alone(hall, kiosk)
        before = datetime.now(UTC)
        given = kiosk.take("k1").body
        assert abs(datetime.fromisoformat(given["issued_at"]) - before) < timedelta(seconds=5)
