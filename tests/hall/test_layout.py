"""How tickets look: who changed it, and what then stands on paper."""

import base64
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from kiosk.agent.layout import BLOCKS, STANDARD
from server.hall.layout import ChangedMeanwhile, change_layout, layout_of
from server.papers import offline_papers, ticket_of
from tests.cast import TheHall


def logo() -> str:
    """A black square, as the office keeps it."""
    png = BytesIO()
    Image.new("L", (64, 64), 0).save(png, "PNG")
    return base64.b64encode(png.getvalue()).decode()


def change(hall: TheHall, look: dict[str, object], short_from: int | None = None) -> int:
    """Ines changes it; answers the new version."""
    with hall.unit() as work:
        seen = layout_of(work).version
        return change_layout(work, hall.cast.staff["ines"], seen, look, short_from).version


def test_nobody_has_changed_it_at_first(hall: TheHall) -> None:
    tickets = hall.do(layout_of)
    assert (tickets.look, tickets.short_from, tickets.version, tickets.saved_by) == ({}, None, 0, None)


def test_a_change_says_who_made_it_and_when_and_is_an_entry_of_the_journal(hall: TheHall) -> None:
    before = hall.house().version
    assert change(hall, {"size": "large"}) == 1
    tickets = hall.house().tickets
    assert (tickets.look, tickets.version) == ({"size": "large"}, 1)
    assert (tickets.saved_by, tickets.saved_at) == (hall.cast.staff["ines"], hall.clock.now())
    assert hall.house().version == before + 1  # whoever keeps the catalogue asks for it again
    (event,) = hall.events("layout_changed")
    assert event.data == {"version": 1, "staff": hall.cast.staff["ines"]}


def test_of_two_people_who_change_it_the_second_is_told(hall: TheHall) -> None:
    change(hall, {"size": "large"})
    with pytest.raises(ChangedMeanwhile) as refusal, hall.unit() as work:
        change_layout(work, hall.cast.staff["ada"], 0, {"size": "small"}, None)
    assert refusal.value.facts == {"version": 1}
    assert hall.house().tickets.look == {"size": "large"}


def test_the_paper_looks_as_the_office_wants_it(hall: TheHall, app: Flask) -> None:
    run = app.extensions["gishe"]
    plain = ticket_of(run, hall.id, hall.issue("A01").visit)
    assert (plain.layout, plain.header) == (STANDARD, "")
    look = {"logo": logo(), "size": "small", "blocks": ["number", "house", "service"]}
    change(hall, look | {"header": {"bg": "Добре дошли", "tr": "Hoş geldiniz"}, "footer": {"en": "See you soon"}})
    papers = {lang: ticket_of(run, hall.id, hall.issue("A01", lang=lang).visit) for lang in ("bg", "en", "ro", "tr")}
    assert {p.layout.logo for p in papers.values()} == {look["logo"]}
    assert papers["bg"].layout.blocks == ("number", "house", "service")
    headers = [papers[lang].header for lang in ("bg", "en", "ro", "tr")]
    assert headers == ["Добре дошли", "Добре дошли", "Добре дошли", "Hoş geldiniz"]  # a missing one is Bulgarian
    assert papers["en"].footer == "See you soon"
    assert papers["bg"].footer == plain.footer  # where the hall has nothing of its own to say


def test_a_ticket_is_short_always_never_or_while_many_wait(hall: TheHall, app: Flask) -> None:
    run = app.extensions["gishe"]

    def short() -> bool:
        visit = hall.issue("A01").visit
        run.relay.drain()
        return ticket_of(run, hall.id, visit).layout.short

    change(hall, {}, short_from=3)
    assert [short() for _ in range(4)] == [False, False, True, True]
    change(hall, {})
    assert not short()
    change(hall, {"short": True})
    assert short()


def test_a_kiosk_that_prints_alone_has_the_look_once_and_not_on_every_paper(hall: TheHall, app: Flask) -> None:
    run = app.extensions["gishe"]
    assert offline_papers(run, hall.id)["layout"] is None
    change(hall, {"logo": logo(), "header": {"en": "Welcome"}})
    alone = offline_papers(run, hall.id)
    assert alone["layout"]["logo"] == logo()
    assert alone["papers"]["en"]["A01"]["header"] == "Welcome"
    assert all("layout" not in paper for lang in alone["papers"].values() for paper in lang.values())


def test_a_look_that_cannot_be_drawn_any_more_costs_no_ticket_its_paper(hall: TheHall, app: Flask) -> None:
    change(hall, {"blocks": ["nonsense"]})
    paper = ticket_of(app.extensions["gishe"], hall.id, hall.issue("A01").visit)
    assert paper.layout.blocks == BLOCKS
