"""What is a request for a ticket, judged by this machine alone."""

import json

import pytest

from kiosk.agent.station.orders import BadOrder, Order

ASKED = {
    "service": "A01",
    "lang": "tr",
    "class": "priority",
    "needs": ["sight"],
    "call_in": "bg",
    "documents": {"id_card": True},
    "key": "k",
}


def test_an_order_is_read_and_written_as_the_api_has_it() -> None:
    order = Order.read(json.dumps(ASKED).encode())
    assert json.loads(json.dumps(order.to_json())) == ASKED
    assert Order.from_json(json.loads(json.dumps(order.to_json()))) == order


def test_what_may_be_left_out() -> None:
    order = Order.read(b'{"service": "A01", "lang": "bg", "key": "k"}')
    assert (order.visitor_class, order.needs, order.call_in, order.documents) == ("ordinary", (), "mine", {})


@pytest.mark.parametrize(
    "change",
    [
        {"service": ""},
        {"service": "x" * 17},
        {"service": 7},
        {"service": "A\x1b@"},
        {"lang": "de"},
        {"lang": None},
        {"class": ["priority"]},
        {"needs": "sight"},
        {"needs": ["gold"]},
        {"needs": ["sight"] * 6},
        {"call_in": {}},
        {"documents": []},
        {"documents": {"id_card": "yes"}},
        {"documents": {str(n): True for n in range(41)}},
        {"key": ""},
        {"key": "k" * 65},
        {"wish": 1},
    ],
)
def test_anything_else_is_none(change: dict[str, object]) -> None:
    with pytest.raises(BadOrder):
        Order.read(json.dumps(ASKED | change).encode())


@pytest.mark.parametrize("raw", [b"", b"no", b"[]", b"7", b"null", b"[" * 99_999, b"\xff\xfe"])
def test_nonsense_is_none(raw: bytes) -> None:
    with pytest.raises(BadOrder):
        Order.read(raw)


def test_one_key_asks_for_the_same_ticket_whatever_is_needed() -> None:
    order = Order.read(json.dumps(ASKED).encode())
    assert Order.read(json.dumps(ASKED | {"needs": []}).encode()).body == order.body
    assert Order.read(json.dumps(ASKED | {"lang": "bg"}).encode()).body != order.body
