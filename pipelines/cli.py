"""The command line of jixiao."""

from cyclopts import App

app = App(name="jixiao", help="Lift the performance tables of Chinese budgets into tidy Parquet and CSV.")


def main() -> None:
    """Run the command line."""
    app()
