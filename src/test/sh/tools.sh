#!/usr/bin/env bash
# Sees to it that the named programs are there; what is lacking, it installs from Debian where it may.
#
#   src/test/sh/tools.sh curl node python3
set -euo pipefail

lacking=()
for tool in "$@"; do
    command -v "$tool" >/dev/null || lacking+=("$tool")
done
[ ${#lacking[@]} = 0 ] && exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "These are needed: ${lacking[*]}: please install what is lacking." >&2
    exit 1
fi
packages=()
for tool in "${lacking[@]}"; do
    case $tool in
        node) packages+=(nodejs) ;;
        mkfs.ext4) packages+=(e2fsprogs) ;;
        prlimit) packages+=(util-linux) ;;
        *) packages+=("$tool") ;;
    esac
done
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing ${packages[*]}."
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
    tail -5 "$log" >&2
    echo "These are needed: ${lacking[*]}: please install what is lacking." >&2
    exit 1
fi
