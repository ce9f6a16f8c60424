"""Announcements: the ledger of what is sent where, leases; chats have a kind, a title, audiences and topics."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and widen that of the chats; whoever is subscribed belongs to the public."""
    for column in (
        sa.Column("kind", sa.String(16)),
        sa.Column("title", sa.Text),
        sa.Column("tags", sa.Text),
        sa.Column("topics", sa.Text),
    ):
        op.add_column("chats", column)
    op.execute("UPDATE chats SET tags = 'public' WHERE subscribed_at IS NOT NULL")
    op.create_table(
        "announcements",
        sa.Column("code", sa.String(16), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("release", sa.String(80), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("created_by", sa.BigInteger),
        sa.Column("audience", sa.Text),
        sa.Column("unchecked", sa.Text),
        sa.Column("halted", sa.Text),
    )
    op.create_table(
        "contents",
        sa.Column("announcement", sa.String(16), sa.ForeignKey("announcements.code"), primary_key=True),
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("picture", sa.LargeBinary),
    )
    op.create_table(
        "deliveries",
        sa.Column("number", _ROW_NUMBER, primary_key=True, autoincrement=True),
        sa.Column("announcement", sa.String(16), sa.ForeignKey("announcements.code"), nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("action", sa.String(8), nullable=False),
        sa.Column("target", sa.BigInteger, nullable=False),
        sa.Column("content", sa.String(200), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("moved_to", sa.BigInteger),
        sa.Column("worker", sa.String(200)),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.UniqueConstraint("announcement", "chat_id", "action", "target"),
        sa.Index("ix_deliveries_state", "state", "announcement"),
        sa.Index("ix_deliveries_chat", "chat_id"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("worker", sa.String(200), nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
    )


def downgrade() -> None:
    """Take the tables and columns away again."""
    for name in ("leases", "deliveries", "contents", "announcements"):
        op.drop_table(name)
    with op.batch_alter_table("chats") as chats:
        for name in ("kind", "title", "tags", "topics"):
            chats.drop_column(name)
