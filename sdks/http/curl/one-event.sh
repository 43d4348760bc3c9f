#!/bin/sh
# Sends one event. Usage: MILLSTREAM_ENDPOINT=https://collect.example.com/collect MILLSTREAM_APP_ID=shop ./one-event.sh
set -eu

event_id=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen | tr '[:upper:]' '[:lower:]')
now="$(date +%s)000"

curl --silent --show-error --fail --max-time 10 \
  --header 'Content-Type: application/json; charset=utf-8' \
  --data-binary @- "$MILLSTREAM_ENDPOINT?appId=$MILLSTREAM_APP_ID" <<JSON
[{
  "event_type": "order_paid", "event_id": "$event_id", "timestamp": $now, "app_id": "$MILLSTREAM_APP_ID",
  "unique_id": "visitor-1",
  "user": { "_user_id": { "value": "42", "set_timestamp": $now } },
  "attributes": { "_value": 12.5, "_currency": "EUR" }
}]
JSON
echo "$event_id"
