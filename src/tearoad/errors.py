"""Every exception of Tea Road.

TearoadError            something a person can mend: what was found, where, what is expected (text), what to do (hint)
├── InputError          a value, file, sheet or folder that cannot be used            (also a ValueError)
│   ├── UnsafeFile      a file that would harm: bomb, active content, not what its name says
│   └── TooLarge        more was sent than is read at all
├── Conflict            the thing changed in the meantime, or the rules do not allow it now
├── Denied              the role may not do this
│   └── SignedOut       nobody is signed in, and a program asks: it cannot follow to a page
├── TooMany             too many tries in too short a time; when to come again is known
├── NotFoundError       a thing named by id, file or code that is not there           (also a LookupError)
│   └── UnknownIdError  the same, whatever stored documents say
├── SetupError          the machine lacks something: a font, a package, a right to write
└── Interrupted         the user or the system asked to stop; what is on disk is whole

Numeric doubts are warnings, not errors: see `NumericDoubt`.
"""

from __future__ import annotations

from tearoad.text import Text


class TearoadError(Exception):
    """Something a person can mend."""

    def __init__(self, text: Text, hint: Text | None = None) -> None:
        """Keep what went wrong and what to do about it."""
        super().__init__(text.code, text.params)
        self.text = text
        self.hint = hint

    def __reduce__(self) -> tuple[type[TearoadError], tuple[Text, Text | None]]:
        """Travel whole from a worker process; `args` alone would not make the error again."""
        return type(self), (self.text, self.hint)

    @property
    def code(self) -> str:
        """The stable code, documented in `docs/reference/errors.md`."""
        return self.text.code


class InputError(TearoadError, ValueError):
    """A value, file, sheet or folder that cannot be used."""


class UnsafeFile(InputError):
    """A file that would harm the machine or is not what its name says."""


class TooLarge(InputError):
    """More was sent than is read at all."""


class NotFoundError(TearoadError, LookupError):
    """A thing named by id, file or code that is not there."""


class UnknownIdError(NotFoundError):
    """The same, found by its id or name alone: a document that cannot be read has no say in whether it is there."""


class Conflict(TearoadError):
    """The thing changed in the meantime, or the rules do not allow it now."""


class Denied(TearoadError):
    """The role may not do this."""


class SignedOut(Denied):
    """Nobody is signed in."""


class TooMany(TearoadError):
    """Too many tries in too short a time."""

    def __init__(self, text: Text, hint: Text | None = None, retry_after_s: int = 60) -> None:
        """Keep what went wrong and after how many seconds to come again."""
        super().__init__(text, hint)
        self.retry_after_s = retry_after_s

    def __reduce__(self) -> tuple[type[TearoadError], tuple[Text, Text | None, int]]:  # type: ignore[override]  # longer
        """Travel whole from a worker process."""
        return type(self), (self.text, self.hint, self.retry_after_s)


class SetupError(TearoadError):
    """The machine lacks something."""


class Interrupted(TearoadError):
    """Someone asked to stop; what is on disk is whole."""


class NumericDoubt(UserWarning):
    """A figure that was computed but should be looked at."""
