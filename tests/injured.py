"""A disk of which any single call fails, or is interrupted."""

import functools
import inspect
import os
from collections.abc import Callable
from typing import Any

import pytest

from b12track.store.disk import disk

NEVER_FAIL = frozenset({"real", "absolute", "knows_modes", "removes_what_is_open", "may_write"})


class Injured:
    """The calls of `disk`, counted; the one with the fatal number fails, before or after it has done its work.

    With no error it is interrupted, as by Ctrl-C: also after a replace, which an error never is.
    """

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        number: int,
        error: int | None,
        *,
        after: bool,
        lasting: bool = False,
    ) -> None:
        self.count, self.number, self.error, self.after, self.lasting = 0, number, error, after, lasting
        self.hit = ""
        self.calls: list[str] = []
        for name, call in vars(disk).copy().items():
            if (
                inspect.isfunction(call)
                and call.__module__ == disk.__name__
                and name.strip("_") == name
                and name not in NEVER_FAIL
            ):
                monkeypatch.setattr(disk, name, self.wrapped(name, call))

    def wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(call)
        def wrapper(*arguments: Any) -> Any:
            self.count += 1
            self.calls.append(name)
            fatal = self.count == self.number or (self.lasting and self.count > self.number)
            if not fatal:
                return call(*arguments)
            self.hit = self.hit or name
            if self.error is None:
                if self.after or name == "close":  # the system closes what a program leaves open
                    call(*arguments)
                raise KeyboardInterrupt
            if name == "write_all":  # what a full disk does: a part of it is there
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
            elif name == "close" or (self.after and name not in ("replace", "link")):
                call(*arguments)  # a failing close has closed all the same
            raise OSError(self.error, os.strerror(self.error))

        return wrapper
