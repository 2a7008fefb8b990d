"""Paper that can be trusted

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema."""
    op.create_table(
        "lease",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("first_visit", sa.Integer(), nullable=False),
        sa.Column("visits", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_lease_device_id_device")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_lease_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lease")),
        sa.UniqueConstraint("hall_id", "date", "first", name=op.f("uq_lease_hall_id_date_first")),
        sa.UniqueConstraint("hall_id", "key", name=op.f("uq_lease_hall_id_key")),
    )
    op.create_index("ix_lease_visits", "lease", ["device_id", "first_visit"])
    op.create_index("ix_lease_first_visit", "lease", ["first_visit"])
    op.create_table(
        "printer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("model", sa.String(), nullable=True),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("cover", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("cutter", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=True),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.Column("confirms", sa.Boolean(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("dead_letters", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_printer_device_id_device")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_printer_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printer")),
        sa.UniqueConstraint("hall_id", "device_id", name=op.f("uq_printer_hall_id_device_id")),
    )
    op.create_table(
        "lost_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("about_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state", sa.Enum("open", "found", "ended", name="searchstate", native_enum=False, length=16), nullable=False
        ),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_lost_paper_device_id_device")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_lost_paper_hall_id_hall")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_lost_paper_service_id_service")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_lost_paper_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lost_paper")),
        sqlite_autoincrement=True,
    )
    # Without it SQLite reads through all searches for every ticket that is issued.
    op.create_index("ix_lost_paper_visit_id", "lost_paper", ["visit_id"])
    _index("ix_lost_paper_open", "lost_paper", ["hall_id"], "state = 'open'")
    # Plain ALTERs, the same for both databases: SQLite would copy whole tables, ten years of visits among them.
    op.execute(
        "ALTER TABLE device ADD COLUMN kiosk_id INTEGER CONSTRAINT fk_device_kiosk_id_device REFERENCES device (id)"
    )
    op.add_column("device", sa.Column("thousand", sa.Integer(), nullable=True))
    op.add_column("hall", sa.Column("ticket_layout", sa.JSON(), nullable=False, server_default="{}"))
    op.execute(
        "ALTER TABLE print_job ADD COLUMN agent_id INTEGER"
        " CONSTRAINT fk_print_job_agent_id_device REFERENCES device (id)"
    )
    op.add_column("print_job", sa.Column("mm", sa.Float(), nullable=True))
    # A claim was all that was written down before: whether anything was sent is not known.
    op.execute("UPDATE print_job SET state = 'sending' WHERE state IN ('queued', 'claimed') AND state = 'claimed'")
    op.drop_index("ix_print_job_open", table_name="print_job")
    _index("ix_print_job_open", "print_job", ["hall_id", "id"], "settled_at IS NULL")
    _index("ix_print_job_failed", "print_job", ["hall_id", "settled_at"], "state = 'failed'")
    op.add_column("visit", sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("visit", sa.Column("offline", sa.Boolean(), nullable=False, server_default=sa.false()))
    _index("ix_visit_unheld", "visit", ["hall_id", "day_id"], "unheld")


def _index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    """Change it back; here too without copying tables: a copy would not go on counting where the table did."""
    op.drop_index("ix_visit_unheld", table_name="visit")
    op.drop_column("visit", "offline")
    op.drop_column("visit", "held")
    op.drop_index("ix_print_job_failed", table_name="print_job")
    op.drop_index("ix_print_job_open", table_name="print_job")
    op.execute("UPDATE print_job SET state = 'sent' WHERE state = 'confirmed'")
    op.execute("UPDATE print_job SET state = 'claimed' WHERE state IN ('sending', 'sent') AND settled_at IS NULL")
    op.drop_column("print_job", "mm")
    op.drop_column("print_job", "agent_id")
    _index("ix_print_job_open", "print_job", ["hall_id", "id"], "state IN ('queued', 'claimed')")
    op.drop_column("hall", "ticket_layout")
    op.drop_column("device", "thousand")
    op.drop_column("device", "kiosk_id")
    op.drop_table("lost_paper")
    op.drop_table("printer")
    op.drop_table("lease")
