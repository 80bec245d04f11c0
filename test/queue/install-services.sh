#!/bin/sh
# Installs Redis and PostgreSQL from the packages of Debian or Ubuntu. To be run as root.
set -eu

export DEBIAN_FRONTEND=noninteractive
# Only the programs are wanted; no service is to be started on this machine.
export RUNLEVEL=1

apt-get update
apt-get install --yes --no-install-recommends redis-server postgresql
