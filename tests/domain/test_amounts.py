"""Doses, strengths, volumes and values as typed and as shown."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.record.faults import Refused
from b12track.domain.typed import amounts

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text("0123456789.,-+ mcgµugl/()<>= e")


@pytest.mark.parametrize(
    ("typed", "mcg"),
    [
        ("1mg", 1000),
        ("1 mg", 1000),
        ("1\u00a0MG", 1000),
        ("1.0 mg", 1000),
        ("1000mcg", 1000),
        ("1000 µg", 1000),
        ("1000 μg", 1000),
        ("1000ug", 1000),
        ("1000 micrograms", 1000),
        ("1 milligram", 1000),
        ("2 milligrams", 2000),
        ("1 microgram", 1),
        ("0.1mg", 100),
        ("0.3mg", 300),
        ("0,5mg", 500),
        ("1,5 mg", 1500),
        ("1,25mg", 1250),
        ("0,125mg", 125),
        ("0.125mg", 125),
        ("2.125mg", 2125),
        ("0.5mcg", 0.5),
        ("0.001mcg", 0.001),
        ("10000mg", 10_000_000),
        ("1 mg (1000 mcg)", 1000),
        ("1.000001mg (1000.001 mcg)", 1000.001),
    ],
)
def test_a_dose_is_read_with_its_unit(typed: str, mcg: float) -> None:
    read = amounts.read_dose(typed)
    assert read == mcg
    assert isinstance(read, int) == (mcg == int(mcg))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("1000", "dose: 1000 has no unit: write 1000mcg or 1mg"),
        ("250", "dose: 250 has no unit: write 250mcg or 0.25mg"),
        ("100", "dose: 100 has no unit: write 100mcg or 0.1mg"),
        ("1.5", "dose: 1.5 has no unit: write 1.5mg or 1.5mcg, whichever it is"),
        ("1,000mcg", "dose: 1,000mcg can be read in two ways: write 1000mcg or 1mcg"),
        ("1,500 mg", 'dose: "1,500 mg" can be read in two ways: write 1500mg or 1.5mg'),
        ("1.000mcg", "dose: 1.000mcg can be read in two ways: write 1000mcg or 1mcg"),
        ("1,000", "dose: 1,000 can be read in two ways: write 1000mcg or 1mcg"),
        ("0mg", "dose: 0mg is zero: write what the prescriber ordered, such as 1000mcg or 1mg"),
        (
            "0.0009mcg",
            "dose: 0.0009mcg is too small: write what the prescriber ordered, such as 1000mcg or 1mg",
        ),
        ("10001mg", "dose: 10001mg is too much: write what the prescriber ordered, such as 1000mcg or 1mg"),
        ("-1mg", "dose: -1mg is not a number that can be read: write it as 1000mg or 0.5mg"),
        (".5mg", "dose: .5mg is not a number that can be read: write it as 1000mg or 0.5mg"),
        ("1.mg", "dose: 1.mg is not a number that can be read: write it as 1000mg or 0.5mg"),
        ("1.2.3mg", "dose: 1.2.3mg is not a number that can be read: write it as 1000mg or 0.5mg"),
        ("1e3mcg", "dose: 1e3mcg is not an amount that can be read: write it as 1000mcg or 1mg"),
        ("inf mg", 'dose: "inf mg" is not an amount that can be read: write it as 1000mcg or 1mg'),
        ("nan", 'dose: "nan" is not an amount that can be read: write it as 1000mcg or 1mg'),
        ("mg", 'dose: "mg" is not an amount that can be read: write it as 1000mcg or 1mg'),
        ("", 'dose: "" is not an amount that can be read: write it as 1000mcg or 1mg'),
        ("١mg", 'dose: "١mg" is not an amount that can be read: write it as 1000mcg or 1mg'),
        ("1 IU", 'dose: "1 IU" has the unit "iu", not mcg or mg: write 1000mcg or 1mg'),
        ("1g", 'dose: 1g has the unit "g", not mcg or mg: write 1000mcg or 1mg'),
        ("1 mİ", 'dose: "1 mİ" is not an amount that can be read: write it as 1000mcg or 1mg'),
        ("1 mg (100 mcg)", 'dose: "1 mg (100 mcg)" says two things: write 1000mcg or 100mcg'),
        ("1 mg (1000)", 'dose: "1 mg (1000)" has no unit: write 1000mcg or 1mg'),
    ],
)
def test_a_dose_that_is_not_plain_is_refused(typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        amounts.read_dose(typed)
    assert str(refused.value) == message


def test_a_refusal_names_the_field() -> None:
    with pytest.raises(Refused, match=r"^plan\.dose_mcg: 5 has no unit"):
        amounts.read_dose("5", "plan.dose_mcg")


@pytest.mark.parametrize(
    ("typed", "mcg_per_ml"),
    [
        ("1000mcg/ml", 1000),
        ("1mg/mL", 1000),
        ("500 mcg / ml", 500),
        ("10mg/2ml", 5000),
        ("10 mg / 2 mL", 5000),
        ("1mg in 1 ml", 1000),
        ("1mg per millilitre", 1000),
        ("0.1mg/0.3ml", 100 / 0.3),
        ("1mg/3ml", 1000 / 3),
        ("3mcg/1.0ml", 3),
    ],
)
def test_a_strength_is_read_per_millilitre(typed: str, mcg_per_ml: float) -> None:
    read = amounts.read_strength(typed)
    assert read == mcg_per_ml
    assert isinstance(read, int) == (mcg_per_ml == int(mcg_per_ml))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("1000mcg", "strength: 1000mcg does not say per how much: write it as 1000mcg/ml"),
        ("1000", "strength: 1000 does not say per how much: write it as 1000mcg/ml"),
        ("1/2/3", "strength: 1/2/3 does not say per how much: write it as 1000mcg/ml"),
        ("1000/ml", "strength: 1000/ml has no unit: write 1000mcg/ml or 1mg/ml"),
        ("1/ml", "strength: 1/ml has no unit: write 1mg/ml or 1mcg/ml, whichever it is"),
        ("1,000mcg/ml", "strength: 1,000mcg/ml can be read in two ways: write 1000mcg/ml or 1mcg/ml"),
        ("1mg/l", "strength: 1mg/l is not an amount that can be read: write it as 1000mcg/ml"),
        ("1mg/2l", 'strength: 1mg/2l has the unit "l", not mL: write it as 1000mcg/ml'),
        ("1mg/0ml", "strength: 1mg/0ml is zero: write it as 1000mcg/ml"),
        ("1mg/2", "strength: 1mg/2 has no unit: write it as 1000mcg/ml"),
    ],
)
def test_a_strength_that_is_not_plain_is_refused(typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        amounts.read_strength(typed)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("typed", "ml"),
    [("1ml", 1), ("0.5 mL", 0.5), ("1,0ML", 1), ("2 millilitres", 2), ("0.001ml", 0.001), ("1000ml", 1000)],
)
def test_a_volume_is_read_with_its_unit(typed: str, ml: float) -> None:
    assert amounts.read_volume(typed) == ml


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("1", "volume: 1 has no unit: write it as 1ml"),
        ("1 cc", 'volume: "1 cc" has the unit "cc", not mL: write it as 1ml'),
        ("0ml", "volume: 0ml is zero: write it as 1ml"),
        ("0.0001ml", "volume: 0.0001ml is too small: write it as 1ml"),
        ("1001ml", "volume: 1001ml is too much: write it as 1ml"),
        ("1,000ml", "volume: 1,000ml can be read in two ways: write 1000ml or 1ml"),
        ("half", 'volume: "half" is not an amount that can be read: write it as 1ml'),
    ],
)
def test_a_volume_that_is_not_plain_is_refused(typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        amounts.read_volume(typed)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", 0),
        (" 140 ", 140),
        ("0.10", 0.1),
        ("3,5", 3.5),
        ("1.234", 1.234),
        ("1234,567", 1234.567),
        ("0.000", 0),
        ("0,500", 0.5),
        ("1.0000", 1),
    ],
)
def test_a_plain_number_is_read(typed: str, value: float) -> None:
    assert amounts.read_number(typed) == value


@pytest.mark.parametrize(
    "typed", ["", "-1", "+1", "1e3", "inf", "0x1", "1_000", "1 000", "½", "1" * 16, "1.234.567"]
)
def test_what_is_no_plain_number_is_refused(typed: str) -> None:
    with pytest.raises(
        Refused, match=r"^count: .* is not a number that can be read: write it as 1000 or 0\.5$"
    ):
        amounts.read_number(typed, "count")


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("140", (None, 140)),
        ("<150", ("<", 150)),
        ("> 2000", (">", 2000)),
        ("<=3", ("<=", 3)),
        ("≤3", ("<=", 3)),
        ("=>3.5", (">=", 3.5)),
        ("≥ 3", (">=", 3)),
        ("0", (None, 0)),
    ],
)
def test_a_result_may_begin_with_a_comparator(typed: str, result: tuple[str | None, float]) -> None:
    assert amounts.read_result(typed) == result


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("<<3", "value: <<3 begins with <<: write <, >, <= or >=, such as <150"),
        ("=3", "value: =3 begins with =: write <, >, <= or >=, such as <150"),
        ("<", 'value: "<" is not a number that can be read: write it as 1000 or 0.5'),
        ("about 3", 'value: "about 3" is not a number that can be read: write it as 1000 or 0.5'),
        ("1,234", "value: 1,234 can be read in two ways: write 1234 or 1.234"),
    ],
)
def test_a_result_that_is_not_plain_is_refused(typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        amounts.read_result(typed)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("180-914", (180, 914)),
        ("180 – 914", (180, 914)),
        ("180 to 914", (180, 914)),
        ("0,5-1.5", (0.5, 1.5)),
        ("5-5", (5, 5)),
        ("<5", (None, 5)),
        ("<=5", (None, 5)),
        (">3", (3, None)),
        ("≥ 3", (3, None)),
        ("180-", (180, None)),
    ],
)
def test_a_range_may_lack_an_end(typed: str, ends: tuple[float | None, float | None]) -> None:
    assert amounts.read_range(typed) == ends


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", 'range: "" is not a range: write it as 180-914, <5 or >3'),
        ("5", "range: 5 is not a range: write it as 180-914, <5 or >3"),
        ("-5", "range: -5 is not a range: write it as 180-914, <5 or >3"),
        ("1-2-3", "range: 1-2-3 is not a range: write it as 180-914, <5 or >3"),
        ("914-180", "range: 914-180 begins above its end: write the lower end first, such as 180-914"),
        ("a-b", 'range: "a-b" is not a number that can be read: write it as 1000 or 0.5'),
    ],
)
def test_a_range_that_is_not_plain_is_refused(typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        amounts.read_range(typed)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1, "1"),
        (1.0, "1"),
        (0, "0"),
        (-2.5, "-2.5"),
        (0.1 + 0.2, "0.3"),
        (1000000.5, "1000000.5"),
        (1e15, "1e+15"),
        (1e300, "1e+300"),
        (0.0000004, "4e-07"),
        (0.000001, "0.000001"),
        (1234567, "1234567"),
    ],
)
def test_a_number_has_no_needless_digits(value: float, shown: str) -> None:
    assert amounts.show_number(value) == shown


@pytest.mark.parametrize(
    ("mcg", "shown"),
    [
        (1000, "1 mg (1000 mcg)"),
        (1000.0, "1 mg (1000 mcg)"),
        (1500, "1.5 mg (1500 mcg)"),
        (1100, "1.1 mg (1100 mcg)"),
        (999.5, "999.5 mcg"),
        (250, "250 mcg"),
        (30, "30 mcg"),
        (1001, "1.001 mg (1001 mcg)"),
        (5_000_000, "5000 mg (5000000 mcg)"),
    ],
)
def test_a_dose_is_shown_in_both_units(mcg: float, shown: str) -> None:
    assert amounts.show_dose(mcg) == shown


def test_volumes_and_strengths_are_shown_in_millilitres() -> None:
    assert amounts.show_volume(1.0) == "1 mL"
    assert amounts.show_volume(1 / 3) == "0.333 mL"
    assert amounts.show_volume(0.0001) == "0.0001 mL"
    assert amounts.show_strength(1000) == "1000 mcg/mL"
    assert amounts.show_strength(1000 / 3) == "333.333 mcg/mL"


@pytest.mark.parametrize(
    ("dose", "strength", "volume", "same"),
    [
        (1000, 1000, 1, True),
        (100, 1000, 0.1, True),
        (300, 1000, 0.1 + 0.2, True),
        (1000, 3000, 0.333, True),
        (1000, 1000, 0.5, False),
        (1000, 100, 1, False),
        (1000, 1000, 1.01, False),
        (1000, 1000, 0.99, False),
    ],
)
def test_a_dose_is_strength_times_volume(dose: float, strength: float, volume: float, same: bool) -> None:
    assert amounts.dose_matches(dose, strength, volume) is same


@given(st.integers(1, 10**10))
def test_a_dose_as_shown_reads_back(thousandths: int) -> None:
    mcg = thousandths / 1000
    shown = amounts.show_dose(mcg)
    assert amounts.read_dose(shown) == mcg
    assert "µ" not in shown and ".0 " not in shown


@given(st.integers(1, 10**7), st.integers(1, 10**6))
def test_strengths_and_volumes_as_shown_read_back(thousandths_mcg: int, thousandths_ml: int) -> None:
    assert amounts.read_strength(amounts.show_strength(thousandths_mcg / 1000)) == thousandths_mcg / 1000
    assert amounts.read_volume(amounts.show_volume(thousandths_ml / 1000)) == thousandths_ml / 1000


@given(st.integers(0, 10**6), st.integers(0, 999_999), st.sampled_from(["mg", "mcg"]))
def test_reading_is_exact(whole: int, decimals: int, unit: str) -> None:
    typed = f"{whole}.{decimals:06}{unit}"
    exact = (whole + Fraction(decimals, 10**6)) * (1000 if unit == "mg" else 1)
    if Fraction(1, 1000) <= exact <= amounts.MOST_DOSE_MCG:
        assert amounts.read_dose(typed) == float(exact)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["-", " - ", " to ", "–"]))
def test_a_range_reads_back(one: int, other: int, dash: str) -> None:
    low, high = sorted((one, other))
    assert amounts.read_range(f"{low}{dash}{high}") == (low, high)


@pytest.mark.parametrize(
    "read",
    [
        amounts.read_dose,
        amounts.read_strength,
        amounts.read_volume,
        amounts.read_number,
        amounts.read_result,
        amounts.read_range,
    ],
)
@given(text=ANY_TEXT)
def test_any_text_is_an_amount_or_one_line(read: Callable[[str], object], text: str) -> None:
    try:
        read(text)
    except Refused as refused:
        assert "\n" not in str(refused)
        str(refused).encode()


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(None, None, ""), (180, None, "from 180"), (None, 0.4, "up to 0.4"), (180, 914, "180-914")],
)
def test_a_range_is_shown_with_the_ends_that_it_has(
    low: float | None, high: float | None, shown: str
) -> None:
    assert amounts.show_range(low, high) == shown
