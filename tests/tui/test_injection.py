"""The injection form: only route and site to choose, and everything said before it is saved."""

from datetime import date, datetime
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.widgets import Input

from b12track.domain.record.records import Injection, Record, Supply, Visit
from b12track.tui.features.injection.form import InjectionForm
from b12track.usecases.person_file import PersonFile
from builders import LOADING, LOADING_DAYS, dose, doses, plan, record, transition
from made_up import DEMO
from stage import opened, person_file_of, press, says, screen_lines, screen_text, settle, text_of
from tui_states import EVERY_12_WEEKS, STATES


def history() -> Record:
    """Overdue since Mon 9 Nov; thighs in turn."""
    given = (
        *doses(*LOADING_DAYS, "04-10"),
        dose("07-03", site="right-thigh"),
        dose("08-17", site="left-thigh", strength_mcg_per_ml=1000, container="single-dose", given_by="nurse"),
    )
    return record(plan(LOADING, EVERY_12_WEEKS), injections=given, transitions=[transition(1, "01-16")])


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, history())


def last(person_file: PersonFile) -> Injection:
    given: Injection = person_file.record().injections[-1]
    return given


async def test_the_shortest_way(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "m", "3", "ctrl+s")
        given = last(person_file)
        assert given.given_at.isoformat() == "2026-11-21T14:05:00+00:00"
        assert (given.drug, given.dose_mcg, given.route, given.site) == (
            "hydroxocobalamin",
            1000,
            "IM",
            "left-thigh",
        )
        assert (given.strength_mcg_per_ml, given.volume_ml, given.container) == (1000, 1, "single-dose")
        assert (given.lot, given.given_by, given.provider, given.location) == ("", "", "", "")
        assert says(
            app, "Saved for Alex 14:05 · injection of Sat 21 Nov, 12 days late · next Sat 13 Feb 2027"
        )
        assert says(app, "○ IN 84 DAYS", selector="NextDose")


async def test_the_last_loading_dose_says_what_the_next_date_rests_on(tmp_path: Path) -> None:
    given = record(plan(LOADING, EVERY_12_WEEKS), injections=doses(*LOADING_DAYS[:-1]))
    async with opened(person_file_of(tmp_path, given)) as (app, pilot):
        await press(pilot, "i", "m", "1")
        assert says(
            app,
            "stands for all dates from Fri 16 Jan to",
            "20 Nov; next Sat 13 Feb 2027, if the move is confirmed",
        )
        await press(pilot, "ctrl+s")
        assert says(app, "next Sat 13 Feb 2027, if the move is confirmed", selector="MessageLine")


async def test_a_slip_in_another_place_is_asked_about(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "m", "o", *"leftthigh")
        assert says(app, "was left thigh meant?", selector="#field-other_site")


