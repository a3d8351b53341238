"""Flags: each when it is so and not when it is not, in its words, with what it rests on."""

from datetime import date, timedelta
from typing import Any

import pytest

from b12track.domain.record.intervals import Doses, Length, Weekdays
from b12track.domain.record.records import Adjustment, Lab, Person, Phase, Record, Review, Supply, Treatment
from b12track.domain.rules.flag import SEVERITIES, Flag
from b12track.domain.rules.flags import can_be_put_away, flags_of
from b12track.domain.rules.trends import trends_of
from builders import (
    ALEX,
    EVERY_2_TO_3_MONTHS,
    EVERY_4_WEEKS,
    LOADING,
    LOADING_DAYS,
    day,
    dose,
    doses,
    logs,
    move,
    overview,
    plan,
    record,
    skip,
    transition,
    visit,
    weekly,
)

FOUR_WEEKLY = plan(EVERY_4_WEEKS)
LOADED = record(plan(), injections=doses(*LOADING_DAYS))


def flags(whole: Record, today: str) -> dict[str, Flag]:
    return {flag.code: flag for flag in flags_of(overview(whole, today))}


def codes(whole: Record, today: str) -> set[str]:
    return set(flags(whole, today))


def four_weekly(**kinds: Any) -> Record:
    return record(FOUR_WEEKLY, **{"injections": doses("01-05"), **kinds})


class TestNextDose:
    def test_upcoming_raises_none_of_the_three(self) -> None:
        assert not codes(four_weekly(), "02-01") & {"due", "late", "overdue"}

    def test_due(self) -> None:
        text = "Due Mon 16 Mar - Thu 16 Apr, 27 days left. No visit recorded."
        assert flags(LOADED, "03-20")["due"] == Flag("due", "notice", text, ("i0116",))
        assert "today is the last day" in flags(LOADED, "04-16")["due"].text
        with_visit = LOADED._replace(visits=(visit("03-23"),))
        assert flags(with_visit, "03-20")["due"].text.endswith("27 days left. Visit Mon 23 Mar.")

    def test_late(self) -> None:
        flag = flags(record(plan(EVERY_4_WEEKS, grace_days=7), injections=doses("01-05")), "02-05")["late"]
        assert flag.severity == "warning"
        assert flag.text == (
            "3 days past the date, within the 7 days' grace you set. Grace is a display setting, not medical advice."
        )
        one = flags(record(plan(EVERY_4_WEEKS, grace_days=1), injections=doses("01-05")), "02-03")["late"]
        assert one.text.startswith("1 day past the date, within the 1 day's grace you set.")

    def test_overdue(self) -> None:
        flag = flags(four_weekly(), "02-14")["overdue"]
        assert flag.severity == "urgent"
        assert flag.text == (
            "Overdue by 12 days. No injection recorded since Mon 5 Jan (40 days ago); one was due Mon 2 Feb. "
            "If it was given, record it. If not, ask Riverside when it should be; b12track cannot tell whether "
            "waiting is safe."
        )

    def test_overdue_with_later_dates_passed(self) -> None:
        later = flags(four_weekly(), "04-14")["overdue"].text
        assert later.endswith(
            "2 later dates of the plan have passed too. This counts dates, not injections to take."
        )
        assert "behind" not in later
        assert "1 later date of the plan has passed too" in flags(four_weekly(), "03-14")["overdue"].text

    def test_overdue_without_any_injection_or_clinic(self) -> None:
        text = flags(record(FOUR_WEEKLY, person=Person("Alex")), "01-20")["overdue"].text
        assert "No injection is recorded; one was due Mon 5 Jan." in text and "ask Dr Okafor" in text
        nobody = record(plan(EVERY_4_WEEKS, prescribed_by=""), person=Person("Alex"))
        assert "ask your clinic" in flags(nobody, "01-20")["overdue"].text


