"""Lines that keep their indent when they are too long for one."""

from textwrap import wrap


def hanging(text: str, first: str, width: int) -> str:
    """Text after a first part, its further lines indented to where it began.

    `width` is in columns; characters are taken as one column each, so wide ones may run over by
    some columns and are then broken by the terminal's own wrapping.
    """
    lines = wrap(text, max(10, width - len(first))) or [""]
    return f"\n{' ' * len(first)}".join([first + lines[0], *lines[1:]])
