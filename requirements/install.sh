#!/bin/sh
# Makes .venv with the machine's Python and installs one locked list: requirements/install.sh run|dev.
# Ends with a sentence that says what to install when the machine lacks something.
set -eu
list=$1

give_up() {
    echo "$1" >&2
    exit 1
}

answers() {
    "$1" -c "$2" >/dev/null 2>&1
}

find_python() {
    too_old= no_venv=
    for python in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
        command -v "$python" >/dev/null 2>&1 && answers "$python" 'pass' || continue
        if ! answers "$python" 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            too_old=${too_old:-$python}
        elif ! answers "$python" 'import venv, ensurepip'; then
            no_venv=${no_venv:-$python}
        else
            return 0
        fi
    done
    if [ -n "$no_venv" ]; then
        version=$("$no_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        give_up "mentorbot needs Python's venv module: install it (on Debian and Ubuntu: apt install python$version-venv), then try again."
    elif [ -n "$too_old" ]; then
        version=$("$too_old" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        give_up "mentorbot needs Python 3.11 or newer, and this machine's $too_old is $version: install a newer one from your system's packages or https://www.python.org/downloads/, then try again."
    fi
    give_up "mentorbot needs Python 3.11 or newer: install it (on Debian and Ubuntu: apt install python3 python3-venv; on macOS: brew install python) or take it from https://www.python.org/downloads/, then try again."
}

make_venv() {
    find_python
    echo "Setting up .venv, once (about half a minute) ..." >&2
    # --clear: the interpreter that an older .venv was made with may be gone from the machine.
    "$python" -m venv --clear .venv
}

pip_install() {
    # Hashes for everything and wheels only: what was locked is what is installed, and nothing compiles.
    .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-input --no-deps --require-hashes \
        --only-binary :all: --requirement "$1" ||
        give_up "mentorbot could not install $1: the lines above say why; pip asks the package index of your own pip settings."
}

if ! answers .venv/bin/python 'import pip, sys; sys.exit(sys.version_info < (3, 11))'; then
    make_venv
fi
pip_install requirements/pip.txt
pip_install "requirements/$list.txt"
