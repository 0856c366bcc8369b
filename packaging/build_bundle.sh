#!/usr/bin/env bash
# Builds the onedir bundle into dist/bigscreen, ready to be copied to a machine without Python.
# The bundle needs at least the C library of the machine that built it: build on the oldest target.
# Needs what packaging/bootstrap.sh test sets up.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python packaging/web_assets.py
.venv/bin/python -m PyInstaller --noconfirm --log-level ERROR \
  --workpath build/pyinstaller --distpath dist packaging/bigscreen.spec
cp LICENSE dist/bigscreen/
cp -r packaging/licences dist/bigscreen/
