"""Numbers lent to a kiosk for the time when the server is away."""

from datetime import date
from functools import partial

import pytest

from server.domain.numbering import OFFLINE
from server.hall.catalogue_file import PACKAGED, Week, read_file
from server.hall.founding import found_hall
from server.hall.importing import import_catalogue
from server.hall.issuing import KeyReused
from server.hall.leasing import AT_A_TIME, Exhausted, Lent, lease_of, lend
from server.hall.pairing import add_device
from server.models.device import DeviceKind
from tests.cast import NINE, TheHall

MONDAY = date(2026, 11, 23)


def kiosk(hall: TheHall, name: str = "Автомат") -> int:
    """Another kiosk of the hall."""
    return hall.do(add_device, DeviceKind.KIOSK, name)


def lent(hall: TheHall, kiosk: int) -> Lent:
    """The next numbers for this kiosk."""
    return hall.do(lend, kiosk, hall.key())


def digits(numbers: Lent) -> list[int]:
    """Their digits."""
    return [number for number, _ in numbers.numbers]


def visits(numbers: Lent) -> list[int]:
    """The visits they will be."""
    return [visit for _, visit in numbers.numbers]


def test_each_kiosk_gets_two_hundred_at_a_time_of_a_thousand_of_its_own(hall: TheHall) -> None:
    first, second = hall.cast.devices["kiosk"], kiosk(hall)
    one, two, more = lent(hall, first), lent(hall, second), lent(hall, first)
    assert one.date == MONDAY
    assert digits(one) == list(range(5001, 5201))
    assert digits(two) == list(range(6001, 6201))
    assert digits(more) == list(range(5201, 5401))
    told = [event.data for event in hall.events("numbers_leased")]
    assert told[0] == {"device": first, "day": "2026-11-23", "first": 5001, "count": 200}


def test_a_thousand_has_nine_hundred_and_ninety_nine_numbers(hall: TheHall) -> None:
    one = kiosk(hall)
    given = [number for _ in range(5) for number in digits(lent(hall, one))]
    assert given == list(range(5001, 6000))
    with pytest.raises(Exhausted):
        lent(hall, one)


def test_the_same_key_gets_the_same_numbers_again_also_the_next_day(hall: TheHall) -> None:
    one = kiosk(hall)
    first = hall.do(lend, one, "key")
    lent(hall, one)
    hall.clock.advance(days=1)
    assert hall.do(lend, one, "key") == first
    assert len(hall.events("numbers_leased")) == 2


def test_another_kiosk_does_not_get_numbers_by_a_key_it_has_seen(hall: TheHall) -> None:
    hall.do(lend, kiosk(hall), "key")
    with pytest.raises(KeyReused):
        hall.do(lend, kiosk(hall), "key")


def test_every_date_begins_anew_in_the_same_thousand(hall: TheHall) -> None:
    one, two = kiosk(hall), kiosk(hall)
    lent(hall, one), lent(hall, two)
    hall.clock.advance(days=1)
    next_day = lent(hall, two)
    assert (next_day.date, digits(next_day)[0]) == (date(2026, 11, 24), 6001)


def test_numbers_for_the_next_day_that_the_hall_opens_are_lent_beforehand(hall: TheHall) -> None:
    one = kiosk(hall)
    lent(hall, one)
    hall.clock.set(NINE.replace(day=27))  # a Friday
    ahead = hall.do(partial(lend, ahead=True), one, "ahead")
    assert (ahead.date, digits(ahead)[0]) == (date(2026, 11, 30), 5001)
    hall.clock.set(NINE.replace(day=30))
    assert hall.do(partial(lend, ahead=True), one, "ahead") == ahead
    assert digits(lent(hall, one))[0] == 5201


def test_a_hall_that_never_opens_again_lends_nothing_beforehand(new_hall: TheHall) -> None:
    file = read_file(PACKAGED)
    closed = file.hall.model_copy(update={"hours": Week()})
    new_hall.do(import_catalogue, file.model_copy(update={"hall": closed}))
    with pytest.raises(Exhausted, match="does not open"):
        new_hall.do(partial(lend, ahead=True), kiosk(new_hall), "ahead")


