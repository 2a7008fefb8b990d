"""/office/ticket and what is on /office"""

import json
import re
from collections.abc import Callable

from tests.cast import TheHall
from tests.office.conftest import Browser

Of = Callable[[str], Browser]


def test_it_offers_every_service_for_the_preview_and_shows_the_sentence_that_stands_where_nothing_is_set(
    hall: TheHall, browser_of: Of
) -> None:
    page = browser_of("ines").open("/office/ticket").text
    codes = re.findall(r'<option value="([A-Z]\d\d)">', page)
    assert codes == [service.code for service in hall.house().services if service.active]
    assert 'placeholder="Изчакайте спокойно' in page
    assert 'placeholder="Rahatça bekleyin' in page


def test_a_new_hall_reckons_with_a_usual_day_and_later_with_its_busiest(hall: TheHall, browser_of: Of) -> None:
    def a_day() -> str:
        found = re.search(r'id="tickets"[^>]* value="(\d+)"', browser_of("ines").open("/office/ticket").text)
        assert found is not None
        return found[1]

    hall.issue()
    assert a_day() == "150"
    hall.change("UPDATE number_series SET given = 412")
    assert a_day() == "412"


def test_the_halls_page_knows_its_services_by_name(browser_of: Of) -> None:
    page = browser_of("ada").open("/office?lang=en").text
    found = re.search(r'id="services">(.*?)</script>', page)
    assert found is not None
    assert json.loads(found[1])["A01"] == "Heirs certificate"
