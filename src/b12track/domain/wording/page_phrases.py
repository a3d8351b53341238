"""The page's own phrases, each once: headings, labels, and sentences with their slots; one table to be translated.

What always holds: whatever the page, its coding worksheet, its diary sheet and their pictures say of themselves stands
here, and all formats take it from here; what the page shares with the app and the command line stands beside this
table (`trend_words`, `compare_words`, `soreness_words`, `intervals`, `plan`), and what somebody typed stays as typed. A
slot is a word in braces and may stand anywhere in its phrase. Where one and several differ, both are here, the one
first.
"""

from typing import NamedTuple


class Heading(NamedTuple):
    """A section of the page: its title, and what stands in it."""

    title: str
    holds: str


OneOrMore = tuple[str, str]
"""A phrase for one, and for any other number."""


# The sections, in the order of the layout.
ASKED = Heading("ASKED", "what the person wants to ask; a question that was answered or settled is not here")
DATA = Heading(
    "DATA", "how many days are logged, how many of them at once, and the whole cycles: what all else rests on"
)
WHY = Heading("WHY", "the reason for the injections as it was entered, with the clinic's own codes")
PLAN = Heading("PLAN", "what was ordered, by whom and when; moves that were confirmed, or are not yet")
DOSES = Heading(
    "DOSES", "the last dose, the next one, how the doses met their dates, intervals, routes and sites"
)
CYCLE = Heading(
    "CYCLE",
    "one symptom over one cycle of the plan in force, by days since the dose: every cycle faint, their median strong, "
    "the last quarter shaded, the day due marked; beside it each cycle alone, with its length. The symptom is the "
    "first that the plan says to watch, else the first that is logged",
)
BEFORE_NOW = Heading(
    "BEFORE/NOW",
    "the dip before the dose under two regimens, from whole cycles; what else changed and what could not have shown. "
    "Only where there are two to compare",
)
SYMPTOMS = Heading(
    "SYMPTOMS", "each symptom at the start and now, the difference with its range, and in a word"
)
YEAR = Heading("YEAR", "weekly means, one panel for each direction, with doses, treatments and notes")
LABS = Heading("LABS", "results with their own range and the days since the last injection; no judgement")
AFTER_DOSES = Heading("AFTER DOSES", "reactions, and the days of soreness by site")
TOGETHER = Heading("TOGETHER", "doses off their date, dates skipped or moved, reviews, treatments, notes")
GAPS = Heading("GAPS", "what the record lacks or contradicts")

# Anywhere.
NONE = "none recorded"
AND_MORE = "… and {number} {what}"
CUT = "{text}… ({number} more)"
MORE = "more"
MORE_IN_THE_RECORD = "more in the record"
SITE_NOT_RECORDED = "site not recorded"

# The head and the foot.
TITLE = "{name}: vitamin B12 injections and symptoms"
BORN = "born {day}"
RECORD_NO = "record no. {number}"
TO_FILL_IN = "__________"
PRINTED = "Printed {day}"
SUBJECT = (
    "Vitamin B12 injections and symptoms. Entered by the patient or for them, {days}. Not a clinic record."
)
SINCE_THE_VISIT = "{days}, since the visit of {day} ({purpose})"
EARLIER_ENTRIES = "Earlier entries, from {day} on, are not listed; what is compared may rest on them."
PROMISE = (
    "b12track records what you enter and counts days against the schedule that your prescriber gave you. It does not "
    "check that the schedule is right for you, cannot tell whether a late dose is safe, and may be wrong if an entry "
    "is wrong. Ask your clinic before changing anything; for an emergency, call the emergency services."
)
UNSHOWN = "Characters that no font on the machine that made this page can show: {named}."

# ASKED.
NUMBERED = "{number}. {text}"
MORE_QUESTIONS: OneOrMore = ("more question in the record", "more questions in the record")

