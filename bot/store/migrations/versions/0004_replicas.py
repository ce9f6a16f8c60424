"""Several replicas: whose turn each chat is, who is alive; conversations outlive the process that held them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and let the inbox know of which chat an update is."""
    op.add_column("inbox", sa.Column("chat", sa.BigInteger))
    waiting = sa.text("answered_at IS NULL")
    op.create_index("ix_inbox_chat_waiting", "inbox", ["chat"], postgresql_where=waiting, sqlite_where=waiting)
    op.create_table(
        "conversations",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("question_id", sa.BigInteger),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("told_at", _MOMENT, nullable=False, index=True),
        sa.Index("ix_conversations_person", "person_id"),
    )
    op.create_table(
        "turns",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("worker", sa.String(200), nullable=False, index=True),
        sa.Column("arrived", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "replicas",
        sa.Column("worker", sa.String(200), primary_key=True),
        sa.Column("seen_at", _MOMENT, nullable=False),
    )


def downgrade() -> None:
    """Take the tables and the column away again."""
    for name in ("replicas", "turns", "conversations"):
        op.drop_table(name)
    op.drop_index("ix_inbox_chat_waiting", "inbox")
    with op.batch_alter_table("inbox") as inbox:
        inbox.drop_column("chat")
