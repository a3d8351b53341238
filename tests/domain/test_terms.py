"""The vocabulary, and how people type it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.cli.talk.refusals import worded
from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.typed import terms

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "route"),
    [
        ("IM", "IM"),
        ("im", "IM"),
        ("ım", None),
        ("İM", None),
        ("I.M.", "IM"),
        ("into muscle", "IM"),
        ("Intramuscular", "IM"),
        ("into muscle (IM)", "IM"),
        ("SC", "SC"),
        ("s.c.", "SC"),
        ("s/c", "SC"),
        ("sub-cut", "SC"),
        ("SubQ", "SC"),
        ("deep IM", "IM"),
        (" sc ", "SC"),
        ("under  the skin", "SC"),
        ("subcutaneous", "SC"),
        ("under the skin (SC)", "SC"),
        ("", None),
        ("muscle", None),
    ],
)
def test_a_route_is_read_or_refused(typed: str, route: str | None) -> None:
    if route:
        assert terms.read_route(typed) == route
        return
    with pytest.raises(Refused, match=r"^route: .* is not a known route: write IM .* or SC"):
        terms.read_route(typed)


@pytest.mark.parametrize(
    ("typed", "where"),
    [("IV", "into a vein"), ("i.v.", "into a vein"), ("intradermal", "into the skin")],
)
def test_another_way_into_the_body_is_refused_by_name(typed: str, where: str) -> None:
    with pytest.raises(Refused, match=f"is {where}, which b12track does not record: write IM .* or SC"):
        terms.read_route(typed)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        *(("oral", "by mouth"), ("PO", "by mouth"), ("tablets", "by mouth")),
        *(
            ("sublingual", "under the tongue"),
            ("nasal spray", "through the nose"),
            ("patch", "through the skin"),
        ),
    ],
)
def test_b12_that_is_not_injected_is_a_treatment(typed: str, where: str) -> None:
    with pytest.raises(
        Refused, match=f"is {where}: that is not an injection but a treatment: write IM .* or SC"
    ) as no:
        terms.read_route(typed)
    assert worded(no.value).endswith("or enter it with `b12track treatment NAME --kind b12 --from DAY`")


@pytest.mark.parametrize("label", [*terms.ROUTES.items()])
def test_a_route_as_shown_reads_back(label: tuple[str, str]) -> None:
    assert terms.read_route(label[1]) == label[0]


@pytest.mark.parametrize("site", terms.SITES)
def test_a_known_site_reads_back_in_each_form(site: str) -> None:
    for form in (site, site.upper(), terms.site_label(site), terms.site_label(site, short=True)):
        assert terms.read_site(form) == site
    mirrored = terms.other_side(site)
    assert mirrored is not None
    assert mirrored != site
    assert terms.other_side(mirrored) == site


def test_sites_are_called_what_people_call_them() -> None:
    assert terms.site_label("left-thigh") == "left thigh"
    assert terms.site_label("right-thigh", short=True) == "R thigh"
    assert terms.site_label("left arm") == terms.site_label("left arm", short=True) == "left arm"
    assert terms.other_side("left arm") is None
    assert len(terms.SITES) == 10


@pytest.mark.parametrize(
    ("typed", "site"),
    [
        ("l thigh", "left-thigh"),
        ("L. Thigh", "left-thigh"),
        ("rt delt", "right-deltoid"),
        ("thigh, right", "right-thigh"),
        ("left abdo", "left-abdomen"),
        ("lt ventro", "left-ventrogluteal"),
        ("left th", "left th"),
        ("left abd", "left-abdomen"),
        ("LT", "LT"),
        ("thigh", "thigh"),
        ("left arm", "left arm"),
        (" upper  left arm ", "upper  left arm"),
        ("up thigh", "up thigh"),
        ("left thi gh", "left thi gh"),
        ("İleft thigh", "İleft thigh"),
    ],
)
def test_a_site_is_known_or_kept_as_typed(typed: str, site: str) -> None:
    assert terms.read_site(typed) == site


@pytest.mark.parametrize("typed", ["Hydroxocobalamin", " HYDROXOCOBALAMIN "])
def test_a_known_drug_takes_its_spelling(typed: str) -> None:
    assert terms.read_drug(typed) == "hydroxocobalamin"


def test_another_drug_is_kept_as_typed() -> None:
    assert terms.read_drug("Adenosylcobalamin") == "Adenosylcobalamin"


@pytest.mark.parametrize("unit", terms.LAB_UNITS)
def test_a_unit_reads_back_whatever_its_case(unit: str) -> None:
    for typed in (unit, unit.upper(), unit.lower(), f" {unit} ", unit.replace("/", " / ")):
        assert terms.read_unit(typed, yes=False) == unit


def test_no_two_units_differ_by_case_alone() -> None:
    assert len({unit.casefold() for unit in terms.LAB_UNITS}) == 17


@pytest.mark.parametrize("typed", ["µmol/L", "μmol/l", "µMOL/L"])
def test_both_micro_signs_are_a_u(typed: str) -> None:
    assert terms.read_unit(typed, yes=False) == "umol/L"


def test_an_unknown_unit_needs_a_yes() -> None:
    with pytest.raises(NeedsYes, match=r'^unit: "mcg/dL" is not one of ng/L pg/mL .* /nL: check it'):
        terms.read_unit("mcg/dL", yes=False)
    assert terms.read_unit(" mcg/dL ", yes=True) == "mcg/dL"


@pytest.mark.parametrize(
    ("typed", "container"),
    [
        ("single-dose", "single-dose"),
        ("Single dose", "single-dose"),
        ("single", "single-dose"),
        ("multi-dose vial", "multi-dose"),
        ("multidose", "multi-dose"),
        ("MULTI", "multi-dose"),
    ],
)
def test_a_container_is_read(typed: str, container: str) -> None:
    assert terms.read_container(typed) == container


@pytest.mark.parametrize("typed", ["", "ampoule", "10 mL", "dose"])
def test_a_container_is_never_inferred(typed: str) -> None:
    with pytest.raises(Refused, match="is not a known container: write single-dose or multi-dose"):
        terms.read_container(typed)


@pytest.mark.parametrize(
    "read", [terms.read_site, terms.read_drug, lambda text: terms.read_unit(text, yes=True)]
)
@pytest.mark.parametrize("typed", ["", "  ", "a\x1bb", "a\nb", "x" * 100])
def test_free_text_is_something_and_plain(read: Callable[[str], str], typed: str) -> None:
    with pytest.raises(Refused):
        read(typed)


@pytest.mark.parametrize(
    ("read", "limit"),
    [(terms.read_site, 60), (terms.read_drug, 80), (lambda text: terms.read_unit(text, yes=True), 20)],
)
def test_free_text_has_its_limit(read: Callable[[str], str], limit: int) -> None:
    assert read("x" * limit) == "x" * limit
    with pytest.raises(Refused, match=f"write at most {limit}$"):
        read("x" * (limit + 1))


def test_the_first_four_symptoms_are_shown() -> None:
    shown = [kind.name for kind in terms.BUILTIN_SYMPTOMS if kind.shown]
    assert shown == ["energy", "sleep", "tingling", "soreness"]
    assert len({kind.name for kind in terms.BUILTIN_SYMPTOMS}) == len(terms.BUILTIN_SYMPTOMS) == 11
    assert {kind.name for kind in terms.BUILTIN_SYMPTOMS if kind.good == "high"} == {
        "energy",
        "sleep",
        "mood",
    }


@pytest.mark.parametrize(
    "read",
    [
        terms.read_route,
        terms.read_site,
        terms.read_drug,
        terms.read_container,
        lambda text: terms.read_unit(text, yes=False),
        lambda text: terms.read_unit(text, yes=True),
    ],
)
@given(text=ANY_TEXT)
def test_any_text_is_a_term_or_one_line(read: Callable[[str], str], text: str) -> None:
    try:
        read(text).encode()
    except Refused as refused:
        assert "\n" not in str(refused)
        str(refused).encode()


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("hydroxo", "hydroxocobalamin"),
        ("Cyano", "cyanocobalamin"),
        ("hyd", None),
        ("hydroxycobalamin", "hydroxocobalamin"),
        ("Hydroxocobalmin", "hydroxocobalamin"),
        ("cyanocobalmin", "cyanocobalamin"),
        ("hydroxocobalamin", None),
        ("adenosylcobalamin", None),
        ("vitamin B12", None),
        ("", None),
    ],
)
def test_a_slip_in_a_drug_is_asked_about(typed: str, near: str | None) -> None:
    assert terms.drug_doubt(typed) == (f"was {near} meant?" if near else "")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("leftthigh", "was left thigh meant?"),
        ("rigth-deltoid", "was right deltoid meant?"),
        ("left arm", "was left deltoid meant?"),
        ("Upper arm, R.", "was right deltoid meant?"),
        ("r belly", "was right abdomen meant?"),
        ("right buttock", "was right dorsogluteal meant?"),
        ("left hip", "was left ventrogluteal meant?"),
        ("arm", ""),
        ("left arm by the elbow", ""),
        ("left-thigh", ""),
        ("left", ""),
        ("upper buttock", ""),
        ("", ""),
    ],
)
def test_a_slip_in_a_site_is_asked_about(typed: str, asked: str) -> None:
    assert terms.site_doubt(typed) == asked
