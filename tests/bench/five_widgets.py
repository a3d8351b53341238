"""What the app is measured against: a Textual app of five widgets that does nothing."""

from textual.app import App, ComposeResult
from textual.widgets import Button, Footer, Header, Input, Static


class FiveWidgets(App[None]):
    """Five widgets."""

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("one line of text")
        yield Input(placeholder="something to type")
        yield Button("a button")
        yield Footer()


if __name__ == "__main__":
    FiveWidgets().run()
