#!/bin/bash
# Like the official image: mongod runs as its own user and owns its data.
set -euo pipefail
chown mongodb /data/db
exec setpriv --reuid mongodb --regid mongodb --clear-groups -- "$@"
