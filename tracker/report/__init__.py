"""The weekly report: what the diary says of a week, on one page for a doctor.

- `days`, `rates`, `summary`, `timeline`, `active`, `history`, `places`, `forest`, `changes`,
  `words`: the numbers and sentences; none of them needs matplotlib
- `drawing`: type, colours, measured text, marks
- `panels`: one module each, numbers in and marks on the page out
- `page`, `render`: the page as a figure, and as the bytes of a file
"""
