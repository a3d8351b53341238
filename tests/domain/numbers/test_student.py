"""Student's t against printed tables, closed forms and its own laws."""

from math import atan, inf, isclose, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.rules.numbers.student import probability, quantile

freedoms = st.floats(0.5, 1e4)


@pytest.mark.parametrize(
    ("share", "freedom", "t"),
    [
        (0.95, 1, 6.313752),
        (0.95, 2, 2.919986),
        (0.95, 5, 2.015048),
        (0.95, 10, 1.812461),
        (0.95, 30, 1.697261),
        (0.975, 1, 12.706205),
        (0.975, 2, 4.302653),
        (0.975, 3, 3.182446),
        (0.975, 5, 2.570582),
        (0.975, 10, 2.228139),
        (0.975, 30, 2.042272),
        (0.975, 120, 1.979930),
        (0.975, 1e7, 1.959964),
        (0.995, 4, 4.604095),
        (0.9995, 1, 636.619249),
        (0.5, 7, 0.0),
    ],
)
def test_quantiles_are_those_of_the_tables(share: float, freedom: float, t: float) -> None:
    assert quantile(share, freedom) == pytest.approx(t, abs=6e-7)


@pytest.mark.parametrize("t", [-40.0, -3.0, -1e-8, 0.0, 0.2, 1.0, 2.5, 12.0, 1e6])
def test_one_and_two_degrees_have_closed_forms(t: float) -> None:
    assert probability(t, 1) == pytest.approx(0.5 + atan(t) / pi, abs=1e-13)
    assert probability(t, 2) == pytest.approx(0.5 + t / (2 * sqrt(2 + t * t)), abs=1e-13)


def test_the_ends_and_the_middle() -> None:
    assert probability(0.0, 3.5) == 0.5
    assert probability(inf, 3.5) == 1.0
    assert probability(-inf, 3.5) == 0.0


@given(t=st.floats(-50, 50), freedom=freedoms)
def test_both_tails_are_alike(t: float, freedom: float) -> None:
    assert isclose(probability(t, freedom) + probability(-t, freedom), 1.0, abs_tol=1e-12)


@given(share=st.floats(0.5, 0.9999), freedom=freedoms)
def test_a_quantile_leaves_its_share_below(share: float, freedom: float) -> None:
    assert isclose(probability(quantile(share, freedom), freedom), share, abs_tol=1e-9)


@given(freedom=st.floats(1, 1e3), more=st.floats(1.01, 10))
def test_more_degrees_of_freedom_bring_a_quantile_nearer(freedom: float, more: float) -> None:
    assert quantile(0.975, freedom * more) < quantile(0.975, freedom)