class TestTransition:
    def test_due_until_confirmed(self) -> None:
        flag = flags(LOADED, "01-20")["transition_due"]
        assert flag.severity == "notice" and flag.records == ("i0116",)
        assert flag.text == (
            "6 of 6 loading doses recorded, the last on Fri 16 Jan. The plan you entered goes on every 2-3 months, "
            "next Mon 16 Mar - Thu 16 Apr. b12track does not know whether loading should end. "
            "What did Dr Okafor say?"
        )
        confirmed = LOADED._replace(transitions=(transition(1, "01-18"),))
        assert "transition_due" not in codes(confirmed, "01-20")
        assert "transition_due" in codes(confirmed, "01-17")

    def test_due_stays_beside_an_overdue_dose(self) -> None:
        assert {"transition_due", "overdue"} <= codes(LOADED, "05-20")

    def test_due_after_a_skip_that_ended_a_loading(self) -> None:
        phases = (weekly(1, Length("weeks", 1)), EVERY_4_WEEKS)
        whole = record(plan(*phases), injections=doses("01-05"), adjustments=[skip("01-12")])
        assert flags(whole, "01-13")["transition_due"].text.startswith("1 loading dose recorded, the last on")

    @pytest.mark.parametrize(("given", "near"), [(4, False), (5, True), (6, False)])
    def test_near_by_doses(self, given: int, near: bool) -> None:
        whole = record(plan(), injections=doses(*LOADING_DAYS[:given]))
        assert ("transition_near" in codes(whole, "01-17")) == near

    @pytest.mark.parametrize(
        ("today", "near"), [("01-25", False), ("01-26", True), ("02-02", True), ("02-03", False)]
    )
    def test_near_by_time(self, today: str, near: bool) -> None:
        whole = record(plan(weekly(1, Length("weeks", 4)), EVERY_4_WEEKS), injections=doses("01-05"))
        assert ("transition_near" in codes(whole, today)) == near

    def test_near_names_the_same_date_every_day(self) -> None:
        whole = record(plan(weekly(1, Length("weeks", 4)), EVERY_4_WEEKS), injections=doses("01-05"))
        for today in ("01-26", "02-01", "02-02"):
            assert flags(whole, today)["transition_near"].text == (
                "Loading is planned until Sun 1 Feb; then the plan goes on every 4 weeks."
            )

    def test_near_only_before_maintenance(self) -> None:
        for phases in ((weekly(1, Doses(2)),), (weekly(1, Doses(2)), weekly(2, Doses(2)), EVERY_4_WEEKS)):
            assert "transition_near" not in codes(record(plan(*phases), injections=doses("01-05")), "01-06")

    def test_lapsed(self) -> None:
        whole = record(plan(weekly(1, Length("weeks", 4)), EVERY_4_WEEKS), injections=doses("01-05"))
        assert "repletion_lapsed" not in codes(whole, "02-01")
        flag = flags(whole, "02-02")["repletion_lapsed"]
        assert flag.severity == "warning" and "Mon 12 Jan" in flag.text
        assert "ran until Sun 1 Feb" in flag.text


