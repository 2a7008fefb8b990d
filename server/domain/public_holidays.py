"""Bulgaria's public holidays: Labour Code art. 154, with the days off that stand in for weekends."""

from collections.abc import Mapping
from datetime import date
from functools import cache


def holiday(day: date, lang: str) -> str | None:
    """The name of the public holiday on this day, in Bulgarian or else in English; None on any other day."""
    return _of_year(day.year, "bg" if lang == "bg" else "en_US").get(day)


@cache
def _of_year(year: int, lang: str) -> Mapping[date, str]:
    # Imported here because it costs a quarter of a second and 12 MB, which a hall that is always open never needs.
    from holidays import country_holidays

    return dict(country_holidays("BG", years=year, language=lang))
