"""Time zones: the spelling that is kept, the near names of a slip, and none for what is no zone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.record.faults import Refused
from b12track.domain.typed.zones import read_zone, zone_named


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/London", "Europe/London"),
        (" europe/london ", "Europe/London"),
        ("America/St Johns", "America/St_Johns"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_takes_its_spelling(typed: str, name: str) -> None:
    assert read_zone(typed) == name


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("London", 'time zone: "London" is not a known time zone: did you mean Europe/London?'),
        ("Lodnon", 'time zone: "Lodnon" is not a known time zone: did you mean Europe/London?'),
        (
            "Europe/Lodnon",
            'time zone: "Europe/Lodnon" is not a known time zone: did you mean Europe/London or ',
        ),
        (
            "../../etc/passwd",
            'time zone: "../../etc/passwd" is not a known time zone: write one such as Europe/London',
        ),
        ("", 'time zone: "" is not a known time zone: write one such as Europe/London'),
        ("posix/Europe/London", 'time zone: "posix/Europe/London" is not a known time zone: '),
        ("İ", 'time zone: "İ" is not a known time zone: write one such as Europe/London'),
    ],
)
def test_an_unknown_zone_is_refused_with_the_near_ones(typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_zone(typed)
    assert str(refused.value).startswith(message)


@given(text=st.text(st.characters(exclude_categories=()), max_size=8))
def test_any_text_is_a_zone_or_one_line(text: str) -> None:
    try:
        read_zone(text)
    except Refused as refused:
        assert "\n" not in str(refused)


@pytest.mark.parametrize("name", [None, "", "Mars/Base", "../../etc/passwd", "Europe", "a\0b"])
def test_what_is_no_zone_is_none(name: str | None) -> None:
    assert zone_named(name) is None


def test_a_zone_is_found_by_its_name() -> None:
    assert str(zone_named("Europe/London")) == "Europe/London"
