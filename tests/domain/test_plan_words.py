"""A plan in words: its phases with their doses, its reviews as they are typed."""

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Length
from b12track.domain.record.records import Review
from b12track.domain.wording.plan import phase_words, read_reviews, show_reviews
from builders import EVERY_4_WEEKS, LOADING, plan, weekly


def test_a_phase_says_its_own_dose_where_it_is_another() -> None:
    ordered = plan(LOADING._replace(dose_mcg=250), EVERY_4_WEEKS._replace(dose_mcg=1000))
    first, last = ordered.phases
    assert phase_words(first, ordered, False) == "Mon, Wed and Fri, 6 doses, 250 mcg each"
    assert phase_words(last, ordered, True) == "every 4 weeks, ongoing"
    assert phase_words(weekly(1), ordered, False) == "every week, until Dr Okafor says so"


def test_reviews_are_read_as_they_are_said() -> None:
    typed = "blood test after 3 months, then every 12 months; review of symptoms after a month"
    reviews = read_reviews(typed)
    assert reviews == (
        Review("blood test", Length("months", 3), Length("months", 12)),
        Review("review of symptoms", Length("months", 1)),
    )
    assert read_reviews(show_reviews(reviews)) == reviews
    assert read_reviews("") == read_reviews(" ; ") == ()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("blood test", "write it as blood test after 3 months"),
        ("after 3 months", "write it as blood test after 3 months"),
        ("blood test after 6 doses", "write it as blood test after 3 months"),
        ("blood test after 3 months then mon", "write it as blood test after 3 months"),
        ("blood test after 3 months then every 2-3 months", "is a range"),
        ("blood test after tea", "is not an end that can be read"),
    ],
)
def test_a_review_that_cannot_be_read(typed: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_reviews(typed)
