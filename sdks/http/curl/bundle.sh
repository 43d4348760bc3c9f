#!/bin/sh
# Sends the events of one session in one request.
set -eu

new_id() { cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen | tr '[:upper:]' '[:lower:]'; }
now="$(date +%s)000"
started=$((now - 60000))
session="\"_session_id\": \"visitor-1-$started\", \"_session_number\": 1, \"_session_start_timestamp\": $started"

# event NAME MILLISECONDS_AFTER_START ATTRIBUTES ITEMS
event() {
  id=$(new_id)
  echo "$id" >&3
  cat <<JSON
{
  "event_type": "$1", "event_id": "$id", "timestamp": $((started + $2)), "app_id": "$MILLSTREAM_APP_ID",
  "unique_id": "visitor-1",
  "attributes": { $session, "_session_duration": $2, $3 },
  "items": [$4]
}
JSON
}

tea='{ "id": "tea-1", "name": "Green tea", "price": 12.5, "quantity": 1 }'
ids=$(mktemp)
trap 'rm -f "$ids"' EXIT
body=$(
  exec 3>"$ids"
  echo '['
  event product_viewed 0 '"list": "new"' "$tea"
  echo ','
  event cart_filled 30000 '"cart_size": 1' "$tea"
  echo ','
  event order_paid 60000 '"_value": 12.5, "_currency": "EUR"' "$tea"
  echo ']'
)

printf '%s' "$body" | curl --silent --show-error --fail --max-time 10 \
  --header 'Content-Type: application/json; charset=utf-8' \
  --data-binary @- "$MILLSTREAM_ENDPOINT?appId=$MILLSTREAM_APP_ID"
cat "$ids"