# DATA.
NOT_CERTAIN = (
    "Not certain: when this page was made, not everything that belongs to the record could be read without a doubt. "
    "Entries may be missing here or may have been changed."
)
NOTHING_LOGGED = "No symptom was logged in these days."
WHOLE_CYCLES: OneOrMore = (
    "{number} whole cycle of the plan in force.",
    "{number} whole cycles of the plan in force.",
)

# WHY.
NO_INDICATION = "indication not entered"
NEUROLOGICAL = {True: "neurological: yes", False: "neurological: no", None: "neurological: not entered"}
CODES = "{reason} ({codes} as stated by the clinic)"

# PLAN.
NO_PLAN_TODAY = "None in force today."
TO_COME = "To come:"
NO_PRESCRIBER = "prescriber not entered"
ORDER = "{who}, {day}{source}: {drug} {dose} {route}."
IN_BRACKETS = " ({text})"
PHASES = "{phases}."
PHASES_WITH_GRACE = "{phases}. Grace {days}, a display setting."
THEN = ", then "
PHASE = "{name} {every}"
PHASE_UNTIL = "{name} {every}, {until}"
EACH = "{phase}, {dose} each"
MORE_PHASES: OneOrMore = ("more phase", "more phases")
NOT_CONFIRMED = "The move to {name} is not confirmed yet."
CONFIRMED = "Move to {name} confirmed {day}."
CONFIRMED_BY = "Move to {name} confirmed by {who} {day}."
STOPPED = "Stopped {day}{reason}; no plan is in force."
BEFORE = "Before, from {day}: {drug} {dose} {route}, {every}."
PLANS_BEFORE: OneOrMore = (
    "{number} more plan before it in these days.",
    "{number} more plans before it in these days.",
)

# DOSES.
NO_INJECTION = "No injection is recorded."
NOT_KNOWN_IF_ANY = "Whether an injection is recorded is not known."
LAST = "Last {day} ({ago})."
NO_DATE = "No plan in force, so no date is counted."
NO_FURTHER_DATE = "No further date in the plan."
NEXT = "Next {when}"
NEXT_DUE_TODAY = "Next wanted {when}: due today"
NEXT_LAST_DAY = "Next wanted {when}: due, today is the last day"
NEXT_DUE = "Next wanted {when}: due, {days} left"
PAST = {
    "late": "One was due {when}: late by {days} (within the grace that was set)",
    "overdue": "One was due {when}: overdue by {days}",
}
NONE_SINCE = "{past}, none recorded since"
NOT_KNOWN_SINCE = "{past}; whether one was recorded since is not known"
NONE_THAT_COUNTS_SINCE = "{past}, none that counts recorded since"
LATER_DATES: OneOrMore = (
    "{past}; {number} later date has passed too",
    "{past}; {number} later dates have passed too",
)
IF_CONFIRMED = "{next}, if the move to {name} is confirmed"
NO_VISIT = "{next}; no injection visit recorded."
VISIT = "{next}; injection visit {details}."
UNDER_PLAN = "Plan of {day}: {phase}"
PHASE_COUNT = "{name} {number}."
PHASE_TIMING = "{name} {number}: {timing}."
OF_DOSES = "{given} of {number}"
ON_TIME = "on time {number}"
OFF_TIME = {"late": "late {number} ({days})", "early": "early {number} ({days})"}
DAYS_FROM_TO = "{low}-{high} days"
EARLIER_PHASES: OneOrMore = (
    "{number} earlier phase is in the record.",
    "{number} earlier phases are in the record.",
)
EXTRA = "Extra to the plan: {number}."
OUTSIDE = "Outside any plan: {number}."
AFTER_LAST = "After the plan's last dose: {number}."
INTERVAL = "Interval {days}."
INTERVALS = "Intervals {days} days."
LAST_INTERVALS = "Intervals {days} days (the last {number} of {all})."
ALL_BY = "All {route}"
IN_TURN = "{route}, {parts} in turn."
BY_SITE = "{route}; {sites}."
MORE_SITES: OneOrMore = ("more site", "more sites")
SIDES = {
    "deltoid": "deltoids",
    "thigh": "thighs",
    "ventrogluteal": "ventrogluteal sites",
    "dorsogluteal": "dorsogluteal sites",
    "abdomen": "sides of the abdomen",
}

