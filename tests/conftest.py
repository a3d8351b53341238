"""What holds for the whole run."""

import pytest

import length


def pytest_configure(config: pytest.Config) -> None:
    """Whoever chooses the long tests wants them in their long form; no test has been read yet."""
    length.LONG = config.option.markexpr == "long"