class TestLastDose:
    def test_early(self) -> None:
        text = "The last injection, Fri 30 Jan, was 3 days before its date. It stands for Mon 2 Feb; next Fri 27 Feb."
        whole = four_weekly(injections=doses("01-05", "01-30"))
        early = flags(whole, "01-31")["early_dose"]
        assert early == Flag("early_dose", "notice", text, ("i0130",))
        assert "early_dose" not in codes(four_weekly(injections=doses("01-05", "02-02")), "02-03")
        assert "early_dose" in codes(whole, "02-06") and "early_dose" not in codes(whole, "02-07"), (
            "for a week"
        )
        graced = record(plan(EVERY_4_WEEKS, grace_days=3), injections=doses("01-05", "01-30"))
        assert "early_dose" not in codes(graced, "01-31"), "within the grace before its date is on time"

    def test_early_on_weekdays_stands_for_the_nearest_and_after_the_last_for_none(self) -> None:
        eve = record(plan(Phase("Weekly", "maintenance", Weekdays((0,)))), injections=doses("01-05", "01-11"))
        assert flags(eve, "01-11")["early_dose"].text.endswith("It stands for Mon 12 Jan; next Mon 19 Jan.")
        last = record(plan(weekly(1, Doses(2))), injections=doses("01-05", "01-10"))
        assert flags(last, "01-10")["early_dose"].text.endswith("It stands for Mon 12 Jan; no further date.")
        replaced = record(
            FOUR_WEEKLY,
            plan(EVERY_4_WEEKS, id="p2", set_on="01-31", first_due="02-27"),
            injections=doses("01-05", "01-30"),
        )
        assert flags(replaced, "02-01")["early_dose"].text.endswith("3 days before its date.")

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"dose_mcg": 500}, "500 mcg; the plan says 1 mg (1000 mcg)"),
            ({"route": "SC"}, "under the skin (SC); the plan says into muscle (IM)"),
            ({"drug": "cyanocobalamin"}, "cyanocobalamin; the plan says hydroxocobalamin"),
        ],
    )
    def test_differs_from_plan(self, fields: dict[str, Any], said: str) -> None:
        whole = four_weekly(injections=[dose("01-05", **fields)])
        assert said in flags(whole, "01-06")["differs_from_plan"].text
        assert "differs_from_plan" not in codes(four_weekly(), "01-06")

    def test_is_held_against_the_dose_of_its_phase(self) -> None:
        loading = LOADING._replace(dose_mcg=250)
        whole = record(plan(loading, EVERY_4_WEEKS), injections=[dose("01-05", dose_mcg=250)])
        assert "differs_from_plan" not in codes(whole, "01-06")
        as_after = record(plan(loading, EVERY_4_WEEKS), injections=doses("01-05"))
        assert "the plan says 250 mcg" in flags(as_after, "01-06")["differs_from_plan"].text
        extra = whole._replace(injections=[*whole.injections, dose("01-06", counts=False)])
        assert "the plan says 250 mcg" in flags(extra, "01-06")["differs_from_plan"].text
        loaded = [dose(on, dose_mcg=250) for on in LOADING_DAYS]
        after = whole._replace(injections=[*loaded, dose("02-13")])
        assert "differs_from_plan" not in codes(after, "02-14")

    def test_of_an_earlier_plan_is_held_against_that(self) -> None:
        later = plan(EVERY_4_WEEKS, id="p2", set_on="01-10", first_due="02-10", drug="cyanocobalamin")
        assert "differs_from_plan" not in codes(
            record(FOUR_WEEKLY, later, injections=doses("01-05")), "01-12"
        )

    def test_same_day(self) -> None:
        whole = four_weekly(injections=[dose("01-05", "a"), dose("01-05", "b", "10:00")])
        flag = flags(whole, "03-01")["same_day"]
        assert flag.text == "Two injections on Mon 5 Jan, 09:30 and 10:00. Both count. The same one?"
        assert flag.records == ("a", "b") and flag.severity == "warning"
        extra = four_weekly(injections=[dose("01-05", "a"), dose("01-05", "b", counts=False)])
        assert "same_day" not in codes(extra, "03-01")
        three = four_weekly(injections=[dose("01-05", id, time_known=False) for id in "abc"])
        assert flags(three, "03-01")["same_day"].text.startswith("Three injections on Mon 5 Jan, no time")

    def test_gaps(self) -> None:
        flag = flags(four_weekly(), "01-06")["record_gaps"]
        assert flag.severity == "info" and "lot, expiry" in flag.text
        full = dose(
            "01-05",
            strength_mcg_per_ml=1000,
            volume_ml=1,
            site="left-thigh",
            given_by="me",
            location="home",
            lot="not known",
            container="single-dose",
            note="Expiry not known",
        )
        assert "record_gaps" not in codes(four_weekly(injections=[full]), "01-06")


