#!/bin/sh
# Run a command with a throw-away PostgreSQL: sh tests/postgresql.sh COMMAND...
# The server listens on a socket in a temporary folder only, and is stopped and removed whatever happens.
set -eu

say() { printf '%s\n' "$*" >&2; }

find_programs() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) $(printf '%s' "$PATH" | tr : ' '); do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            printf '%s' "$folder"
            return
        fi
    done
    say "PostgreSQL's programs (initdb, pg_ctl) were not found. Debian: sh requirements/system.sh (as root)"
    return 1
}

# In memory where a gigabyte of it is to spare: nothing here has to outlive the command.
find_room() {
    free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
    if [ -w /dev/shm ] && [ "${free:-0}" -gt 1048576 ]; then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

programs=$(find_programs)
folder=$(mktemp -d "$(find_room)/tearoad-pg.XXXXXX")
furnished=$(mktemp -d "${TMPDIR:-/tmp}/tearoad-furnished.XXXXXX")

# PostgreSQL does not run as root.
if [ "$(id -u)" = 0 ]; then
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    chown "$owner" "$folder"
    as_owner() { su -s /bin/sh "$owner" -c "cd '$folder' && $1"; }
else
    as_owner() { sh -c "cd '$folder' && $1"; }
fi

stop() {
    status=$?
    trap - EXIT INT TERM HUP
    as_owner "'$programs/pg_ctl' -D '$folder/data' -m immediate -s stop" >/dev/null 2>&1 || true
    rm -rf "$folder" "$furnished"
    exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

as_owner "'$programs/initdb' -D '$folder/data' -U tearoad -A trust -E UTF8 --locale=C.UTF-8 --no-sync >initdb.log 2>&1" || {
    cat "$folder/initdb.log" >&2
    exit 1
}
options="-c listen_addresses='' -c unix_socket_directories=$folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
as_owner "'$programs/pg_ctl' -D '$folder/data' -s -w -t 60 -l server.log -o \"$options\" start" || {
    cat "$folder/server.log" >&2
    exit 1
}
say "PostgreSQL: $("$programs/postgres" --version)"
TEAROAD_DATABASE_URL="postgresql://tearoad@/postgres?host=$folder"
FURNISHED_PLACES="$furnished" # the folders that belong to databases which end with the server
export TEAROAD_DATABASE_URL FURNISHED_PLACES
"$@"
