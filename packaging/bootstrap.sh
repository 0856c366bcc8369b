#!/usr/bin/env bash
# From a bare Debian or Ubuntu with only Python to a running or a tested bigscreen.
#
#   packaging/bootstrap.sh setup            all the set-up, nothing else
#   packaging/bootstrap.sh run [ARGUMENTS]  the set-up, then bigscreen with these arguments
#   packaging/bootstrap.sh test [LEG ...]   the set-up, then every check (or the named legs:
#                                           lint types contracts core full benchmarks bundle)
#   packaging/bootstrap.sh shots [OPTIONS]  the set-up, then pictures of every face, size, language
#                                           and look into tests/gui/shots (--help says more)
#
# The set-up makes .venv (and .venv-core, without Qt, for the checks), installs the hash-locked
# requirements and the missing system libraries, and copies the web assets. What is already done is
# recognised by a stamp and not done again. BIGSCREEN_PYTHON names an interpreter to prefer.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly locks=packaging/requirements
apt_is_fresh=no

say() { printf 'bootstrap: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# --- system packages ---------------------------------------------------------------------------

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif ! command -v sudo >/dev/null; then return 1
  elif [ -t 0 ]; then sudo "$@"
  else sudo -n "$@"
  fi
}

quietly() { # run a talkative command; show what it said only if it failed
  local said status=0
  said=$("$@" 2>&1) || status=$?
  [ "$status" = 0 ] || printf '%s\n' "$said" >&2
  return "$status"
}

apt_refresh() {
  [ "$apt_is_fresh" = yes ] && return
  apt_is_fresh=yes
  quietly as_root apt-get update -qq -o Acquire::Retries=3 ||
    say "apt-get update failed; going on with the lists at hand"
}

apt_candidate() { # the name under which this release has package $1
  local name
  for name in "$1" "${1}t64"; do
    case $(LC_ALL=C apt-cache policy "$name" 2>/dev/null) in
      *"Candidate: (none)"*) ;;
      *"Candidate: "*) printf '%s\n' "$name"; return ;;
    esac
  done
  return 1
}