# CYCLE, with its picture.
NO_PLAN_NO_CYCLE = "No plan is in force, so no cycle is counted."
NO_WHOLE_CYCLE = "No whole cycle of the plan in force is logged yet."
TOO_CLOSE = (
    "Doses {every}: cycles shorter than {number} days are not drawn, nor their end held against their middle."
)
CYCLE_CAPTION: OneOrMore = (
    "{symptom} {arrow} over one cycle, days since the dose; {number} whole cycle of {every}, {days}",
    "{symptom} {arrow} over one cycle, days since the dose; {number} whole cycles of {every}, {days}",
)
CYCLE_REMARKS = {"late": "{days} late", "early": "{days} early"}
SO_FAR = "so far"
LATE = "Late against mid-cycle: {verdicts}."
ONE_LATE = "{symptom} {difference} ({range}), {cycles}"
CYCLES: OneOrMore = ("{number} cycle", "{number} cycles")
NO_DIFFERENCE = "no clear difference"
WHOSE = "{what}: {symptoms}"

# BEFORE/NOW.
OF_SYMPTOM = "{symptom}: {text}"

# SYMPTOMS.
SCORES = ("0-10", "start*", "now**", "change (could be)", "in a word")
SCORES_ON_A_PHONE = ("start", "now", "", "")
BEFORE_ROUNDING = "The changes were counted before the numbers were rounded."
ARROWS_MEAN = "▲ high is good · ▼ low is good"
RESTS_ON = "*{start}, before treatment; **{now}"
RESTS_ON_TREATED = "*{start}, treatment had begun; **{now}"
PERIOD = "{days}, {logged}"
ALSO_SCORED = "Also scored: {symptoms}."
PLATEAU = "Now against the end of loading: {verdicts}."
ONE_PLATEAU = "{symptom} {difference} ({range})"

# YEAR.
NO_PICTURE = "Not enough entries for a picture."
YEAR_CAPTION = "Weekly means, {days}"
YEAR_CAPTION_CUT = "Weekly means of the last {number} months, {days}"

# LABS.
RESULTS = "{day} {results}, {since}"
RESULTS_ALL = "{day} {results}, all {since}"
RESULT = "{test} {value} {unit}"
RESULT_WITH_RANGE = "{test} {value} {unit} ({range})"
BEFORE_FIRST = "before the first recorded injection"
NO_INJECTION_RECORDED = "no injection recorded"
AFTER_AN_INJECTION = "{days} after an injection"
ON_AN_INJECTION = "on the day of an injection"
MORE_RESULTS: OneOrMore = ("more result in the record", "more results in the record")

# AFTER DOSES.
REACTIONS = "Reactions: {reactions}."
NO_SORENESS = "Soreness: not logged on the days after a dose."
SORENESS = "Soreness, days: {words}."
SORENESS_NOT_FOLLOWED = "Soreness, days: {words} ({missed} of {number} not followed)."

# TOGETHER.
OFF_DATE = {
    "late": ("{number} dose late: {dates}.", "{number} doses late: {dates}."),
    "early": ("{number} dose early: {dates}.", "{number} doses early: {dates}."),
}
DATES_BEFORE = "{dates} and {number} before"
SKIPPED = "{day} a date was skipped{why}."
SKIPPED_TO = "{day} a date was skipped to {due}{why}."
MOVED = "{day} a date was moved{why}."
MOVED_TO = "{day} a date was moved to {due}{why}."
EARLIER_DECISIONS: OneOrMore = (
    "{number} earlier date skipped or moved is in the record.",
    "{number} earlier dates skipped or moved are in the record.",
)
MORE_REVIEWS: OneOrMore = ("more review.", "more reviews.")
TREATMENTS = "{treatments}."
NOTES = "Notes: {notes}."
EARLIER_NOTES: OneOrMore = (
    "{notes}; {number} earlier note in the record",
    "{notes}; {number} earlier notes in the record",
)

