"""The help's own words beside those of the commands: how a command is called, what an option may be and is if not
given, in the reader's language. cyclopts has them in English alone. It brings rich, which only help waits for."""

from typing import TYPE_CHECKING, Any

from pipelines.language import say

if TYPE_CHECKING:
    from cyclopts.help import HelpEntry, HelpPanel
    from rich.console import Console, ConsoleOptions

__all__ = ["Panels"]

_FAINT = "gray58"


class Panels:
    """cyclopts' own panels with our words."""

    def __call__(self, console: "Console", options: "ConsoleOptions", panel: "HelpPanel") -> None:
        """Print a panel."""
        from cyclopts.help import DefaultFormatter

        DefaultFormatter()(console, options, panel.copy(entries=[_worded(entry) for entry in panel.entries]))

    def render_usage(self, console: "Console", options: "ConsoleOptions", usage: Any) -> None:
        """Print how the command is called."""
        from rich.text import Text

        console.print(Text(f"{say('help.usage')} ", style="bold") + Text(str(usage)))

    def render_description(self, console: "Console", options: "ConsoleOptions", description: Any) -> None:
        """Print what it is for."""
        console.print(description)


def _worded(entry: "HelpEntry") -> "HelpEntry":
    """An option with what it may be, what it is if not given, and whether it must be given, behind what it is for."""
    from cyclopts.help.inline_text import InlineText
    from rich.text import Text

    told = [
        *([say("help.choices", choices=", ".join(entry.choices))] if entry.choices else []),
        *([say("help.default", value=entry.default)] if entry.default is not None else []),
        *([say("help.required")] if entry.required else []),
    ]
    said = entry.description if isinstance(entry.description, InlineText) else InlineText(Text(entry.description or ""))
    for one in told:
        said.append(Text(f"[{one}]", style=_FAINT))
    return entry.copy(description=said, choices=None, default=None, required=False)
