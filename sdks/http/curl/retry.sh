#!/bin/sh
# Sends one event until it is accepted. curl repeats the same body, so the event keeps its id and is counted once.
# It waits 1 s, 2 s, 4 s … or as long as Retry-After says. Without --fail, curl takes 400, 403 and 413 as final.
set -eu

event_id=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen | tr '[:upper:]' '[:lower:]')
now="$(date +%s)000"

body=$(
  cat <<JSON
[{
  "event_type": "order_paid", "event_id": "$event_id", "timestamp": $now, "app_id": "$MILLSTREAM_APP_ID",
  "unique_id": "visitor-1",
  "attributes": { "_value": 12.5, "_currency": "EUR" }
}]
JSON
)

status=$(
  curl --silent --show-error --max-time 10 \
    --retry 8 --retry-all-errors --retry-max-time 300 \
    --header 'Content-Type: application/json; charset=utf-8' \
    --output /dev/null --write-out '%{http_code}' \
    --data-binary "$body" "$MILLSTREAM_ENDPOINT?appId=$MILLSTREAM_APP_ID"
)
[ "$status" = 200 ] || { echo "not accepted: $status" >&2; exit 1; }
echo "$event_id"
