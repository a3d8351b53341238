"""The README's tables, made from the code: `python tests/house/tables.py` writes them anew."""

from pathlib import Path

README = Path(__file__).parent.parent.parent / "README.md"


def commands() -> str:
    """Every command with what it is for and an example."""
    from b12track.cli.door.catalogue import COMMANDS

    rows = [
        f"| `{name}` | {command.help} | `b12track {command.examples[0]}` |".replace("|`", "| `")
        for name, command in COMMANDS.items()
    ]
    return "\n".join(["| command | does | for example |", "| --- | --- | --- |", *rows])


def keys() -> str:
    """Every key of the app, where it acts and what it does."""
    from b12track.tui.actions import ACTIONS

    rows = [
        f"| `{action.key_name({})}` | {'everywhere' if action.scope == 'app' else action.scope} | {action.help} |"
        for action in ACTIONS
        if action.key
    ]
    return "\n".join(["| key | where | does |", "| --- | --- | --- |", *rows])


TABLES = {"commands": commands, "keys": keys}


def with_tables(text: str) -> str:
    """The README's text with its tables as the code has them now."""
    for name, table in TABLES.items():
        before, rest = text.split(f"<!-- {name} -->\n")
        _, after = rest.split(f"<!-- /{name} -->")
        text = f"{before}<!-- {name} -->\n{table()}\n<!-- /{name} -->{after}"
    return text


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text("utf-8")), "utf-8")