async def test_a_site_keeps_its_digit_and_whose_turn_it_is_is_marked(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i")
        assert "thigh" not in text_of(app, "#field-site"), "no site before the route is chosen"
        await press(pilot, "m")
        assert says(
            app, "1 L arm", "2 R arm", "3 L thigh 96 days", "4 R thigh 141 days, its turn", "your left"
        )
        assert says(app, "5 L hip", "8 R buttock", "9 L belly", "0 R belly")
        await press(pilot, "s")
        assert says(app, "1 L arm", "3 L thigh", "9 L belly") and "turn" not in text_of(app, "#field-site")


async def test_what_is_filled_in_says_where_it_comes_from(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i")
        assert says(app, "Injection for Alex", "hydroxocobalamin 1 mg (1000 mcg)", "from the plan")
        assert says(app, "1000 mcg/mL, single-dose · lot —", "check the label")
        assert says(
            app, "12 days late", "planned dose: next Sat 13 Feb 2027", "plan unchanged, next Mon 9 Nov"
        )


async def test_an_extra_dose_leaves_the_date_where_it_is(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "m", "1", "x", "ctrl+s")
        assert last(person_file).counts is False
        assert says(app, "■ OVERDUE 12 DAYS", "extra")


async def test_one_key_takes_it_as_last_time_and_enter_saves(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i")
        assert says(app, "= as last time: into muscle (IM), right thigh next, by nurse")
        await press(pilot, "equals_sign")
        assert says(app, "◉ m into muscle (IM)", "◉ 4 R thigh 141 days, its turn", "by nurse")
        assert app.focused is app.screen.query_one("#save")
        await press(pilot, "enter")
        given = last(person_file)
        assert (given.route, given.site, given.given_by) == ("IM", "right-thigh", "nurse")
        assert (given.lot, given.expires) == ("", None), "nobody looked at the label"


async def test_a_click_takes_it_as_last_time(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i")
        lines = screen_lines(app)
        row = next(number for number, line in enumerate(lines) if "as last time" in line)
        await pilot.click(offset=Offset(lines[row].index("as last") + 2, row))
        await settle(pilot)
        assert says(app, "◉ 4 R thigh")


async def test_what_was_chosen_already_stays_as_it_is(person_file: PersonFile) -> None:
    async with opened(person_file) as (_, pilot):
        await press(pilot, "i", "m", "1", "=", "enter")
        assert (last(person_file).site, last(person_file).given_by) == ("left-deltoid", "nurse")
        await press(pilot, "i", "s", "=", "ctrl+s", "y")
        assert (last(person_file).route, last(person_file).site) == ("SC", "")


async def test_a_route_and_a_site_by_their_keys_lead_to_save(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "m", "4")
        assert app.focused is app.screen.query_one("#save")
        await press(pilot, "enter")
        assert last(person_file).site == "right-thigh"


async def test_whoever_says_first_when_it_was_is_led_to_the_route_without_a_reproach(
    person_file: PersonFile,
) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "w", *"tue 10:30", "enter")
        assert not says(app, "Please choose one of these.")
        await press(pilot, "m", "1", "enter")
        assert f"{last(person_file).given_at:%d %H:%M}" == "17 10:30"


async def test_a_visit_of_the_day_gives_who_and_where_for_one_key(tmp_path: Path) -> None:
    visits = [
        Visit("v1", datetime.fromisoformat("2026-11-21T09:00:00+00:00"), "review", "Dr Okafor", "Riverside"),
        Visit("v2", datetime.fromisoformat("2026-11-21T10:20:00+00:00"), "injection", "J. Hart", "Riverside"),
        Visit("v3", datetime.fromisoformat("2026-11-17T10:20:00+00:00"), "injection", "", "Northgate"),
    ]
    person_file = person_file_of(tmp_path, history()._replace(visits=visits))
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "i", "m", "4")
        assert says(app, "a as the visit that day (J. Hart, Riverside)")
        await press(pilot, "a", "ctrl+s")
        assert (last(person_file).provider, last(person_file).location) == ("J. Hart", "Riverside")
        await press(pilot, "i", "w", *"tue 10:30")
        assert says(app, "a as the visit that day (Northgate)")


async def test_nobody_had_one_before_and_there_is_no_last_time(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, record(plan(EVERY_12_WEEKS)))) as (app, pilot):
        await press(pilot, "i", "=")
        assert not says(app, "as last time") and isinstance(app.screen, InjectionForm)


async def test_stock_that_has_expired_says_so(tmp_path: Path) -> None:
    supply = Supply("k1", "hydroxocobalamin", 1000, 1, "single-dose", "A7", date(2026, 3, 31), held=5)
    person_file = person_file_of(tmp_path, history()._replace(supplies=[supply]))
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "i", "m", "v")
        assert says(app, "lot A7, 5 left, expired on 31 Mar 2026: ask for more")


async def test_the_label_and_the_time_are_a_key_away(person_file: PersonFile) -> None:
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "i", "m", "w", *"tue 9:30")
        assert says(app, "Tue 17 Nov 09:30")
        app.screen.query_one("#field-route Picker").focus()
        await press(pilot, "v")
        app.screen.query_one("#field-lot Input", Input).value = "not known"
        app.screen.query_one("#field-expires Input", Input).value = "05/2027"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        given = last(person_file)
        assert given.given_at.isoformat() == "2026-11-17T09:30:00+00:00"
        assert (given.lot, given.expires) == ("not known", date(2027, 5, 31))


async def test_a_supply_brings_its_lot(tmp_path: Path) -> None:
    supply = Supply("k1", "hydroxocobalamin", 1000, 1, "single-dose", "A7", date(2027, 5, 31), held=5)
    person_file = person_file_of(tmp_path, history()._replace(supplies=[supply]))
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "i", "m", "v")
        assert says(app, "lot A7, 5 left")
        await press(pilot, "right")
        assert says(app, "lot A7 · exp 31 May 2027")
        await press(pilot, "ctrl+s")
        assert (last(person_file).lot, last(person_file).supply_id) == ("A7", "k1")


async def test_a_supply_that_nobody_counted_is_offered(tmp_path: Path) -> None:
    person_file = person_file_of(
        tmp_path, history()._replace(supplies=[Supply("k1", "hydroxocobalamin", lot="A7")])
    )
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "i", "m", "v")
        assert says(app, "lot A7, not counted")


