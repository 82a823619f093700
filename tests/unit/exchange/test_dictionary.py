"""The data dictionary tells of every field and column, and its page is current."""

from pathlib import Path

from tracker.exchange import clinician, daily, dictionary, table
from tracker.fields import FIELDS

PAGE = Path(__file__).parents[3] / "docs" / "data-dictionary.md"


def test_the_committed_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == dictionary.markdown(), (
        "make it again: python -m tracker.exchange.dictionary > docs/data-dictionary.md"
    )


def test_every_field_and_column_has_one_row():
    told = [(row["table"], row["field"]) for row in dictionary.rows()]

    expected = {(str(kind), field.name) for kind, fields in FIELDS.items() for field in fields}
    expected |= {("clinician.csv", column.name) for column in clinician.COLUMNS}
    expected |= {("daily.csv", column.name) for column in daily.COLUMNS}
    assert expected <= set(told)
    assert len(told) == len(set(told))


def test_limits_and_words_are_told():
    rows = {(row["table"], row["field"]): row for row in dictionary.rows()}

    rating = rows["episode", "intensity"]
    assert (rating["minimum"], rating["maximum"], rating["required"]) == (0, 10, "no")
    assert rows["day", "status"]["choices"] == "clear; complete"
    assert rows["day", "status"]["required"] == "yes"


def test_it_can_be_written_as_a_table():
    lines = list(table.lines(dictionary.COLUMNS, dictionary.rows()))

    assert lines[0] == "table,field,form,required,unit,minimum,maximum,choices,meaning\r\n"
    assert 'caffeine,mg,number,yes,mg,0,5000,,"caffeine in all, milligrams"\r\n' in lines