# GAPS.
NO_INDICATION_ENTERED = "Indication not entered."
MISSING: OneOrMore = ("{what} missing for {number} dose.", "{what} missing for {number} doses.")
MISSING_FOR_ALL = "{what} missing for all {number} doses."
AND = " and "
# In the order in which they are said; a dose that was early stands under TOGETHER.
CONTRADICTIONS = {
    "drug": "of another drug than the plan's",
    "dose": "of another amount than the plan's",
    "route": "by another route than the plan's",
    "label_route": "by a route that the product's labels do not name",
    "volume": "whose amount is not strength × volume",
    "expired": "from a lot past its expiry",
    "same_day": "on a day with another one",
    "entered_late": "entered more than a week later",
}
CONTRADICTED: OneOrMore = ("{number} dose {how}{when}.", "{number} doses {how}{when}.")
LEFT_OPEN = "The plan as entered leaves open: {questions}"
MORE_GAPS = "more; the audit lists all of them."

# The pictures: what stands in them, what is said of them to somebody who hears the page, and their lines of signs.
IS_GOOD = "{good} is good"
PANEL_ON_A_PHONE = "{symptom}: 0 {low}, 10 {high}"
MEAN_OF_A_WEEK = "mean of a week"
FEWER_DAYS = "fewer than {number} days logged"
INJECTION = "injection"
EXTRA_INJECTION = "extra injection"
NOTE = "note"
WEEKS_TITLE = "{symptoms}, weekly means, {days}"
NO_SYMPTOMS = "Symptoms"
SCALE_TOLD = "{symptom}, from 0 ({low}) to 10 ({high}), {good} is good"
PANEL_TOLD = "{scale}: {first} in the first week with entries, {last} in the last of {number}."
PANEL_EMPTY = "{scale}: no entries."
INJECTIONS_TOLD = "Injections: {days}."
TAKEN_TOLD = "Taken: {treatments}."
WEEKS_TOLD = "{symptom}, weekly means from {first} in the first week logged to {last} in the last, {day}"
CYCLE_TITLE = "{symptom} over one cycle, days since the dose"
CYCLE_KEY = "days since the dose · faint: each cycle · strong: their median · shaded: the last quarter"
CYCLE_KEY_BANDS = (
    "days since the dose · faint: each cycle · band: the middle half of them · strong: their median · "
    "shaded: the last quarter"
)
CYCLE_KEY_ON_A_PHONE = "days since the dose · strong: the median"
DUE = "due"
MEDIAN_TOLD = "The median goes from {first} on day {first_day} to {last} on day {last_day}."
CYCLE_TOLD = "Cycle of {day}: {length}, {logged} logged."
NOT_OVER = "not over"
CYCLES_TOLD = "{symptom} over one cycle, {cycles}"
SIGNS_INJECTIONS = "Injections"
SIGNS_MEDIAN = "median"
SIGNS_OF_A_CYCLE: OneOrMore = (
    "each sign a day since the dose, from ▁ 0 to █ 10, · nothing logged",
    "each sign {number} days since the dose, from ▁ 0 to █ 10, · nothing logged",
)
SIGNS_OF_WEEKS: OneOrMore = (
    "each sign a week, from ▁ 0 to █ 10, · nothing logged, ◆ injection",
    "each sign {number} weeks, from ▁ 0 to █ 10, · nothing logged, ◆ injection",
)

