"""The published regimens, as cited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Confirmed, Span
from b12track.domain.reference.templates import MARKS, MONTHLY_OR_FOUR_WEEKLY, TEMPLATES, Template, find
from b12track.domain.typed.terms import DRUGS, ROUTES

EVERY_TEMPLATE = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)


def test_all_nine_are_there_under_their_names() -> None:
    assert [template.id for template in TEMPLATES] == [
        "uk-hydroxocobalamin",
        "uk-hydroxocobalamin-neuro",
        "uk-label-hydroxocobalamin",
        "uk-dietary",
        "us-label-cyanocobalamin",
        "us-label-hydroxocobalamin",
        "us-practice-cyanocobalamin",
        "us-weekly",
        "nl-hydroxocobalamin",
    ]


@EVERY_TEMPLATE
def test_a_template_is_whole_and_says_where_it_is_from(template: Template) -> None:
    assert template.source and template.title and template.caution
    assert template.mark in MARKS
    assert template.drug in (*DRUGS, "")
    assert template.route is None or template.route in ROUTES
    assert len(template.doses) == len(template.phases)
    assert [phase.kind for phase in template.phases][-2:] == ["repletion", "maintenance"]
    assert template.phases[-1].until is None
    assert all(phase.until is not None for phase in template.phases[:-1])


@EVERY_TEMPLATE
def test_what_is_left_open_is_said_in_words(template: Template) -> None:
    if template.dose_mcg is None:
        assert "dose differs" in template.caution
        assert any("-" in dose for dose in template.doses)
    if template.route is None:
        assert "route" in template.caution
    if not template.drug:
        assert "drug" in template.caution


@EVERY_TEMPLATE
def test_nothing_is_every_four_weeks_where_the_source_says_monthly(template: Template) -> None:
    for phase in template.phases:
        assert phase.every != Span("weeks", 4, 4)
        assert ("monthly" in phase.name) == (phase.every == Span("months", 1, 1))
    assert "every 4 weeks" in MONTHLY_OR_FOUR_WEEKLY


def test_a_range_of_days_waits_for_the_prescriber() -> None:
    steps = find("us-label-cyanocobalamin").phases
    assert [phase.kind for phase in steps] == ["repletion"] * 3 + ["maintenance"]
    assert [type(phase.until) for phase in steps[:3:2]] == [Confirmed, Confirmed]


@EVERY_TEMPLATE
def test_a_template_is_found_by_its_id(template: Template) -> None:
    assert find(f" {template.id.upper()} ") is template


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("us-weekyl", 'template: "us-weekyl" is not a known template: did you mean us-weekly?'),
        ("?", 'template: "?" is not a known template: write one such as uk-hydroxocobalamin'),
    ],
)
def test_an_unknown_one_is_refused_with_the_near_ones(typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        find(typed)
    assert str(refused.value) == message


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_a_template_or_one_line(text: str) -> None:
    try:
        assert find(text) in TEMPLATES
    except Refused as refused:
        assert "\n" not in str(refused)
