import pickle
import warnings

import pytest

from tearoad.errors import (
    InputError,
    Interrupted,
    NotFoundError,
    NumericDoubt,
    SetupError,
    TearoadError,
    UnsafeFile,
)
from tearoad.text import Text

TEXT = Text("values.share", found="2")
HINT = Text("values.share_hint")


@pytest.mark.parametrize(
    ("error", "parents"),
    [
        (InputError, (TearoadError, ValueError)),
        (UnsafeFile, (InputError, TearoadError, ValueError)),
        (NotFoundError, (TearoadError, LookupError)),
        (SetupError, (TearoadError,)),
        (Interrupted, (TearoadError,)),
    ],
)
def test_an_error_is_caught_as_what_it_is_and_as_what_python_calls_it(
    error: type[TearoadError], parents: tuple[type[Exception], ...]
) -> None:
    for parent in parents:
        with pytest.raises(parent):
            raise error(TEXT)


def test_an_error_keeps_what_went_wrong_and_what_to_do() -> None:
    error = InputError(TEXT, HINT)
    assert (error.text, error.hint, error.code) == (TEXT, HINT, "values.share")
    assert InputError(TEXT).hint is None


def test_an_error_shows_its_code_and_parameters_in_a_log() -> None:
    assert str(InputError(TEXT)) == "('values.share', (('found', '2'),))"


def test_an_error_passes_to_another_process_whole() -> None:
    error = pickle.loads(pickle.dumps(UnsafeFile(TEXT, HINT)))  # noqa: S301  # our own bytes
    assert (type(error), error.text, error.hint) == (UnsafeFile, TEXT, HINT)


def test_a_doubt_is_a_warning() -> None:
    with pytest.warns(NumericDoubt, match="rounded"):
        warnings.warn("rounded", NumericDoubt, stacklevel=1)
