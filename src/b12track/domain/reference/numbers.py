"""What the numbers mean and where their promise ends, for both faces' help: said once, in whole sentences.

What always holds: the figures here are those that the project's own simulator measures (`tests/bench`).
"""

WHAT_NUMBERS_MEAN = (
    "1.7 lower (could be 1.1 to 2.3) means: your entries say 1.7. Because days are uneven, the truth may lie anywhere "
    "from 1.1 to 2.3. About once in twenty times it lies outside such a range.",
    "Where a range holds both lower and higher, the entries cannot tell. That is not the same as no difference.",
    '"In these four weeks" means the last 28 days, or the last 56 for somebody who logs about once a week. Where the '
    "time from dose to dose is longer than that, it means the last whole cycle, so that the end of a cycle is not "
    "taken for a change.",
    "A cycle goes from one dose to the next. Whether the effect wears off is asked only of whole "
    "cycles under the plan "
    "that is in force now.",
    "A regimen is one drug, dose, route and interval. Two regimens are compared by the dip before the dose: the last "
    "days of a cycle against its middle. How you were overall on each is shown as well, but everything else that "
    "changed in that time is in those two numbers.",
    "What needs attention is judged more strictly than the numbers in the graphs, because it is looked at every day "
    "and for several symptoms at once. Of a hundred people with four symptoms and no real change, at most fifteen see "
    "such a sentence wrongly in a year.",
    "What these numbers cannot do: a slow change over months, a rhythm of your own that is as long as "
    "the time between "
    "doses, and doses or entries that depend on how the day was can all look like an effect of the injections. From "
    "the first 14 logged days alone, a change of 2 points is found in about 7 of 10 people. No number here shows why "
    "something is so.",
)
