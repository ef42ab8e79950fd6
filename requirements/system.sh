#!/bin/sh
# What the tests need beside Python: PostgreSQL 15 or newer, Chromium, fonts for what Chromium shows, Node.js 20 or newer,
# the letters that cards are read with.
# As root on Debian the missing ones are installed; else they are named. `make demo` needs none of them, and `make test`
# neither database nor browser: sh requirements/system.sh without-servers
set -eu

say() { printf '%s\n' "$*" >&2; }

has_postgresql() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1; }

# The headless shell draws what the whole Chromium draws, for a third of the price; not every release has a package of it.
has_shell() { command -v chromium-headless-shell >/dev/null 2>&1; }

offers_shell() { apt-cache show chromium-headless-shell >/dev/null 2>&1; }

has_chromium() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; }

installs() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

has_node() { command -v node >/dev/null 2>&1 || command -v nodejs >/dev/null 2>&1; }

has_letters() { ls /usr/share/tesseract-ocr/*/tessdata/"$1".traineddata /usr/share/tessdata/"$1".traineddata 2>/dev/null | grep -q .; }

has_font() { fc-list ":lang=$1" 2>/dev/null | grep -q .; }

missing=""
if [ "${1:-}" != without-servers ]; then
    has_postgresql || missing="$missing postgresql"
    has_shell || { has_chromium && ! { installs && offers_shell; }; } || missing="$missing chromium"
fi
has_node || missing="$missing nodejs"
has_font zh-cn || missing="$missing fontconfig fonts-noto-cjk"
has_font ru || missing="$missing fontconfig fonts-noto-core"
has_letters eng || missing="$missing tesseract-ocr-eng"
has_letters chi_sim || missing="$missing tesseract-ocr-chi-sim"
has_letters rus || missing="$missing tesseract-ocr-rus"
[ -n "$missing" ] || exit 0

if installs; then
    say "Installing for the tests:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # No cluster is made at installation: the tests start their own.
    mkdir -p /etc/postgresql-common/createcluster.d
    printf 'create_main_cluster = false\n' >/etc/postgresql-common/createcluster.d/tearoad.conf
    apt-get update -qq >&2 || true
    if offers_shell; then missing=$(printf '%s' "$missing" | sed 's/ chromium/ chromium-headless-shell/'); fi
    # shellcheck disable=SC2086  # a list of words
    apt-get install -y -qq --no-install-recommends $missing >&2
else
    say "The tests need packages that are missing:$missing"
    say "Debian: as root, sh requirements/system.sh. Elsewhere: install PostgreSQL 15+, Chromium (\`make test\` needs neither), Node.js 20+, Noto fonts with Chinese and Cyrillic, and Tesseract's data for eng, chi_sim and rus."
    exit 1
fi
