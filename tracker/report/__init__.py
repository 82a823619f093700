"""The report: what the diary says of a week, or of up to ten years, on one page for a doctor.

- `document`: what programs call: a diary and its flags in, the bytes of a file out
- `days`, `rates`, `summary`, `timeline`, `active`, `hours`, `history`, `places`, `forest`,
  `changes`, `words`, `periods`: the numbers and sentences; none of them needs matplotlib
- `contents`: all of these for one page, with no entry among them
- `breaking`: where a text may end, without matplotlib as well
- `drawing`: type, colours, measured text, marks; `paper`, `layout`: where on the sheet
- `panels`: one module each, numbers in and marks on the page out
- `page`, `render`: the page as a figure, and as the bytes of a file
- `beside`: a process of its own for the trigger analysis, or for a page beside its tables
"""
