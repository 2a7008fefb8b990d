"""Keys: at least 128 random bits each; the database holds only their SHA-256."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import Connection, bindparam, delete, insert, select

from server.clock import wall
from server.models import table
from server.models.device import DeviceToken
from server.models.staff import StaffSession
from server.running import Running

TOKEN, SESSION = table(DeviceToken), table(StaffSession)

SESSION_OF = select(SESSION.c.id).where(SESSION.c.staff_id == bindparam("staff"), SESSION.c.ends_at > bindparam("now"))
SESSION_FOR = timedelta(hours=10)


def new_token() -> str:
    """A secret of 192 random bits."""
    return secrets.token_urlsafe(24)


def hashed(token: str) -> str:
    """What of a token may stand in the database. Whatever somebody sends instead of a token is one of nobody."""
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


def open_session(run: Running, staff: int) -> str:
    """Sign a person in; answers the token of the session."""
    token = new_token()
    now = wall()
    with run.store.writing() as conn:
        conn.execute(delete(SESSION).where(SESSION.c.ends_at < now))
        row = {"staff_id": staff, "token": hashed(token), "began_at": now, "ends_at": now + SESSION_FOR}
        conn.execute(insert(SESSION).values(**row))
    return token


def signed_in(run: Running, staff: int) -> bool:
    """Whether this person has any session that is not over."""
    with run.store.look() as conn:
        return conn.execute(SESSION_OF, {"staff": staff, "now": wall()}).first() is not None


def end_session(run: Running, token: str) -> None:
    """Sign a person out."""
    with run.store.writing() as conn:
        conn.execute(delete(SESSION).where(SESSION.c.token == hashed(token)))
    for part in run.session_ended:
        part(hashed(token))


def new_device_token(conn: Connection, device: int) -> str:
    """One more key for a device, inside a transaction."""
    token = new_token()
    conn.execute(insert(TOKEN).values(token=hashed(token), device_id=device, made_at=wall()))
    return token
