#!/usr/bin/env bash
# Checks the scripts and styles of the pages with Biome, whose settings stand in src/biome.jsonc: their format, and what a
# linter finds in them. With --write it brings them into the format, and mends what it can.
#
#   src/test/sh/pages.sh [--write]
set -euo pipefail
cd "$(dirname "$0")/../../.."

version=2.6.8
place=$PWD/target/biome-$version

if [ ! -x "$place/node_modules/.bin/biome" ]; then
    bash src/test/sh/tools.sh node npm
    npm install --silent --no-audit --no-fund --no-save --prefix "$place" "@biomejs/biome@$version"
fi
cd src
"$place/node_modules/.bin/biome" check --error-on-warnings "$@" main/resources
