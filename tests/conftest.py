"""What holds for the whole run."""

import pytest
from hypothesis import HealthCheck, settings

import length

# How long one example takes says something of the machine, and nothing of the program; and a folder or a clock that
# the examples of a test share is one that each of them makes anew, or leaves as it was.
settings.register_profile(
    "any machine",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("any machine")


def pytest_configure(config: pytest.Config) -> None:
    """Whoever chooses the long tests wants them in their long form; no test has been read yet."""
    length.LONG = config.option.markexpr == "long"


@pytest.fixture(autouse=True)
def machines_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file in a synced folder leaves on this machine lies among the tests' own folders."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "machines-own"))
