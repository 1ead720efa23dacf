"""what hearing and seeing cost"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sensings",
        sa.Column("id", sa.String(32).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.Column("workspace_id", sa.String(32).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.Column("person_id", sa.String(32).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.Column("sense", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sensings_person_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_sensings_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sensings")),
    )
    with op.batch_alter_table("sensings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sensings_workspace_id_created_at"), ["workspace_id", "created_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("sensings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sensings_workspace_id_created_at"))

    op.drop_table("sensings")
