#!/bin/sh
# Make the environment in .venv from the locked requirements. Called by `make setup`; runs again only when they change.
# PYTHON=/path/to/python3.12 chooses the interpreter; else the first that is 3.11 or newer.
set -eu

say() { printf '%s\n' "$*" >&2; }

compiling=
leave() {
    [ -z "$compiling" ] || kill "$compiling" 2>/dev/null || true
    say "Interrupted. What is there already is kept; the same command goes on from there."
    exit 4
}
trap leave INT TERM

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        if recent "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    say "No Python 3.11 or newer was found (looked for: ${PYTHON:-python3.13 python3.12 python3.11 python3})."
    say "Debian 12 and newer: apt-get install python3 python3-venv. Elsewhere: install one, or run: make setup PYTHON=/path/to/python3"
    return 1
}

# Debian's python3 comes without the part that puts pip into an environment.
has_ensurepip() { "$1" -c 'import ensurepip, venv; ensurepip.version()' >/dev/null 2>&1; }

fetch_venv_package() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    version=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    say "This Python cannot make an environment with pip in it: installing $version."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2 || true
    apt-get install -y -qq --no-install-recommends "$version" >&2 || apt-get install -y -qq --no-install-recommends python3-venv >&2
}

LOCKED="--require-hashes --only-binary :all: --no-deps -r requirements/bootstrap.lock"

make_environment() {
    # shellcheck disable=SC2086  # LOCKED is a list of words
    if has_ensurepip "$1" || { ! "$1" -m pip --version >/dev/null 2>&1 && fetch_venv_package "$1" && has_ensurepip "$1"; }; then
        "$1" -m venv --clear .venv
        .venv/bin/python -m pip install -q --disable-pip-version-check $LOCKED
    elif "$1" -m venv --without-pip --clear .venv >/dev/null 2>&1 && "$1" -m pip --version >/dev/null 2>&1; then
        "$1" -m pip --python .venv/bin/python install -q --disable-pip-version-check $LOCKED
    else
        say "$1 has neither ensurepip nor pip, so it cannot fill an environment."
        say "Debian: apt-get install python3-venv (as root). Elsewhere: install pip for it. Then: make setup"
        return 1
    fi
}

if recent .venv/bin/python && .venv/bin/uv --version >/dev/null 2>&1; then
    .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes --no-build --no-deps -r requirements/bootstrap.lock
else
    python=$(find_python)
    say "Making .venv with $("$python" --version) ($python)"
    make_environment "$python"
fi
# No isolation: what builds a package is itself locked in bootstrap.lock, so nothing unlocked is ever fetched.
.venv/bin/uv pip sync -q --python .venv/bin/python --require-hashes --no-build-isolation requirements/dev.lock
.venv/bin/uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e . -e ./lab
say "Compiling the engine's inner loops: once, about half a minute"
.venv/bin/python -m tearoad.timetable.ready_loops &  # Ctrl-C reaches this script alone: Python would print where it was
compiling=$!
if ! wait "$compiling"; then
    say "They could not be compiled here: plans are made all the same, many times as slowly. What is missing: .venv/bin/tearoad doctor"
fi
say "Ready: .venv/bin/tearoad, and .venv/bin/tearoad-lab beside it"
