"""First schema: entries, fourteen kinds, the undo journal, imports, acknowledgements."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at_utc", sa.Text(), nullable=True),
        sa.Column("utc_offset_min", sa.Integer(), nullable=True),
        sa.Column("tz", sa.Text(), nullable=True),
        sa.Column("local_date", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("entered_utc", sa.Text(), nullable=False),
        sa.Column("changed_utc", sa.Text(), nullable=False),
        sa.Column("deleted_utc", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('episode', 'caffeine', 'sleep', 'stress', 'medication', 'dose', 'alcohol', 'substance', 'symptom', 'event', 'factor', 'day', 'trial', 'profile')",
            name=op.f("ck_entry_kind"),
        ),
        sa.CheckConstraint(
            "at_utc GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z'",
            name=op.f("ck_entry_at_utc"),
        ),
        sa.CheckConstraint(
            "local_date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'",
            name=op.f("ck_entry_local_date"),
        ),
        sa.CheckConstraint("length(note) <= 1048576", name=op.f("ck_entry_note")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sqlite_strict=True,
    )
    op.create_index("ix_entry_at_utc_id", "entry", ["at_utc", "id"])
    op.create_index("ix_entry_batch_id", "entry", ["batch_id"])
    op.create_index("ix_entry_kind_at_utc", "entry", ["kind", "at_utc"])
    op.create_index("ix_entry_local_date", "entry", ["local_date"])
    op.create_table(
        "episode",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("ongoing", sa.Integer(), nullable=True),
        sa.Column("intensity", sa.Integer(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("sites", sa.Text(), nullable=True),
        sa.Column("character", sa.Text(), nullable=True),
        sa.Column("asleep", sa.Integer(), nullable=True),
        sa.Column("closed_eye", sa.Integer(), nullable=True),
        sa.Column("rhythmic", sa.Integer(), nullable=True),
        sa.Column("at_rest", sa.Integer(), nullable=True),
        sa.Column("eases_with_use", sa.Integer(), nullable=True),
        sa.Column("urge", sa.Integer(), nullable=True),
        sa.Column("suppressible", sa.Integer(), nullable=True),
        sa.Column("altered_awareness", sa.Integer(), nullable=True),
        sa.Column("spread_to_limb", sa.Integer(), nullable=True),
        sa.Column("interfered", sa.Integer(), nullable=True),
        sa.Column("most_of_day", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "\"start\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_episode_start"),
        ),
        sa.CheckConstraint(
            "\"end\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_episode_end"),
        ),
        sa.CheckConstraint('"ongoing" IN (0, 1)', name=op.f("ck_episode_ongoing")),
        sa.CheckConstraint('"intensity" BETWEEN 0 AND 10', name=op.f("ck_episode_intensity")),
        sa.CheckConstraint(
            "\"side\" IN ('left', 'right', 'both', 'midline')", name=op.f("ck_episode_side")
        ),
        sa.CheckConstraint(
            '"sites" IS NULL OR (json_valid("sites") AND json_type("sites") = \'array\')',
            name=op.f("ck_episode_sites"),
        ),
        sa.CheckConstraint(
            "\"character\" IN ('flutter', 'ripple', 'jerk', 'pull', 'tremor', 'chewing', 'other')",
            name=op.f("ck_episode_character"),
        ),
        sa.CheckConstraint('"asleep" IN (0, 1)', name=op.f("ck_episode_asleep")),
        sa.CheckConstraint('"closed_eye" IN (0, 1)', name=op.f("ck_episode_closed_eye")),
        sa.CheckConstraint('"rhythmic" IN (0, 1)', name=op.f("ck_episode_rhythmic")),
        sa.CheckConstraint('"at_rest" IN (0, 1)', name=op.f("ck_episode_at_rest")),
        sa.CheckConstraint('"eases_with_use" IN (0, 1)', name=op.f("ck_episode_eases_with_use")),
        sa.CheckConstraint('"urge" IN (0, 1)', name=op.f("ck_episode_urge")),
        sa.CheckConstraint('"suppressible" IN (0, 1)', name=op.f("ck_episode_suppressible")),
        sa.CheckConstraint(
            '"altered_awareness" IN (0, 1)', name=op.f("ck_episode_altered_awareness")
        ),
        sa.CheckConstraint('"spread_to_limb" IN (0, 1)', name=op.f("ck_episode_spread_to_limb")),
        sa.CheckConstraint('"interfered" IN (0, 1)', name=op.f("ck_episode_interfered")),
        sa.CheckConstraint('"most_of_day" IN (0, 1)', name=op.f("ck_episode_most_of_day")),
        sa.CheckConstraint(
            '"end" IS NULL OR julianday("end") >= julianday(start)', name=op.f("ck_episode_order")
        ),
        sa.CheckConstraint(
            '"end" IS NULL OR ongoing IS NOT 1', name=op.f("ck_episode_ongoing_end")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_episode_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_episode")),
        sqlite_strict=True,
    )
    op.create_table(
        "caffeine",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("mg", sa.REAL(), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("servings", sa.REAL(), nullable=True),
        sa.CheckConstraint(
            "\"time\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_caffeine_time"),
        ),
        sa.CheckConstraint('"mg" BETWEEN 0 AND 5000', name=op.f("ck_caffeine_mg")),
        sa.CheckConstraint('length("item") BETWEEN 1 AND 200', name=op.f("ck_caffeine_item")),
        sa.CheckConstraint('"servings" BETWEEN 0.1 AND 50', name=op.f("ck_caffeine_servings")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_caffeine_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_caffeine")),
        sqlite_strict=True,
    )
    op.create_table(
        "sleep",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("hours", sa.REAL(), nullable=True),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("quality", sa.Integer(), nullable=True),
        sa.Column("awakenings", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "\"date\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'", name=op.f("ck_sleep_date")
        ),
        sa.CheckConstraint('"hours" BETWEEN 0 AND 24', name=op.f("ck_sleep_hours")),
        sa.CheckConstraint(
            "\"start\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_sleep_start"),
        ),
        sa.CheckConstraint(
            "\"end\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_sleep_end"),
        ),
        sa.CheckConstraint('"quality" BETWEEN 0 AND 10', name=op.f("ck_sleep_quality")),
        sa.CheckConstraint('"awakenings" BETWEEN 0 AND 100', name=op.f("ck_sleep_awakenings")),
        sa.CheckConstraint(
            'hours IS NOT NULL OR (start IS NOT NULL AND "end" IS NOT NULL)',
            name=op.f("ck_sleep_length"),
        ),
        sa.CheckConstraint(
            'start IS NULL OR "end" IS NULL OR julianday("end") >= julianday(start)',
            name=op.f("ck_sleep_order"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_sleep_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_sleep")),
        sqlite_strict=True,
    )
    op.create_table(
        "stress",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("stress", sa.Integer(), nullable=True),
        sa.Column("fatigue", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "\"time\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_stress_time"),
        ),
        sa.CheckConstraint('"stress" BETWEEN 0 AND 10', name=op.f("ck_stress_stress")),
        sa.CheckConstraint('"fatigue" BETWEEN 0 AND 10', name=op.f("ck_stress_fatigue")),
        sa.CheckConstraint("stress IS NOT NULL OR fatigue IS NOT NULL", name=op.f("ck_stress_one")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_stress_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_stress")),
        sqlite_strict=True,
    )
    op.create_table(
        "medication",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("drug_class", sa.Text(), nullable=True),
        sa.Column("dose", sa.REAL(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("as_needed", sa.Integer(), nullable=True),
        sa.Column("start_date", sa.Text(), nullable=False),
        sa.Column("stop_date", sa.Text(), nullable=True),
        sa.Column("change", sa.Text(), nullable=True),
        sa.Column("fraction_cut", sa.REAL(), nullable=True),
        sa.Column("suspected", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint('length("name") BETWEEN 1 AND 200', name=op.f("ck_medication_name")),
        sa.CheckConstraint(
            'length("drug_class") BETWEEN 1 AND 200', name=op.f("ck_medication_drug_class")
        ),
        sa.CheckConstraint('"dose" BETWEEN 0 AND 1000000', name=op.f("ck_medication_dose")),
        sa.CheckConstraint('length("unit") BETWEEN 1 AND 200', name=op.f("ck_medication_unit")),
        sa.CheckConstraint('"as_needed" IN (0, 1)', name=op.f("ck_medication_as_needed")),
        sa.CheckConstraint(
            "\"start_date\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'",
            name=op.f("ck_medication_start_date"),
        ),
        sa.CheckConstraint(
            "\"stop_date\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'",
            name=op.f("ck_medication_stop_date"),
        ),
        sa.CheckConstraint(
            "\"change\" IN ('started', 'increased', 'decreased')", name=op.f("ck_medication_change")
        ),
        sa.CheckConstraint(
            '"fraction_cut" BETWEEN 0 AND 1', name=op.f("ck_medication_fraction_cut")
        ),
        sa.CheckConstraint('"suspected" IN (0, 1)', name=op.f("ck_medication_suspected")),
        sa.CheckConstraint(
            'length("reason") BETWEEN 1 AND 10000', name=op.f("ck_medication_reason")
        ),
        sa.CheckConstraint(
            "stop_date IS NULL OR stop_date >= start_date", name=op.f("ck_medication_order")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_medication_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_medication")),
        sqlite_strict=True,
    )
    op.create_table(
        "dose",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("dose", sa.REAL(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("scheduled", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "\"time\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_dose_time"),
        ),
        sa.CheckConstraint('length("name") BETWEEN 1 AND 200', name=op.f("ck_dose_name")),
        sa.CheckConstraint('"dose" BETWEEN 0 AND 1000000', name=op.f("ck_dose_dose")),
        sa.CheckConstraint('length("unit") BETWEEN 1 AND 200', name=op.f("ck_dose_unit")),
        sa.CheckConstraint("\"status\" IN ('taken', 'skipped')", name=op.f("ck_dose_status")),
        sa.CheckConstraint(
            "\"scheduled\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_dose_scheduled"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_dose_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_dose")),
        sqlite_strict=True,
    )
    op.create_table(
        "alcohol",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("grams", sa.REAL(), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("servings", sa.REAL(), nullable=True),
        sa.CheckConstraint(
            "\"time\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_alcohol_time"),
        ),
        sa.CheckConstraint('"grams" BETWEEN 0 AND 1000', name=op.f("ck_alcohol_grams")),
        sa.CheckConstraint('length("item") BETWEEN 1 AND 200', name=op.f("ck_alcohol_item")),
        sa.CheckConstraint('"servings" BETWEEN 0.1 AND 50', name=op.f("ck_alcohol_servings")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_alcohol_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_alcohol")),
        sqlite_strict=True,
    )
    op.create_table(
        "substance",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("drug_class", sa.Text(), nullable=True),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("fraction_cut", sa.REAL(), nullable=True),
        sa.CheckConstraint(
            "\"time\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_substance_time"),
        ),
        sa.CheckConstraint('length("name") BETWEEN 1 AND 200', name=op.f("ck_substance_name")),
        sa.CheckConstraint(
            "\"drug_class\" IN ('alcohol', 'opioid', 'benzodiazepine', 'z-drug', 'stimulant', 'cannabis', 'nicotine', 'other')",
            name=op.f("ck_substance_drug_class"),
        ),
        sa.CheckConstraint(
            "\"event\" IN ('used', 'stopped', 'cut_down')", name=op.f("ck_substance_event")
        ),
        sa.CheckConstraint(
            '"fraction_cut" BETWEEN 0 AND 1', name=op.f("ck_substance_fraction_cut")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_substance_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_substance")),
        sqlite_strict=True,
    )
    op.create_table(
        "symptom",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("symptom", sa.Text(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("onset", sa.Text(), nullable=True),
        sa.Column("onset_time", sa.Text(), nullable=True),
        sa.Column("resolved_time", sa.Text(), nullable=True),
        sa.Column("assessed", sa.Integer(), nullable=True),
        sa.Column("stroke_ruled_out", sa.Integer(), nullable=True),
        sa.Column("treated", sa.Integer(), nullable=True),
        sa.Column("improving", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "\"time\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_symptom_time"),
        ),
        sa.CheckConstraint('length("symptom") BETWEEN 1 AND 200', name=op.f("ck_symptom_symptom")),
        sa.CheckConstraint('"severity" BETWEEN 0 AND 10', name=op.f("ck_symptom_severity")),
        sa.CheckConstraint(
            "\"side\" IN ('left', 'right', 'both', 'midline')", name=op.f("ck_symptom_side")
        ),
        sa.CheckConstraint("\"onset\" IN ('sudden', 'gradual')", name=op.f("ck_symptom_onset")),
        sa.CheckConstraint(
            "\"onset_time\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_symptom_onset_time"),
        ),
        sa.CheckConstraint(
            "\"resolved_time\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_symptom_resolved_time"),
        ),
        sa.CheckConstraint('"assessed" IN (0, 1)', name=op.f("ck_symptom_assessed")),
        sa.CheckConstraint(
            '"stroke_ruled_out" IN (0, 1)', name=op.f("ck_symptom_stroke_ruled_out")
        ),
        sa.CheckConstraint('"treated" IN (0, 1)', name=op.f("ck_symptom_treated")),
        sa.CheckConstraint('"improving" IN (0, 1)', name=op.f("ck_symptom_improving")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_symptom_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_symptom")),
        sqlite_strict=True,
    )
    op.create_table(
        "event",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "\"date\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'", name=op.f("ck_event_date")
        ),
        sa.CheckConstraint(
            "\"event\" IN ('head_injury', 'face_injury', 'jaw_or_dental', 'face_or_neck_surgery', 'thyroid_surgery', 'past_facial_palsy', 'doctor_visit', 'other')",
            name=op.f("ck_event_event"),
        ),
        sa.CheckConstraint(
            "\"side\" IN ('left', 'right', 'both', 'midline')", name=op.f("ck_event_side")
        ),
        sa.CheckConstraint('length("outcome") BETWEEN 1 AND 10000', name=op.f("ck_event_outcome")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_event_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_event")),
        sqlite_strict=True,
    )
    op.create_table(
        "factor",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.REAL(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "\"time\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*[+-][0-2][0-9]:[0-5][0-9]'",
            name=op.f("ck_factor_time"),
        ),
        sa.CheckConstraint('length("name") BETWEEN 1 AND 200', name=op.f("ck_factor_name")),
        sa.CheckConstraint(
            '"value" BETWEEN -1000000000 AND 1000000000', name=op.f("ck_factor_value")
        ),
        sa.CheckConstraint('length("unit") BETWEEN 1 AND 200', name=op.f("ck_factor_unit")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_factor_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_factor")),
        sqlite_strict=True,
    )
    op.create_table(
        "day",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"date\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'", name=op.f("ck_day_date")
        ),
        sa.CheckConstraint("\"status\" IN ('clear', 'complete')", name=op.f("ck_day_status")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_day_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_day")),
        sqlite_strict=True,
    )
    op.create_table(
        "trial",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("factor", sa.Text(), nullable=False),
        sa.Column("start_date", sa.Text(), nullable=False),
        sa.Column("stop_date", sa.Text(), nullable=True),
        sa.Column("arms", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.CheckConstraint('length("name") BETWEEN 1 AND 200', name=op.f("ck_trial_name")),
        sa.CheckConstraint('length("factor") BETWEEN 1 AND 200', name=op.f("ck_trial_factor")),
        sa.CheckConstraint(
            "\"start_date\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'",
            name=op.f("ck_trial_start_date"),
        ),
        sa.CheckConstraint(
            "\"stop_date\" GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'",
            name=op.f("ck_trial_stop_date"),
        ),
        sa.CheckConstraint(
            '"arms" IS NULL OR (json_valid("arms") AND json_type("arms") = \'array\')',
            name=op.f("ck_trial_arms"),
        ),
        sa.CheckConstraint('length("target") BETWEEN 1 AND 10000', name=op.f("ck_trial_target")),
        sa.CheckConstraint(
            "stop_date IS NULL OR stop_date >= start_date", name=op.f("ck_trial_order")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_trial_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_trial")),
        sqlite_strict=True,
    )
    op.create_table(
        "profile",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("pregnant", sa.Integer(), nullable=True),
        sa.Column("smoker", sa.Integer(), nullable=True),
        sa.Column("oral_contraceptive", sa.Integer(), nullable=True),
        sa.Column("fluvoxamine", sa.Integer(), nullable=True),
        sa.Column("parathyroid_disease", sa.Integer(), nullable=True),
        sa.Column("emergency_number", sa.Text(), nullable=True),
        sa.Column("day_starts_at", sa.Text(), nullable=True),
        sa.Column("beliefs", sa.Text(), nullable=True),
        sa.CheckConstraint('"age" BETWEEN 0 AND 120', name=op.f("ck_profile_age")),
        sa.CheckConstraint('"pregnant" IN (0, 1)', name=op.f("ck_profile_pregnant")),
        sa.CheckConstraint('"smoker" IN (0, 1)', name=op.f("ck_profile_smoker")),
        sa.CheckConstraint(
            '"oral_contraceptive" IN (0, 1)', name=op.f("ck_profile_oral_contraceptive")
        ),
        sa.CheckConstraint('"fluvoxamine" IN (0, 1)', name=op.f("ck_profile_fluvoxamine")),
        sa.CheckConstraint(
            '"parathyroid_disease" IN (0, 1)', name=op.f("ck_profile_parathyroid_disease")
        ),
        sa.CheckConstraint(
            'length("emergency_number") BETWEEN 1 AND 200', name=op.f("ck_profile_emergency_number")
        ),
        sa.CheckConstraint(
            "\"day_starts_at\" GLOB '[0-2][0-9]:[0-5][0-9]'", name=op.f("ck_profile_day_starts_at")
        ),
        sa.CheckConstraint(
            '"beliefs" IS NULL OR (json_valid("beliefs") AND json_type("beliefs") = \'object\')',
            name=op.f("ck_profile_beliefs"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_profile_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_profile")),
        sqlite_strict=True,
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("changed_utc", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("acknowledgement_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_strict=True,
    )
    op.create_table(
        "changed_entry",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["change.id"],
            name=op.f("fk_changed_entry_change_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("change_id", "entry_id", name=op.f("pk_changed_entry")),
        sqlite_strict=True,
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("imported_utc", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sqlite_strict=True,
    )
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("acknowledged_utc", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgement")),
        sqlite_strict=True,
    )
