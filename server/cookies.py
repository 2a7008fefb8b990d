"""What a browser remembers: which devices it is, and who is signed in at each of them.

A page says which device it is; the cookie of that name proves it. Under TLS names carry the prefix `__Host-`.
"""

from collections.abc import Iterator
from datetime import timedelta

from flask import request
from werkzeug.wrappers import Response

from server.keys import SESSION_FOR


def asked_device() -> str:
    """The device whose cookie this request wants to use; empty: none, or nothing that could be one."""
    said = request.headers.get("X-Gishe-Device", "")
    return said if said.isascii() and said.isdecimal() else ""


def set_device_cookie(answer: Response, device: int, token: str) -> None:
    """Let the browser remember which device it is."""
    _set(answer, _device_cookie(str(device)), token, "Strict", timedelta(days=3650))


def set_staff_cookie(answer: Response, token: str) -> None:
    """Let the browser remember who is signed in, at this device only if it is one."""
    set_session_cookie(answer, token, asked_device())


def set_session_cookie(answer: Response, token: str, device: str) -> None:
    """The same at a given device."""
    _set(answer, _staff_cookie(device), token, "Lax", SESSION_FOR)


def drop_staff_cookie(answer: Response) -> None:
    """Let the browser forget who was signed in."""
    answer.delete_cookie(_staff_cookie(asked_device()), path="/", secure=_secure(), httponly=True, samesite="Lax")


def device_key(device: str) -> str | None:
    """The key of the device that this request says it is."""
    return request.cookies.get(_device_cookie(device)) if device else None


def staff_key(device: str) -> str | None:
    """The key of the session at this device, or of the one at none."""
    return request.cookies.get(_staff_cookie(device))


def held_devices() -> Iterator[str]:
    """The ids of all devices that this browser is."""
    for name in request.cookies:
        if name.startswith(_device_cookie("")):
            yield name.removeprefix(_device_cookie(""))


def _secure() -> bool:
    return request.is_secure


def _prefix() -> str:
    return "__Host-" if _secure() else ""


def _device_cookie(device: str) -> str:
    return f"{_prefix()}gishe_device_{device}"


def _staff_cookie(device: str) -> str:
    return f"{_prefix()}gishe_staff_{device}" if device else f"{_prefix()}gishe_staff"


def _set(answer: Response, name: str, token: str, same_site: str, age: timedelta) -> None:
    answer.set_cookie(name, token, max_age=age, path="/", secure=_secure(), httponly=True, samesite=same_site)