async def test_a_second_one_that_day_is_asked_about(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "m", "ctrl+s")
        count = len(person_file.record().injections)
        await press(pilot, "i", "m")
        assert says(app, "You already recorded an injection today at 14:05. Save a second one?")
        await press(pilot, "ctrl+s")
        assert says(
            app, "You already recorded an injection today at 14:05. Save a second one?", selector="#text"
        )
        assert says(app, "Save it anyway")
        await press(pilot, "escape")
        assert isinstance(app.screen, InjectionForm)
        assert len(person_file.record().injections) == count
        await press(pilot, "ctrl+s", "y")
        assert len(person_file.record().injections) == count + 1


async def test_what_is_wrong_opens_its_line(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "m", "d", "down", *"1000", "shift+tab", "shift+tab")
        await press(pilot, "ctrl+s")
        assert "1000" in text_of(app, "#field-dose .fault"), screen_text(app)
        app.screen.query_one("#field-dose Input", Input).value = "2mg"
        await settle(pilot)
        assert says(app, "2 mg (2000 mcg); the plan says 1 mg (1000 mcg)")


async def test_a_route_outside_the_label_is_said(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "s")
        assert says(app, "labels name the muscle (IM) only")


async def test_the_future_is_refused_beside_the_time(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "m", "w", *"18:00", "ctrl+s")
        assert says(app, "is still to come")
        assert isinstance(app.screen, InjectionForm)


async def test_without_a_plan_the_drug_is_typed(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["no plan"].record._replace(injections=()))
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "i", "m", "ctrl+s")
        assert says(app, "not in any plan")
        app.screen.query_one("#field-drug Input", Input).value = "cyanocobalamin"
        app.screen.query_one("#field-dose Input", Input).value = "1mg"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert (last(person_file).drug, last(person_file).dose_mcg) == ("cyanocobalamin", 1000)


async def test_with_the_mouse(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i")
        for words in ("m into muscle", "R thigh", "x extra"):
            lines = screen_lines(app)
            row = next(number for number, line in enumerate(lines) if words in line)
            await pilot.click(offset=Offset(lines[row].index(words) + 2, row))
            await settle(pilot)
        await press(pilot, "ctrl+s")
        given = last(person_file)
        assert (given.route, given.site, given.counts) == ("IM", "right-thigh", False)


@pytest.mark.parametrize("size", [(40, 12), (30, 8), (200, 60)])
async def test_every_size(size: tuple[int, int], person_file: PersonFile) -> None:
    async with opened(person_file, size=size) as (_, pilot):
        await press(pilot, "i", "m", "4", "ctrl+s")
        assert last(person_file).site == "right-thigh"


async def test_what_does_not_agree_is_in_sight_whatever_is_open(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "s", "v")
        assert says(app, "Injection for Alex", "▲ under the skin (SC); the plan says", "next ")


async def test_on_a_narrow_terminal_no_word_of_what_follows_is_lost(tmp_path: Path) -> None:
    early = history()._replace(injections=(*history().injections, dose("11-20")))
    async with opened(person_file_of(tmp_path, early), size=(60, 20)) as (app, pilot):
        await press(pilot, "i", "m")
        said = [line.strip(" │") for line in screen_lines(app)]
        assert any(line.startswith("◉ planned dose: stands for") for line in said)
        assert any(line.startswith("○ x extra dose: plan unchanged") for line in said)


async def test_a_dose_that_is_changed_is_no_second_one_of_itself(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, pilot):
        await press(pilot, "l", "right", "e")
        assert says(app, "Injection of Fri 30 Oct 2026", "on time", "planned dose: next Fri 25 Dec")
        assert says(app, "extra dose: plan unchanged, next Fri 30 Oct")
        await press(pilot, "w", "end", "ctrl+u", *"27 Oct", "space", *"9:00")
        assert says(app, "3 days early", "stands for Fri 30 Oct; next Tue 22 Dec")


async def test_nothing_follows_from_a_time_that_cannot_be_read(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "m", "1")
        assert says(app, "planned dose: next Sat 13 Feb 2027")
        await press(pilot, "w", *"27 Octember")
        assert says(app, "not clear yet", "the dates follow once all of this is clear")
        assert not says(app, "planned dose")
        await press(pilot, "ctrl+u", *"yesterday")
        assert says(app, "planned dose: next Fri 12 Feb 2027")