# Installs the named packages where it can. Where it cannot it says so and lets the caller go on:
# the program may still start, and if not, the list is on the screen.
install_system() {
  local wanted name known=()
  if ! command -v apt-get >/dev/null; then
    say "no apt here; install with your package manager what brings these (Debian names): $*"
    return
  fi
  apt_refresh
  for wanted in "$@"; do
    if name=$(apt_candidate "$wanted"); then known+=("$name"); else say "apt does not know $wanted"; fi
  done
  [ ${#known[@]} -gt 0 ] || { say "still missing: $*"; return; }
  say "installing system packages: ${known[*]}"
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends -o Acquire::Retries=3 "${known[@]}" ||
    say "apt could not install them; still missing: ${known[*]}"
}

# --- Python ------------------------------------------------------------------------------------

fits() {
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

find_python() {
  local candidate
  for candidate in ${BIGSCREEN_PYTHON:+"$BIGSCREEN_PYTHON"} python3 python3.12 python3.13 \
    python3.11 python; do
    if fits "$candidate"; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

require_python() { # sets $python
  local name
  if ! python=$(find_python); then
    say "no Python 3.11, 3.12 or 3.13 found"
    if command -v apt-get >/dev/null; then
      apt_refresh
      for name in python3.12 python3.13 python3.11; do
        apt_candidate "$name" >/dev/null && { install_system "$name"; break; }
      done
    fi
    python=$(find_python) || die "install Python 3.11, 3.12 or 3.13 and run this again"
  fi
  "$python" -c 'import ensurepip, venv' 2>/dev/null && return
  install_system "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    die "$python cannot make environments: its venv package is missing"
}

# --- environments ------------------------------------------------------------------------------

# What an environment was made from: the place, the locks, and what the install reads.
stamp_of() {
  { pwd
    cat pyproject.toml packaging/bootstrap.sh packaging/build_hook.py packaging/system_libraries.py
    cd "$locks" && cat "$@"; } | sha256sum
}

is_current() { # is_current VENV STAMP LOCK...
  local venv=$1 stamp=$2
  shift 2
  [ -x "$venv/bin/python" ] && [ "$(cat "$venv/$stamp" 2>/dev/null)" = "$(stamp_of "$@")" ]
}

make_venv() { # make_venv VENV LOCK...
  local venv=$1 lock arguments=()
  shift
  if ! fits "$venv/bin/python" || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    require_python
    say "making $venv with $("$python" --version)"
    rm -rf "$venv"
    "$python" -m venv "$venv"
  fi
  for lock in "$@"; do arguments+=(-r "$locks/$lock"); done
  say "installing into $venv: $*"
  [ -t 2 ] || arguments+=(--quiet)
  # The locks are complete; without Qt the project's own wishes would only be complained about.
  "$venv/bin/python" -m pip install --disable-pip-version-check --no-deps --require-hashes \
    "${arguments[@]}" >&2 || die "the locked packages could not be installed; see above"
  "$venv/bin/python" -m pip install --disable-pip-version-check --quiet --no-deps \
    --no-build-isolation --editable . >&2
}

# Asks for what is missing, and asks again on the next run until all is there.
require_system_libraries() { # require_system_libraries STAMP LOCK [--test]
  local stamp=$1 lock=$2 missing site
  shift 2
  is_current .venv "$stamp" "$lock" && return
  site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  missing=$(.venv/bin/python packaging/system_libraries.py "$site" "$@")
  if [ -n "$missing" ]; then
    # shellcheck disable=SC2086 # one word a package
    install_system $missing
    missing=$(.venv/bin/python packaging/system_libraries.py "$site" "$@")
  fi
  if [ -n "$missing" ]; then
    say "going on, but this system still misses: ${missing//$'\n'/ }"
  else
    stamp_of "$lock" >".venv/$stamp"
  fi
}

require_venv() { # require_venv VENV LOCK...
  local venv=$1
  shift
  is_current "$venv" "$1.stamp" "$@" && return
  make_venv "$venv" "$@"
  stamp_of "$@" >"$venv/$1.stamp"
}

set_up() {
  require_venv .venv runtime.txt build.txt
  require_system_libraries system.stamp runtime.txt
  .venv/bin/python packaging/web_assets.py >/dev/null # its errors stay visible
}

set_up_tests() {
  set_up
  require_venv .venv test.txt build.txt
  require_system_libraries system-test.stamp test.txt --test
  require_venv .venv-core core-test.txt
}

# --- the checks --------------------------------------------------------------------------------

leg_lint() { .venv/bin/ruff check . && .venv/bin/ruff format --check .; }

leg_types() { .venv/bin/mypy; }

leg_contracts() { .venv/bin/lint-imports; }

leg_core() { # the core, proven on a machine where Qt is not installed, east of Greenwich
  if .venv-core/bin/python -c 'import PySide6' 2>/dev/null; then
    say "Qt is installed in .venv-core; this leg would prove nothing"
    return 1
  fi
  TZ=Asia/Shanghai .venv-core/bin/python -m pytest --durations=5 tests/unit tests/adapter
}

leg_full() { # everything, west of Greenwich, without a screen
  TZ=America/Los_Angeles .venv/bin/python -m pytest --durations=10
}

leg_benchmarks() { # only that they run and print what they promise; figures need a quiet machine
  local script
  for script in tests/benchmarks/[!_]*.py; do
    say "$script"
    .venv/bin/python "$script" --smoke --json
  done
}

leg_bundle() { # the program as it is delivered, run where there is no network
  packaging/build_bundle.sh
  .venv/bin/python -m pytest -m frozen tests/frozen
  .venv/bin/python packaging/frozen_smoke.py
}

run_tests() {
  local legs=("$@") leg log status began failed=0 summary=()
  [ ${#legs[@]} -gt 0 ] || legs=(lint types contracts core full benchmarks bundle)
  for leg in "${legs[@]}"; do
    declare -F "leg_$leg" >/dev/null || die "no such leg: $leg"
  done
  began=$SECONDS
  set_up_tests
  summary+=("$(printf '%-11s %4d s' set-up $((SECONDS - began)))")
  export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software
  [ "$(id -u)" != 0 ] || export QTWEBENGINE_DISABLE_SANDBOX=1 # Chromium refuses to sandbox root
  mkdir -p build
  for leg in "${legs[@]}"; do
    printf '\n=== %s\n' "$leg"
    log=build/leg-$leg.log
    began=$SECONDS
    set +e # errexit works inside the subshell only when nobody tests it
    (set -e; "leg_$leg") 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    set -e
    [ "$status" = 0 ] || failed=1
    summary+=("$(printf '%-11s %4d s  %-6s %s' "$leg" $((SECONDS - began)) \
      "$([ "$status" = 0 ] && echo ok || echo FAILED)" \
      "$(grep -E '^=+ .*(passed|failed|error).* =+$' "$log" | tail -n 1)")")
  done
  printf '\n=== summary\n'
  printf '%s\n' "${summary[@]}"
  return $failed
}

# --- the commands ------------------------------------------------------------------------------

case ${1:-} in
  setup)
    set_up
    say "ready: packaging/bootstrap.sh run"
    ;;
  run)
    shift
    set_up
    exec .venv/bin/bigscreen "$@"
    ;;
  test)
    shift
    run_tests "$@"
    ;;
  shots)
    shift
    set_up
    exec .venv/bin/python tests/gui/take_shots.py "$@"
    ;;
  *)
    die "usage: packaging/bootstrap.sh setup | run [ARGUMENTS] | test [LEG ...] | shots [OPTIONS]"
    ;;
esac