class TestSkipped:
    def test_until_the_next_dose(self) -> None:
        whole = four_weekly(adjustments=[skip("02-02", reason="flu", decided_by="Riverside")])
        flag = flags(whole, "02-10")["skipped"]
        assert flag.text == "1 date skipped (flu; Riverside) · last injection 36 days ago"
        given = whole._replace(injections=doses("01-05", "03-02"))
        assert "skipped" not in codes(given, "03-02")
        assert "skipped" in codes(given, "03-01")

    def test_counts_and_words_of_several(self) -> None:
        whole = record(FOUR_WEEKLY, adjustments=[skip("01-06"), skip("01-07"), move("01-08", "03-20")])
        assert flags(whole, "01-09")["skipped"].text == (
            "2 dates skipped: Mon 5 Jan and Mon 2 Feb · 1 date moved · no injection recorded"
        )

    def test_one_skip_names_the_dates_that_it_passes(self) -> None:
        whole = record(plan(weekly(1)), injections=doses("01-05"), adjustments=[skip("02-03", reason="flu")])
        assert flags(whole, "02-03")["skipped"].text == (
            "4 dates skipped: Mon 12 Jan, Mon 19 Jan, Mon 26 Jan and Mon 2 Feb (flu) · last injection 29 days ago"
        )

    def test_a_date_moved_to_today_and_given_today_is_done(self) -> None:
        given = doses("01-05", "01-30")
        done = four_weekly(injections=given, adjustments=[move("01-30", "01-30")])
        assert "skipped" not in codes(done, "01-30")
        later = four_weekly(injections=given, adjustments=[move("01-30", "02-20")])
        assert flags(later, "01-30")["skipped"].text == "1 date moved · last injection today"


class TestOrders:
    """Orders that do nothing, and why."""

    def unmet(
        self, *orders: Adjustment, given: tuple[str, ...] = ("01-05",), today: str = "02-04"
    ) -> list[str]:
        found = flags_of(overview(four_weekly(injections=doses(*given), adjustments=orders), today))
        return [flag.text for flag in found if flag.code == "order_unmet"]

    def test_its_date_was_met(self) -> None:
        order = move("02-03", "02-06", of=day("02-02"), decided_by="Riverside")
        given = ("01-05", "02-02")
        assert self.unmet(order, given=given) == [
            "Riverside's move of Mon 2 Feb to Fri 6 Feb no longer does anything: an injection of that date was "
            "recorded. Still wanted?"
        ]
        assert self.unmet(order._replace(decided_by="me"), given=given)[0].startswith("The move of Mon 2 Feb")
        whole = four_weekly(injections=doses(*given), adjustments=[order])
        flag = flags(whole, "02-04")["order_unmet"]
        assert (flag.severity, flag.records, can_be_put_away(flag)) == ("notice", (order.id,), True)
        assert "skipped" not in codes(whole, "02-04"), "it moved nothing"
        assert not self.unmet(order, given=(*given, "03-02"), today="03-03"), "a later dose leaves it behind"

    def test_its_date_was_skipped_already(self) -> None:
        orders = (skip("02-02", of=day("02-02")), skip("02-03", of=day("02-02"), id="a2"))
        assert self.unmet(*orders) == [
            "The skip of Mon 2 Feb no longer does anything: that date was skipped already. Still wanted?"
        ]

    def test_the_date_before_it_is_open(self) -> None:
        assert self.unmet(skip("02-03", of=day("03-02"))) == [
            "The skip of Mon 2 Mar does nothing yet: the date before it, Mon 2 Feb, is still open. Still wanted?"
        ]

    def test_its_new_date_is_not_after_the_last_dose(self) -> None:
        assert self.unmet(move("02-03", "02-01"), given=("01-05", "02-02")) == [
            "The move to Sun 1 Feb does nothing: an injection of Mon 2 Feb was recorded. Still wanted?"
        ]


