#!/bin/sh
# Writes today's backup of database and data folder to the folder named: deploy/backup.sh /var/backups/inroad
set -eu
folder=$1
. /etc/inroad.env
umask 077
mkdir -p "$folder"
to=$folder/inroad-$(date +%Y%m%d-%H%M%S)
pg_dump --format=custom --file="$to.dump" "$DATABASE_URL"
pg_restore --list "$to.dump" >/dev/null   # a backup that cannot be read is none
echo "$to.dump"
find "$folder" -name 'inroad-*.dump' -mtime +30 -delete
