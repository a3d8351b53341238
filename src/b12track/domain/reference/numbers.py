"""What the numbers mean and where their promise ends, for both faces' help: said once, in whole sentences.

What always holds: the figures here are those that the project's own simulator measures (`tests/bench`).
"""

WHAT_NUMBERS_MEAN = (
    "1.7 lower (could be 1.1 to 2.3) means: the entries say 1.7, and with days as uneven as yours the truth may lie "
    "anywhere from 1.1 to 2.3. Such a range misses the truth about once in twenty times.",
    "Where a range holds both lower and higher, the entries cannot tell. That is not the same as no difference.",
    "In these four weeks means the last 28 days; for somebody who logs about once a week, the last 56; and where the "
    "time from dose to dose is longer than that, the last whole one, so that its end is not taken for a change.",
    "Whether it wears off is asked only of whole cycles of the plan that is in force now. A cycle goes from one dose "
    "to the next.",
    "Two plans are set side by side by the dip before the dose: the last days of a cycle against its middle. How you "
    "were overall on each is shown as well, but everything else that changed in that time is in those two numbers.",
    "What needs attention is asked more strictly than the numbers in the graphs, because it is looked at every day "
    "and for several symptoms at once: of a hundred people with four symptoms and nothing the matter, at most "
    "fifteen see one of these sentences wrongly in a year.",
    "Where this ends: a slow wander over the months, a rhythm of your own that is as long as the time between the "
    "doses, and doses or entries that follow how the day was can all look like an effect of the injections. From the "
    "first 14 logged days alone, a change of 2 points is found in about 7 of 10 people. No number here shows why "
    "something is so.",
)
