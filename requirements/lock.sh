#!/bin/sh
# Resolves pyproject.toml against the public PyPI, and writes the pip files that everybody installs from.
# Usage: requirements/lock.sh <python with uv>; the machine's own uv and pip settings are left out of it.
set -eu
python=$1

uv() {
    "$python" -m uv --quiet --no-config "$@" --python "$python" --default-index https://pypi.org/simple
}

export_group() {
    file=$1
    shift
    uv export --locked --format requirements-txt --no-header --no-annotate --no-emit-project --no-default-groups "$@" \
        --output-file "requirements/$file.txt" >/dev/null
}

unset UV_INDEX UV_INDEX_URL UV_EXTRA_INDEX_URL UV_DEFAULT_INDEX UV_FIND_LINKS
uv lock ${UPGRADE:+--upgrade}
export_group pip --only-group pip
export_group run
export_group semantic --extra semantic
export_group dev --group dev --extra semantic
