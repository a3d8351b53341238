"""Which days are looked up."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.rules.numbers.days import logged


@given(
    ordinals=st.lists(st.integers(700_000, 700_040), unique=True),
    begin=st.integers(699_990, 700_050),
    length=st.integers(0, 60),
)
def test_the_logged_days_of_a_period_come_in_order(ordinals: list[int], begin: int, length: int) -> None:
    days = {date.fromordinal(ordinal): float(ordinal % 11) for ordinal in ordinals}
    wanted = [(day, float(day % 11)) for day in range(begin, begin + length) if day in ordinals]
    assert logged(days, begin, begin + length) == wanted
