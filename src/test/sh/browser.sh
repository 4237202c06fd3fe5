#!/usr/bin/env bash
# Sees to it that there is a browser for the tests of the pages: the one that CHROMIUM names, one that is installed, or
# Debian's, which it installs where it may. The one without a window of its own is the lighter one.
set -euo pipefail

if [ -n "${CHROMIUM:-}" ]; then
    [ -x "$CHROMIUM" ] && exit 0
    echo "CHROMIUM=$CHROMIUM is no program." >&2
    exit 1
fi

for browser in chromium-headless-shell chromium chromium-browser google-chrome; do
    command -v "$browser" >/dev/null && exit 0
done

lacking="The tests of the pages need a browser: install chromium, or name one with CHROMIUM=/its/path."
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "$lacking" >&2
    exit 1
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing chromium for the tests of the pages."
install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"
}
if ! { apt-get update -qq && { install chromium-headless-shell || install chromium; }; } >"$log" 2>&1; then
    tail -5 "$log" >&2
    echo "$lacking" >&2
    exit 1
fi
