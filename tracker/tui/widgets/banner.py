"""The most urgent open pattern, above everything else until it has been acknowledged."""

from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widgets import Static

from tracker.entry.printable import printable
from tracker.vocabulary import Tier

if TYPE_CHECKING:
    from tracker.flags import Flag
    from tracker.tui.guarding import GuardingApp
    from tracker.tui.views.patterns import Patterns


class Banner(Static):
    """One pattern, over the full width; an emergency names what to do and the number to call."""

    DEFAULT_CSS = """
    Banner {
        display: none;
        height: auto;
        padding: 0 1;
        background: $surface;
        color: $foreground;
        border-left: outer $primary;
        &.-soon { display: block; border-left: outer $warning; }
        &.-routine { display: block; }
        &.-emergency {
            display: block;
            padding: 1 2;
            background: $error-muted;
            color: $foreground;
            border-left: outer $error;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, patterns: "Patterns | None", *, only_emergency: bool) -> None:
        """Show the most urgent open pattern, or nothing; self-care alone is no banner."""
        wanted = {Tier.EMERGENCY} if only_emergency else set(Tier) - {Tier.SELF_CARE}
        flags = patterns.open_flags if patterns else ()
        loud = [flag for flag in flags if flag.tier in wanted]
        for tier in Tier:
            self.set_class(bool(loud) and loud[0].tier is tier, f"-{tier.value}")
        if patterns is None or not loud:
            self.update("")
        elif loud[0].tier is Tier.EMERGENCY:
            urgent = [flag for flag in loud if flag.tier is Tier.EMERGENCY]
            self.update(_emergency(urgent, patterns.number, self._keys()))
        else:
            self.update(_notice(loud[0], len(loud) - 1, self._keys()))

    def _keys(self) -> tuple[str, str]:
        """The key that opens Patterns, and the one that says that it was seen."""
        app = cast("GuardingApp", self.app)
        return app.key("app.area('patterns')"), app.key("app.seen")


def _emergency(flags: "list[Flag]", number: str, keys: tuple[str, str]) -> Content:
    flag, more = flags[0], f", and {len(flags) - 1} more" if len(flags) > 1 else ""
    return Content.assemble(
        (f"‼ Emergency: {flag.title}", "bold $text-error"),
        f"\n{flag.message}\n",
        (f"Call {printable(number)}.", "bold underline"),
        (f"   {keys[0]} shows why{more}.  {keys[1]}: I have acted on it", "$foreground-muted"),
    )


def _notice(flag: "Flag", others: int, keys: tuple[str, str]) -> Content:
    more = f", and {others} more" if others else ""
    seen = f"   {keys[0]} shows why   {keys[1]} seen"
    return Content.assemble((flag.title, "bold"), more, (seen, "$foreground-muted"))