class TestVisits:
    @pytest.mark.parametrize(
        ("given_on", "today", "flagged"),
        [
            (None, "02-02", False),
            (None, "02-03", True),
            ("01-31", "02-03", True),
            ("02-01", "02-03", False),
            ("02-03", "02-03", False),
            ("02-20", "02-21", False),
            ("02-20", "02-19", True),
        ],
    )
    def test_unrecorded(self, given_on: str | None, today: str, flagged: bool) -> None:
        given = doses("01-05", *([given_on] if given_on else []))
        whole = four_weekly(injections=given, visits=[visit("02-02")])
        assert ("visit_unrecorded" in codes(whole, today)) == flagged

    def test_unrecorded_words(self) -> None:
        flag = flags(four_weekly(visits=[visit("02-02")]), "02-03")["visit_unrecorded"]
        assert flag.text == "Injection visit Mon 2 Feb 10:00: no injection recorded that day."
        assert flag.records == ("v1",)
        assert "visit_unrecorded" not in codes(four_weekly(visits=[visit("02-02", "review")]), "02-03")

    def test_after_the_window(self) -> None:
        assert "visit_after_window" not in codes(four_weekly(visits=[visit("02-02")]), "01-20")
        flag = flags(four_weekly(visits=[visit("02-03")]), "01-20")["visit_after_window"]
        assert flag.severity == "warning" and "Tue 3 Feb" in flag.text

    @pytest.mark.parametrize(
        ("today", "missing"), [("01-25", False), ("01-26", True), ("02-02", True), ("02-03", False)]
    )
    def test_none_recorded(self, today: str, missing: bool) -> None:
        assert ("no_visit" in codes(four_weekly(visits=[visit("01-05")]), today)) == missing
        assert "no_visit" not in codes(four_weekly(), today)
        assert "no_visit" not in codes(four_weekly(visits=[visit("02-10")]), today)

    def test_none_recorded_by_somebody_whose_visits_all_lie_ahead(self) -> None:
        whole = four_weekly(visits=[visit("02-20", "review")])
        assert flags(whole, "02-01")["no_visit"].records == ()


class TestReviews:
    REVIEWED = plan(EVERY_4_WEEKS, reviews=(Review("blood test", Length("months", 3), Length("months", 12)),))

    def flagged(self, today: str, **kinds: Any) -> str | None:
        flag = flags(record(self.REVIEWED, **kinds), today).get("review_due")
        return flag.text if flag else None

    def test_when_its_date_has_come(self) -> None:
        assert self.flagged("04-04") is None
        assert self.flagged("04-05") == "Blood test was due Sun 5 Apr; none is recorded."

    def test_again_after_its_interval(self) -> None:
        lab = Lab("l1", day("02-20"), "hb", 128, "g/L")
        assert self.flagged("05-01", labs=[lab]) is None
        assert self.flagged("2027-04-04", labs=[lab]) is None
        assert self.flagged("2027-04-05", labs=[lab]) == "Blood test was due Mon 5 Apr; none is recorded."

    def test_done_by_a_visit_of_its_kind_only(self) -> None:
        assert self.flagged("05-01", visits=[visit("04-10", "blood test")]) is None
        assert self.flagged("05-01", visits=[visit("04-10", "review")]) is not None
        assert self.flagged("05-01", labs=[Lab("l1", day("2025-12-20"), "hb", 128, "g/L")]) is not None

    def test_of_symptoms_is_not_done_by_a_lab(self) -> None:
        symptom_review = plan(EVERY_4_WEEKS, reviews=(Review("symptom review", Length("months", 3)),))
        lab = Lab("l1", day("02-20"), "hb", 128, "g/L")
        assert "review_due" in codes(record(symptom_review, labs=[lab]), "04-05")
        assert "review_due" not in codes(record(symptom_review, visits=[visit("03-10", "review")]), "04-05")


