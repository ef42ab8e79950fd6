#!/bin/sh
# Run a command whose temporary files lie in memory, where there is room: sh tests/in_memory.sh COMMAND...
# A served site waits for the disk at every commit, as it should; that tests wait too finds nothing. The files are
# removed at the end: to look at what a test wrote, run that test without this script.
set -eu

free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ ! -w /dev/shm ] || [ "${free:-0}" -lt 4194304 ]; then exec "$@"; fi

TMPDIR=$(mktemp -d /dev/shm/tearoad-tests.XXXXXX)
chmod 1777 "$TMPDIR" # as /tmp: tests let another user in
export TMPDIR
stop() {
    status=$?
    trap - EXIT INT TERM HUP
    rm -rf "$TMPDIR"
    exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
"$@"
