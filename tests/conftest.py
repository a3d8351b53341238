"""What holds for the whole run."""

import pytest
from hypothesis import HealthCheck, settings

import length


def pytest_configure(config: pytest.Config) -> None:
    """Whoever chooses the long tests wants them in their long form; no test has been read yet.

    How long one example takes says something of the machine, and nothing of the program; and a folder or a clock that
    the examples of a test share is one that each of them makes anew, or leaves as it was. The short form has the same
    examples everywhere, so that a stranger's first run fails only where everybody's does; the long one looks further.
    """
    length.LONG = config.option.markexpr == "long"
    settings.register_profile(
        "any machine",
        deadline=None,
        derandomize=not length.LONG,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def machines_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file in a synced folder leaves on this machine lies among the tests' own folders."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "machines-own"))
