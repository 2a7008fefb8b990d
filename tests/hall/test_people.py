"""Who works in the hall, and what is kept of their passwords."""

import pytest

from server.hall import people
from server.hall.people import BadStaff, WrongLogin, add_staff, check_password, hash_password
from tests.cast import PASSWORD, TheHall


def test_nobody_in_the_hall_waits_while_a_new_password_is_hashed(
    hall: TheHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes a tenth of a second, and one transaction writes at a time: so the hash is made before it begins."""
    hashed = hash_password("a new colleague's password")
    with monkeypatch.context() as nobody_hashes:
        nobody_hashes.setattr(people, "_hasher", None)
        boris = hall.do(add_staff, login="boris", name="Борис", password=hashed, roles=["clerk"], competences=[])
    assert check_password(hall.store, "boris", "a new colleague's password").id == boris
    with pytest.raises(WrongLogin):
        check_password(hall.store, "boris", PASSWORD)


def test_a_short_password_is_refused_before_anything_is_kept() -> None:
    with pytest.raises(BadStaff, match="at least 12 characters"):
        hash_password("elevenchars")


@pytest.mark.parametrize(
    ("login", "roles", "told"), [("vera", ["clerk"], "vera is taken"), ("boris", ["boss"], "unknown roles: boss")]
)
def test_a_login_that_is_taken_and_a_role_that_is_none_are_refused(
    hall: TheHall, login: str, roles: list[str], told: str
) -> None:
    hashed = hash_password(PASSWORD)
    with pytest.raises(BadStaff, match=told):
        hall.do(add_staff, login=login, name="Борис", password=hashed, roles=roles, competences=[])