class TestSupplies:
    def stock(self, count: int, **fields: Any) -> Supply:
        return Supply("k1", "hydroxocobalamin", held=count, **fields)

    @pytest.mark.parametrize(("held", "short"), [(0, True), (1, True), (2, False)])
    def test_short(self, held: int, short: bool) -> None:
        assert ("supply_short" in codes(four_weekly(supplies=[self.stock(held)]), "01-20")) == short
        assert "supply_short" not in codes(four_weekly(), "01-20")

    def test_short_counts_what_was_used_and_what_the_plan_still_wants(self) -> None:
        used = four_weekly(injections=[dose("01-05", supply_id="k1")], supplies=[self.stock(2)])
        assert (
            flags(used, "01-20")["supply_short"].text
            == "1 dose is left at home; the next date of the plan is Mon 2 Feb."
        )
        last_one = record(plan(weekly(1, Doses(2))), injections=doses("01-05"), supplies=[self.stock(1)])
        assert "supply_short" not in codes(last_one, "01-06")
        other_drug = four_weekly(supplies=[self.stock(9)._replace(drug="cyanocobalamin")])
        assert "supply_short" in codes(other_drug, "01-20")
        assert "supply_short" not in codes(record(supplies=[self.stock(0)]), "01-20")

    def test_what_nobody_counted_is_neither_short_nor_empty(self) -> None:
        uncounted = self.stock(0)._replace(held=None)
        assert "supply_short" not in codes(four_weekly(supplies=[uncounted]), "01-20")
        used = [dose("01-05", supply_id="k1")]
        vial = uncounted._replace(container="multi-dose", opened_on=day("01-05"), expires=day("02-01"))
        found = codes(four_weekly(injections=used, supplies=[vial]), "02-02")
        assert {"vial_28_days", "supply_expires"} <= found

    @pytest.mark.parametrize(
        ("expires", "flagged"), [("02-01", True), ("02-02", True), ("03-01", True), ("03-02", False)]
    )
    def test_expires_before_its_dose(self, expires: str, flagged: bool) -> None:
        for lot in ("A1", ""):
            whole = four_weekly(supplies=[self.stock(2, expires=day(expires), lot=lot)])
            assert ("supply_expires" in codes(whole, "01-20")) == flagged

    @pytest.mark.parametrize(
        ("drug", "lot", "named"),
        [
            ("vitamin B12", "", "Vitamin B12 expires"),
            ("vitamin B12", "A1", "Vitamin B12 lot A1 expires"),
            ("", "", "Supply expires"),
        ],
    )
    def test_names_what_expires_as_it_was_written(self, drug: str, lot: str, named: str) -> None:
        vial = Supply("k1", drug, held=2, expires=day("02-01"), lot=lot)
        whole = record(plan(weekly(4), drug=drug), supplies=[vial], injections=doses("01-05"))
        assert flags(whole, "01-20")["supply_expires"].text.startswith(named)

    def test_the_earliest_expiry_is_used_first(self) -> None:
        supplies = [self.stock(5), Supply("k2", "hydroxocobalamin", held=1, expires=day("02-03"))]
        assert "supply_expires" not in codes(four_weekly(supplies=supplies), "01-20")

    @pytest.mark.parametrize(("opened", "flagged"), [("01-05", True), ("01-06", False)])
    def test_vial_opened_28_days_ago(self, opened: str, flagged: bool) -> None:
        vial = self.stock(9, container="multi-dose", opened_on=day(opened))
        assert ("vial_28_days" in codes(four_weekly(supplies=[vial]), "02-02")) == flagged
        for other in (
            vial._replace(container="single-dose"),
            vial._replace(held=0),
            vial._replace(opened_on=None),
            vial._replace(opened_on=date.max),
        ):
            assert "vial_28_days" not in codes(four_weekly(supplies=[other]), "02-02")


class TestPlan:
    def test_gaps(self) -> None:
        assert "plan_gaps" not in codes(LOADED, "01-20")
        bare = record(plan(LOADING._replace(until=None), watch=()), person=Person("Alex"))
        text = flags(bare, "01-05")["plan_gaps"].text
        for question in ("What are", "When does loading end?", "Which symptoms or labs"):
            assert question in text
        assert "How often" in flags(record(plan(LOADING)), "01-05")["plan_gaps"].text
        assert "plan_gaps" not in codes(record(plan(LOADING, no_maintenance=True)), "01-05")
        assert "When does loading end?" in flags(record(plan(weekly(1))), "01-05")["plan_gaps"].text

    def test_loading_followed_by_tablets_asks_no_more(self) -> None:
        tablets = Treatment("m1", "B12 tablets", "b12", day("01-20"))
        assert "plan_gaps" not in codes(record(plan(LOADING), treatments=[tablets]), "01-21")
        iron = tablets._replace(kind="iron")
        before = tablets._replace(first_on=day("2025-10-01"), last_on=day("01-04"))
        for other in (iron, before):
            assert "How often" in flags(record(plan(LOADING), treatments=[other]), "01-21")["plan_gaps"].text

    def test_none(self) -> None:
        assert "why the injections" in flags(record(), "01-05")["no_plan"].text
        assert "no_plan" not in codes(LOADED, "01-20")
        starts = flags(record(plan()), "01-04")["no_plan"]
        assert starts.text == "The plan starts Mon 5 Jan; until then no date is counted."
        stopped = record(plan(ended_on=day("06-05"), end_reason="tablets"))
        assert "no_plan" not in codes(stopped, "06-05"), "it was stopped on purpose: nothing is missing"
        again = record(*stopped.plans, plan(id="p2", set_on="06-10"))
        assert flags(again, "06-06")["no_plan"].text.startswith("The plan starts Wed 10 Jun;")


