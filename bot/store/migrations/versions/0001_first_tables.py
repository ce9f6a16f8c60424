"""The first tables: inbox, chats, answers and what they told, feedback, unanswered questions, receipts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "inbox",
        sa.Column("sequence", _ROW_NUMBER, primary_key=True, autoincrement=True),
        sa.Column("update_id", sa.BigInteger, nullable=False, unique=True),
        sa.Column("payload", sa.Text),
        sa.Column("starts", sa.Integer, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("answered_at", _MOMENT, index=True),
    )
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("language", sa.String(16)),
        sa.Column("subscribed_at", _MOMENT),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("changed_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "answers",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("question_id", sa.BigInteger),
        sa.Column("sent_at", _MOMENT, nullable=False, index=True),
        sa.Index("ix_answers_question", "chat_id", "question_id"),
    )
    op.create_table(
        "told",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("release", sa.String(80), primary_key=True),
        sa.Column("fact", sa.String(80), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("told_at", _MOMENT, nullable=False, index=True),
        sa.Index("ix_told_fact", "release", "fact"),
    )
    op.create_table(
        "feedback",
        sa.Column("code", sa.String(16), primary_key=True),
        sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("opinion", sa.String(16), nullable=False),
        sa.Column("given_at", _MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "unanswered",
        sa.Column("id", _ROW_NUMBER, primary_key=True, autoincrement=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False, index=True),
        sa.Column("times", sa.Integer, nullable=False),
        sa.UniqueConstraint("question", "language", "asked_on"),
    )
    op.create_table(
        "receipts",
        sa.Column("code", sa.String(16), primary_key=True),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False, index=True),
    )


def downgrade() -> None:
    """Take the tables away again."""
    for name in ("receipts", "unanswered", "feedback", "told", "answers", "chats", "inbox"):
        op.drop_table(name)
