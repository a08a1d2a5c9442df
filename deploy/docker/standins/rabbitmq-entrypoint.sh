#!/bin/bash
# Like the official image: the first user comes from the environment, and guest is not made.
set -euo pipefail
cat > /etc/rabbitmq/rabbitmq.conf <<CONFIGURATION
default_user = ${RABBITMQ_DEFAULT_USER:-guest}
default_pass = ${RABBITMQ_DEFAULT_PASS:-guest}
CONFIGURATION
chown -R rabbitmq /var/lib/rabbitmq
exec setpriv --reuid rabbitmq --regid rabbitmq --clear-groups -- "$@"
