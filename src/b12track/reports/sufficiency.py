"""DATA: what everything else on the page rests on, before any number is read.

What always holds: the days are those of the page, from the first one logged on; a whole cycle is one of the plan in
force that a next dose ended.
"""

from b12track.domain.rules.logged import logging_of, written_of
from b12track.domain.rules.trends import DoseHistory
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.trend_words import logging_sentence
from b12track.reports.page import Paragraph, Section, join, say, section, several
from b12track.reports.scope import Scope


def data(scope: Scope, history: DoseHistory) -> Section:
    """Whether all of the record could be read, days logged, how many of them at once, and whole cycles."""
    doubt = say(phrases.NOT_CERTAIN) if scope.overview.doubts else None
    return section(phrases.DATA, doubt, _logged(scope, history))


def _logged(scope: Scope, history: DoseHistory) -> Paragraph:
    logged = {log.date for log in scope.record.symptoms if log.scores and scope.holds(log.date)}
    if not logged:
        return say(phrases.NOTHING_LOGGED)
    found = logging_of(logged, written_of(scope.record), min(logged), scope.today)
    said = say(logging_sentence(found))
    run = history.regimens.in_force
    return join([said, several(len(run.cycles), phrases.WHOLE_CYCLES)]) if run is not None else said
