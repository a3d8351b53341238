"""What holds for the whole run."""

import pytest

import length


def pytest_configure(config: pytest.Config) -> None:
    """Whoever chooses the long tests wants them in their long form; no test has been read yet."""
    length.LONG = config.option.markexpr == "long"


@pytest.fixture(autouse=True)
def machines_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file in a synced folder leaves on this machine lies among the tests' own folders."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "machines-own"))