def test_the_visits_are_taken_out_of_the_count_so_that_no_other_gets_one(hall: TheHall) -> None:
    before = hall.issue().visit
    one = lent(hall, kiosk(hall))
    after = hall.issue().visit
    assert visits(one) == list(range(before + 1, before + 1 + AT_A_TIME))
    assert after == visits(one)[-1] + 1
    two = lent(hall, kiosk(hall))
    assert len({before, after, *visits(one), *visits(two)}) == 2 + 2 * AT_A_TIME


def test_numbers_can_be_lent_before_anybody_ever_came(new_hall: TheHall) -> None:
    one = lent(new_hall, kiosk(new_hall))
    assert visits(one) == list(range(1, 201))
    assert new_hall.open().issue().visit == 201


def test_a_loan_that_is_refused_takes_nothing(hall: TheHall) -> None:
    with pytest.raises(ZeroDivisionError), hall.unit() as work:
        raise ZeroDivisionError(lend(work, hall.cast.devices["kiosk"], "key"))
    assert hall.issue().visit == 1
    assert lent(hall, hall.cast.devices["kiosk"]).numbers[0] == (5001, 2)


def test_the_sixth_kiosk_gives_no_numbers_alone(hall: TheHall) -> None:
    kiosks = [kiosk(hall, f"Автомат {n}") for n in range(6)]
    assert [digits(lent(hall, one))[0] for one in kiosks[:5]] == [5001, 6001, 7001, 8001, 9001]
    assert digits(lent(hall, kiosks[4]))[-1] < OFFLINE.stop
    with pytest.raises(Exhausted, match="only 5 kiosks"):
        lent(hall, kiosks[5])
    assert digits(lent(hall, kiosks[0]))[0] == 5201


def test_the_thousand_of_a_kiosk_out_of_service_goes_on_where_that_one_stopped(hall: TheHall) -> None:
    """People may hold its numbers."""
    kiosks = [kiosk(hall, f"Автомат {n}") for n in range(6)]
    for one in kiosks[:5]:
        lent(hall, one)
    hall.change("UPDATE device SET revoked_at = '2026-11-23 08:00:00' WHERE id = :kiosk", kiosk=kiosks[1])
    assert digits(lent(hall, kiosks[5]))[0] == 6201
    assert digits(lent(hall, kiosks[1]))[0] == 6401  # its agent asks all the same


def test_a_clock_set_back_over_midnight_lends_for_the_day_that_has_begun(hall: TheHall) -> None:
    hall.clock.set(NINE.replace(day=25))
    hall.open()
    hall.clock.set(NINE.replace(day=24))
    assert lent(hall, kiosk(hall)).date == date(2026, 11, 25)


def test_a_number_is_found_with_its_visit_and_its_kiosk_only(hall: TheHall) -> None:
    one, two = kiosk(hall), kiosk(hall)
    loans = [lent(hall, one), lent(hall, two), lent(hall, one)]
    number, visit = loans[2].numbers[17]
    found = hall.do(lease_of, one, number, visit)
    assert found is not None
    assert (found.first, found.device_id) == (5201, one)
    for wrong in ((two, number, visit), (one, number + 1, visit), (one, number, visit + 1), (one, 5001, 4711)):
        assert hall.do(lease_of, *wrong) is None


def test_two_halls_do_not_meet(hall: TheHall) -> None:
    other = TheHall(hall.store, hall.cast, hall.clock)
    other.id = found_hall(hall.store, "second")
    other.do(import_catalogue, read_file(PACKAGED))
    here, there = kiosk(hall), kiosk(other)
    ours, theirs = hall.do(lend, here, "key"), other.do(lend, there, "key")
    assert digits(ours) == digits(theirs)
    assert not set(visits(ours)) & set(visits(theirs))
    assert other.do(lease_of, here, *ours.numbers[0]) is None
    assert hall.do(lease_of, there, *theirs.numbers[0]) is None
