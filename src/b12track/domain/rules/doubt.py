"""What makes an answer not certain, each in a sentence.

What always holds: each sentence begins with the person's name, so that it can follow other words; it says what this
machine sees and what is not counted because of it, never what to do about the body; no path stands in it, at most a
file's name. It is an answer's first line on the command line, what stands on top in the app, and a code for programs.
"""

from datetime import date
from typing import Literal, NamedTuple

from b12track.domain.typed.dates import show_date

Code = Literal[
    "copy_unmerged", "copy_of_another", "file_missing", "file_unreadable", "file_older", "file_changed"
]


class Doubt(NamedTuple):
    """Why an answer is not certain: a code, and a sentence on it."""

    code: Code
    text: str


def copy_unmerged(name: str, copy: str) -> Doubt:
    """A copy from another machine that cannot be read, or cannot be brought together with the file."""
    return Doubt(
        "copy_unmerged",
        f"{name}'s record from another machine could not be joined: what is only in {copy} is not counted here. Look:"
        " doctor.",
    )


def copy_unplaced(name: str, copy: str, count: int) -> Doubt:
    """A copy that has records for which the changed plan has no place."""
    many = "1 entry in it has" if count == 1 else f"{count} entries in it have"
    return Doubt(
        "copy_unmerged",
        f"{name}'s record from another machine ({copy}) could not be joined completely: {many} no place in the changed"
        " plan. Look: doctor.",
    )


def copy_of_another(name: str, copy: str, whose: str, *, separately: bool) -> Doubt:
    """A file beside the person's that looks like a copy of it and is not of the same beginning, or not of the name."""
    was = f"was begun separately, for {whose}" if separately else f"is {whose}'s by now"
    return Doubt(
        "copy_of_another",
        f"{name}'s file has {copy} beside it, which looks like a copy of it but {was}: nothing in it is counted here."
        " Look: doctor.",
    )


def in_two_files(name: str, file: str, other: str) -> Doubt:
    """A person whose file is there twice under names that say nothing of a conflict, each of which may go on alone."""
    return Doubt(
        "copy_unmerged",
        f"{name}'s record is in two files here, {file} and {other}: what is only in {other} is not counted for {file}."
        " Bring the two together (merge), or move one to another folder. Look: doctor.",
    )


def journal_of_another(name: str) -> Doubt:
    """A file that was met beside a journal which is another file's, as after two files were renamed into each other."""
    return Doubt(
        "copy_of_another",
        f"{name}'s file was found beside the journal of another file, as if files had changed places: nothing in that"
        " journal is counted here. Look: doctor.",
    )


def file_missing(name: str) -> Doubt:
    """A person whose file is gone while what belongs to it is still there."""
    return Doubt(
        "file_missing",
        f"{name}'s file is not where it was. Until it is back, nobody can tell whether a dose is due. Look: doctor.",
    )


def file_unreadable(name: str, why: str) -> Doubt:
    """A file that is there and cannot be read."""
    why = why.removeprefix("it cannot be read: ")
    return Doubt(
        "file_unreadable",
        f"{name}'s file cannot be read: {why}. Until it can, nobody can tell whether a dose is due. Look: doctor.",
    )


def file_older(name: str) -> Doubt:
    """A file that lacks what was saved into it on this machine."""
    return Doubt(
        "file_older",
        f"{name}'s file is older than what was saved here: something that was entered is missing from it."
        " Look: doctor.",
    )


def file_changed(name: str, on: date) -> Doubt:
    """A file that something else has written to."""
    return Doubt(
        "file_changed",
        f"{name}'s file was changed by something else than b12track on {show_date(on)}. Look: doctor.",
    )


def in_words(doubt: Doubt) -> str:
    """The line that an answer begins with."""
    return f"Not certain: {doubt.text}"
