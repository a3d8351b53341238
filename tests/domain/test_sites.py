"""Where on the body: which sites were used, and whose turn it is."""

import pytest

from b12track.domain.rules.sites import suggested_site, used_sites
from builders import day, dose, record


@pytest.mark.parametrize(
    ("sites", "suggested"),
    [
        ((), None),
        (("left-thigh",), "right-thigh"),
        (("left-thigh", "left-thigh"), "right-thigh"),
        (("belly, by the scar",), None),
        (("left-thigh", "right-thigh"), "left-thigh"),
        (("left-thigh", "right-thigh", "left-thigh"), "right-thigh"),
        (("left-thigh", "", "left-deltoid"), "left-thigh"),
    ],
)
def test_suggested_site(sites: tuple[str, ...], suggested: str | None) -> None:
    given = [dose(f"01-{n + 5:02d}", site=site) for n, site in enumerate(sites)]
    assert suggested_site(record(injections=given), "IM", day("02-01")) == suggested


def test_sites_are_those_of_the_route_up_to_today() -> None:
    given = [
        dose("01-05", site="left-abdomen", route="SC"),
        dose("01-12", site="left-thigh"),
        dose("01-19", site="right-thigh"),
    ]
    assert used_sites(record(injections=given), "IM", day("01-18")) == [("left-thigh", day("01-12"))]
