"""The hall

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema."""
    op.create_table(
        "hall",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("day_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("catalogue_version", sa.Integer(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("always_open", sa.Boolean(), nullable=False),
        sa.Column("last_ticket_min", sa.Integer(), nullable=False),
        sa.Column("overrun_min", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("priority_groups", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall")),
        sa.UniqueConstraint("slug", name=op.f("uq_hall_slug")),
    )
    op.create_table(
        "closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("open_hours", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_closure_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sa.UniqueConstraint("hall_id", "date", name=op.f("uq_closure_hall_id_date")),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("purge_after", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_comment_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "competence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_competence_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competence")),
        sa.UniqueConstraint("hall_id", "code", name=op.f("uq_competence_hall_id_code")),
    )
    op.create_table(
        "counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("own", sa.JSON(), nullable=False),
        sa.Column("assist", sa.JSON(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("hearing_loop", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_counter_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_counter_hall_id_number")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_document_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("hall_id", "code", name=op.f("uq_document_hall_id_code")),
    )
    op.create_table(
        "event",
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("clerk", sa.String(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_event_hall_id_hall")),
        sa.PrimaryKeyConstraint("hall_id", "seq", name=op.f("pk_event")),
    )
    op.create_table(
        "rating_week",
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_rating_week_hall_id_hall")),
        sa.PrimaryKeyConstraint("hall_id", "clerk", "week", "score", name=op.f("pk_rating_week")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "service_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_service_day_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_day")),
        sa.UniqueConstraint("hall_id", "date", name=op.f("uq_service_day_hall_id_date")),
    )
    op.create_table(
        "service_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("short", sa.JSON(), nullable=False),
        sa.Column("target_wait_min", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_service_group_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_group")),
        sa.UniqueConstraint("hall_id", "letter", name=op.f("uq_service_group_hall_id_letter")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("competences", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_staff_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
    )
    op.create_table(
        "clerk_alias",
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_clerk_alias_staff_id_staff")),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_clerk_alias")),
        sa.UniqueConstraint("staff_id", "year", name=op.f("uq_clerk_alias_staff_id_year")),
    )
    op.create_table(
        "desk",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_desk_counter_id_counter")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_desk_staff_id_staff")),
        sa.PrimaryKeyConstraint("counter_id", name=op.f("pk_desk")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_desk_staff_id")),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("kiosk", "display", "counter", "pad", "agent", name="devicekind", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_device_counter_id_counter")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_device_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_table(
        "number_series",
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["service_day.id"], name=op.f("fk_number_series_day_id_service_day")),
        sa.PrimaryKeyConstraint("day_id", "letter", name=op.f("pk_number_series")),
    )
    op.create_table(
        "rating",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel", sa.Enum("pad", "phone", name="ratingchannel", native_enum=False, length=16), nullable=False
        ),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("introduced", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["service_group.id"], name=op.f("fk_rating_group_id_service_group")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_rating_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index("ix_rating_day", ["hall_id", "day", "score"], unique=False)

    op.create_table(
        "rating_box",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel", sa.Enum("pad", "phone", name="ratingchannel", native_enum=False, length=16), nullable=False
        ),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("introduced", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["service_group.id"], name=op.f("fk_rating_box_group_id_service_group")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_rating_box_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_box")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("short", sa.JSON(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("competence", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("while_you_wait", sa.Boolean(), nullable=False),
        sa.Column("uid", sa.String(), nullable=True),
        sa.Column("legal_ground", sa.String(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["service_group.id"], name=op.f("fk_service_group_id_service_group")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_service_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("hall_id", "code", name=op.f("uq_service_hall_id_code")),
    )
    op.create_table(
        "staff_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_session_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("token", name=op.f("uq_staff_session_token")),
    )
    op.create_table(
        "device_token",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_device_token_device_id_device")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_device_token")),
    )
    op.create_table(
        "pairing_code",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("many_times", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_pairing_code_device_id_device")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_pairing_code")),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("digits", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "called",
                "serving",
                "parked",
                "absent",
                "finished",
                "withdrawn",
                "closed",
                name="visitstate",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column(
            "visitor_class",
            sa.Enum("ordinary", "priority", name="visitclass", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("reference_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promise_s", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("came_back", sa.Boolean(), nullable=False),
        sa.Column("was_finished", sa.Boolean(), nullable=False),
        sa.Column("wanted_counter_id", sa.Integer(), nullable=True),
        sa.Column("unheld", sa.Boolean(), nullable=False),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.Column("gap_s", sa.Float(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column(
            "call_in", sa.Enum("mine", "bg", "chime", name="callin", native_enum=False, length=16), nullable=False
        ),
        sa.Column("needs", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("key_body", sa.String(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_visit_counter_id_counter")),
        sa.ForeignKeyConstraint(["day_id"], ["service_day.id"], name=op.f("fk_visit_day_id_service_day")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_visit_device_id_device")),
        sa.ForeignKeyConstraint(["group_id"], ["service_group.id"], name=op.f("fk_visit_group_id_service_group")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_visit_hall_id_hall")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_visit_service_id_service")),
        sa.ForeignKeyConstraint(["wanted_counter_id"], ["counter.id"], name=op.f("fk_visit_wanted_counter_id_counter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("hall_id", "day_id", "key", name=op.f("uq_visit_hall_id_day_id_key")),
        sa.UniqueConstraint(
            "hall_id", "day_id", "letter", "digits", name=op.f("uq_visit_hall_id_day_id_letter_digits")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(
            "ix_visit_aside",
            ["hall_id", "day_id"],
            unique=False,
            sqlite_where=sa.text("state IN ('called', 'serving', 'parked', 'absent')"),
            postgresql_where=sa.text("state IN ('called', 'serving', 'parked', 'absent')"),
        )
        batch_op.create_index(
            "ix_visit_line",
            [
                "hall_id",
                "day_id",
                "service_id",
                "promise_s",
                "reference_at",
                "id",
                "group_id",
                "unheld",
                "wanted_counter_id",
                "state",
            ],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            "ux_visit_open_at_counter",
            ["counter_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('called', 'serving')"),
            postgresql_where=sa.text("state IN ('called', 'serving')"),
        )

    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("next", "given", "recall", name="callkind", native_enum=False, length=16), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_call_counter_id_counter")),
        sa.ForeignKeyConstraint(["day_id"], ["service_day.id"], name=op.f("fk_call_day_id_service_day")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_call_hall_id_hall")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_call_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("hall_id", "day_id", "key", name=op.f("uq_call_hall_id_day_id_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.create_index("ix_call_latest", ["hall_id", "day_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "print_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("queued", "claimed", "sent", "failed", "unknown", name="printstate", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("cause", sa.String(), nullable=True),
        sa.Column("copy_of", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_print_job_hall_id_hall")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_print_job_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("print_job", schema=None) as batch_op:
        batch_op.create_index(
            "ix_print_job_open",
            ["hall_id", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('queued', 'claimed')"),
            postgresql_where=sa.text("state IN ('queued', 'claimed')"),
        )
        batch_op.create_index(batch_op.f("ix_print_job_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "rating_right",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pad_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_rating_right_counter_id_counter")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["service_group.id"], name=op.f("fk_rating_right_group_id_service_group")
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_rating_right_hall_id_hall")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_rating_right_visit_id_visit")),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_rating_right")),
    )
    with op.batch_alter_table("rating_right", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rating_right_counter_id"), ["counter_id"], unique=False)

    op.create_table(
        "stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("waiting", "called", "serving", "parked", name="stagekind", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("clerk", sa.String(), nullable=True),
        sa.Column("began_seq", sa.Integer(), nullable=False),
        sa.Column("ended_seq", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_stage_counter_id_counter")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_stage_service_id_service")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_stage_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_visit_id"), ["visit_id"], unique=False)


def downgrade() -> None:
    """Change it back."""
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stage_visit_id"))

    op.drop_table("stage")
    with op.batch_alter_table("rating_right", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rating_right_counter_id"))

    op.drop_table("rating_right")
    with op.batch_alter_table("print_job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_print_job_visit_id"))
        batch_op.drop_index(
            "ix_print_job_open",
            sqlite_where=sa.text("state IN ('queued', 'claimed')"),
            postgresql_where=sa.text("state IN ('queued', 'claimed')"),
        )

    op.drop_table("print_job")
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_visit_id"))
        batch_op.drop_index("ix_call_latest")

    op.drop_table("call")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(
            "ux_visit_open_at_counter",
            sqlite_where=sa.text("state IN ('called', 'serving')"),
            postgresql_where=sa.text("state IN ('called', 'serving')"),
        )
        batch_op.drop_index(
            "ix_visit_line", sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'")
        )
        batch_op.drop_index(
            "ix_visit_aside",
            sqlite_where=sa.text("state IN ('called', 'serving', 'parked', 'absent')"),
            postgresql_where=sa.text("state IN ('called', 'serving', 'parked', 'absent')"),
        )

    op.drop_table("visit")
    op.drop_table("pairing_code")
    op.drop_table("device_token")
    op.drop_table("staff_session")
    op.drop_table("service")
    op.drop_table("rating_box")
    op.drop_table("rating")
    op.drop_table("number_series")
    op.drop_table("device")
    op.drop_table("desk")
    op.drop_table("clerk_alias")
    op.drop_table("staff")
    op.drop_table("service_group")
    op.drop_table("service_day")
    op.drop_table("rating_week")
    op.drop_table("event")
    op.drop_table("document")
    op.drop_table("counter")
    op.drop_table("competence")
    op.drop_table("comment")
    op.drop_table("closure")
    op.drop_table("hall")
