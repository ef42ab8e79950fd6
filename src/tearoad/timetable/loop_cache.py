"""Compiled loops on disk: one file for each loop and kind of arguments, named after all that its content depends on.

They stand beside the environment, where `make setup` puts them, else in the user's folder for such files;
`NUMBA_CACHE_DIR` names another. A folder may be read-only. A file begins with the digest of the rest, so that one that
was cut or changed counts as missing: it is compiled anew and written over. Files appear whole or not at all, so that
any number of processes may write them at once.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import pickle
import platform
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numba
from numba.core import config
from numba.core.caching import NullCache
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

from tearoad.errors import SetupError
from tearoad.text import Text

_DIGEST = hashlib.sha256().digest_size
_REBUILD: Any = CompileResult._rebuild  # noqa: SLF001  # as numba's own cache does
_DUMPS: Any = dumps
_CONFIG: Any = config


def folders() -> tuple[Path, ...]:
    """Return where compiled loops may stand, the first place first."""
    if _CONFIG.CACHE_DIR:
        return (Path(_CONFIG.CACHE_DIR),)
    own = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return (Path(sys.prefix) / "share" / "tearoad" / "compiled", own / "tearoad" / "compiled")


def expect_to_keep() -> None:
    """Raise SetupError where none of the folders lets us keep what is compiled."""
    for folder in folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return
    raise SetupError(Text("journey.loops_unkept", folder=str(folders()[-1])), Text("journey.loops_unkept_hint"))


class CachedLoop(NullCache):
    """What numba asks before it compiles a loop, and gives what it compiled."""

    def __init__(self, loop: Callable[..., Any]) -> None:
        """Read what the compiled loop depends on beside its arguments and the processor."""
        self._name = loop.__qualname__.replace("<locals>.", "")
        fields = [getattr(loop.__globals__.get(name), "_fields", ()) for name in loop.__annotations__.values()]
        versions = (numba.__version__, version("llvmlite"), platform.python_version(), sys.implementation.cache_tag)
        self._source = (versions, fields, Path(inspect.getfile(loop)).read_bytes(), loop.__code__.co_firstlineno)

    def load_overload(self, sig: Any, target_context: Any) -> Any:  # noqa: ANN401  # numba's
        """Return the loop compiled for such arguments and this processor; None where it is not kept, or not whole."""
        target_context.refresh()
        for folder in folders():
            with suppress(Exception):  # whatever cannot be read or is not understood is compiled anew
                content = (folder / self._file(sig, target_context.codegen())).read_bytes()
                if hashlib.sha256(content[_DIGEST:]).digest() == content[:_DIGEST]:
                    return _REBUILD(target_context, *pickle.loads(content[_DIGEST:]))  # noqa: S301  # our own file
        return None

    def save_overload(self, sig: Any, data: Any) -> None:  # noqa: ANN401  # numba's
        """Keep a loop in the first folder that lets us; where none does each process compiles it anew."""
        content = _DUMPS(data._reduce())  # noqa: SLF001  # as numba's own cache does
        name = self._file(sig, data.codegen)
        for folder in folders():
            unfinished = folder / f".{name}.{os.getpid()}"
            try:
                folder.mkdir(parents=True, exist_ok=True)
                unfinished.write_bytes(hashlib.sha256(content).digest() + content)
                unfinished.replace(folder / name)
            except OSError:
                with suppress(OSError):
                    unfinished.unlink(missing_ok=True)
            else:
                return

    def _file(self, sig: Any, codegen: Any) -> str:  # noqa: ANN401  # numba's
        key = repr((self._source, str(sig), codegen.magic_tuple()))
        return f"{self._name}-{hashlib.sha256(key.encode()).hexdigest()[:24]}.loop"