# The coding worksheet.
CODING_TITLE = "Coding worksheet (US) for {name}"
CODING_HEADINGS = ("Given", "Documented", "Not documented", "Amended", "Usual families")
CODING_INTRO = "For the billing desk. It shows what the record holds; it is no claim and no advice on coding."
CODING_PATIENT = "Patient: {name}, born {day}."
CODING_PATIENT_UNBORN = "Patient: {name}, date of birth not entered."
CODING_INDICATION = "Indication: {text}."
CODING_CODES = "Codes as stated by the clinic: {codes}."
CODING_NO_CODES = "No diagnosis code entered."
CODING_DRUG = "{drug} for injection, {dose}"
CODING_GIVEN_BY = "given by {text}"
CODING_AT = "at {text}"
CODING_LOT = "lot {text}"
CODING_EXPIRES = "expires {day}"
CODING_EXTRA = "extra to the plan"
CODING_WASTE = "waste"
CODING_PACKAGE = "package code"
CODING_UNCHANGED = "no change recorded"
CODING_SELF_GIVEN = "outside these families: given by the patient. Check with the payer."
CODING_FAMILIES = "96372 if given in a practice; {drug}; {container}. Check with the payer."
CODING_FAMILIES_UNKNOWN = (
    "96372 if given in a practice (who gave it is not documented); {drug}; {container}. Check with the payer."
)
CODING_CYANO: OneOrMore = (
    "J3420, {number} unit of up to 1000 mcg (S)",
    "J3420, {number} units of up to 1000 mcg (S)",
)
CODING_DRUGS = {
    "hydroxocobalamin": "J3425, no units worked out",
    "methylcobalamin": "no code of its own found (J3490 is mentioned)",
}
CODING_OTHER_DRUG = "no family known for this drug"
CODING_CONTAINERS = {
    "single-dose": "JZ or JW: waste is not recorded",
    "multi-dose": "multi-dose: outside JZ and JW",
}
CODING_NO_CONTAINER = "container not documented: JZ and JW cannot be told"
CODING_CAUTIONS = (
    "No single code always fits: practice, payer and product decide. Check every line with the payer. Marked (S): read "
    "in secondary sources only.",
    "96372 (S): the family for a therapeutic injection under the skin or into muscle that is given in a practice; the "
    "claim names the substance. It does not cover the drug, nor a dose that patients give themselves; supervision "
    "rules apply.",
    "J3420 (S): cyanocobalamin; one unit is up to 1000 mcg.",
    "J3425: hydroxocobalamin; sources disagree whether one unit is 10 mcg or 1 mg. Unverified, so no units are worked "
    "out here.",
    "Methylcobalamin: no code of its own was found; the unclassified J3490 is mentioned (S).",
    "JZ and JW: modifiers for single-dose containers (JZ: no waste), required by Medicare since July 2023; multi-dose "
    "containers are outside them. b12track does not record waste.",
    "Diagnosis codes are chosen by the clinician. Often met (S): D51.0, D51.3, D51.9, E53.8. Those above are as "
    "entered.",
    "Not recorded in b12track and to be taken from elsewhere: waste, the package's code (NDC), supervision, place of "
    "service.",
)

# The diary sheet.
DIARY_TITLE = "Diary for {name}, {month}"
DIARY_HOW_TO_TICK = "Tick one number a day in each column. What you do not know stays empty."
DIARY_HOW_TO_WRITE = "Write a number from 0 to 10 in each box. What you do not know stays empty."
DIARY_AFTERWARDS = "Later, in b12track: open the calendar, choose the day, and type the row."
DIARY_DAY = "Day"
DIARY_PLANNED = "Planned, and notes"
DIARY_ENDS = "0 {low} · 10 {high}"
DIARY_NO_DATE = "Next injection: no date is counted, as of {day}."
DIARY_NOT_CERTAIN = "Next injection: not certain, as of {day}; please look it up."
DIARY_PASSED = "Next injection: {dates} by the plan; none was recorded since, as of {day}."
DIARY_NEXT = "Next injection: {dates} by the plan, as of {day}."
DIARY_NEXT_UNCONFIRMED = (
    "Next injection: {dates} by the plan, if the move to the next phase is confirmed, as of {day}."
)
DIARY_INJECTION = "○ injection"
DIARY_FROM_HERE = "○ injection from here"
DIARY_UNTIL_HERE = "○ injection until here"
