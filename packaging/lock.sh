#!/usr/bin/env bash
# Regenerates the locked requirements: exact versions and hashes for Python 3.11 to 3.13 on every
# platform, from the public registry, naming no address and no path.
#
#   packaging/lock.sh                    keep the versions, add and drop what the inputs say
#   packaging/lock.sh --upgrade          take the newest allowed versions
#   packaging/lock.sh -P websockets      take the newest allowed version of one package
#
# Needs uv: .venv/bin/pip install uv
set -euo pipefail
cd "$(dirname "$0")/.."

uv=.venv/bin/uv
[ -x "$uv" ] || uv=$(command -v uv) || { echo "uv is missing: .venv/bin/pip install uv" >&2; exit 1; }
out=packaging/requirements

# Settings of this machine (mirrors, local folders of wheels) must not leak into the hashes.
unset "${!UV_@}" "${!PIP_@}"

lock() { # lock NAME [uv arguments …]
  local name=$1
  shift
  "$uv" pip compile --quiet --no-config --universal --python-version 3.11 --fork-strategy fewest \
    --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
    --output-file "$out/$name.txt" "$@"
  { echo "# Locked by packaging/lock.sh; edit pyproject.toml or the .in files, not this."
    cat "$out/$name.txt"; } >"$out/$name.tmp"
  mv "$out/$name.tmp" "$out/$name.txt"
  echo "$out/$name.txt: $(grep -c '==' "$out/$name.txt") packages"
}

lock runtime pyproject.toml "$@"
lock test pyproject.toml "$out/test.in" --constraints "$out/runtime.txt" "$@"
lock build "$out/build.in" --constraints "$out/test.txt" "$@"
lock core-test "$out/core-test.in" --constraints "$out/test.txt" --constraints "$out/build.txt" "$@"