def test_worse_than_at_the_start() -> None:
    before, after = [2 + n % 2 for n in range(28)], [8 - n % 2 for n in range(200)]
    whole = four_weekly(symptoms=[*logs("2025-12-08", *before, *after, name="tingling")])
    # The plan says to watch energy alone.
    assert "worse" not in flags(whole, "2026-07-20")
    whole = whole._replace(plans=[whole.plans[0]._replace(watch=("Tingling or numbness", "mma"))])
    flag = flags(whole, "2026-07-20")["worse"]
    assert flag.severity == "notice"
    assert flag.text.startswith(
        "Tingling or numbness: 5.0 higher in these four weeks than before the first injection (could be "
    )
    assert "), and so it was four weeks ago. New or worse numbness, unsteadiness, memory or mood" in flag.text


def test_worse_for_four_weeks_alone_raises_no_flag() -> None:
    before, after = [2 + n % 2 for n in range(28 + 169)], [8 - n % 2 for n in range(28)]
    whole = four_weekly(symptoms=[*logs("2025-12-08", *before, *after, name="energy")])
    whole = whole._replace(
        symptoms=[log._replace(scores={"energy": 10 - log.scores["energy"]}) for log in whole.symptoms]
    )
    today = whole.symptoms[-1].date
    (energy, *_) = trends_of(whole, today)
    assert energy.change.verdict == "worse"
    assert "worse" not in flags(whole, f"{today}")
    later = logs(f"{today + timedelta(days=1)}", *[3 - n % 2 for n in range(28)])
    whole = whole._replace(symptoms=[*whole.symptoms, *later])
    assert "worse" in flags(whole, f"{today + timedelta(days=28)}")


def test_without_injections_no_number_is_flagged() -> None:
    whole = record(symptoms=logs("2025-12-08", *([1] * 28), *([9] * 200), name="tingling"))
    assert "worse" not in codes(whole, "2026-07-20")


def test_most_severe_first_and_only_notices_and_infos_go_away() -> None:
    whole = four_weekly(
        injections=[dose("01-05", "a"), dose("01-05", "b"), dose("01-20", route="SC")],
        visits=[visit("02-10")],
        adjustments=[skip("01-21", reason="flu")],
        person=ALEX._replace(indication=""),
    )
    found = flags_of(overview(whole, "04-20"))
    ranks = [SEVERITIES.index(flag.severity) for flag in found]
    assert ranks == sorted(ranks)
    away = {flag.code for flag in found if can_be_put_away(flag)}
    assert away == {"record_gaps", "plan_gaps", "skipped"}
    assert {"overdue", "same_day", "visit_unrecorded", "differs_from_plan"} <= {flag.code for flag in found}


@pytest.mark.parametrize("days", range(0, 400, 7))
def test_every_day_of_a_year_has_words_on_one_line(days: int) -> None:
    whole = record(plan(LOADING, EVERY_2_TO_3_MONTHS), injections=doses(*LOADING_DAYS))
    today = day("01-01") + timedelta(days=days)
    for flag in flags_of(overview(whole, today.isoformat())):
        assert flag.text and "\n" not in flag.text and "  " not in flag.text
