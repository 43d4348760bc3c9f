#!/bin/sh
# Sends one compressed event as raw gzip with Content-Encoding.
set -eu

event_id=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen | tr '[:upper:]' '[:lower:]')
now="$(date +%s)000"

gzip --stdout <<JSON | curl --silent --show-error --fail --max-time 10 \
  --header 'Content-Type: application/json; charset=utf-8' \
  --header 'Content-Encoding: gzip' \
  --data-binary @- "$MILLSTREAM_ENDPOINT?appId=$MILLSTREAM_APP_ID"
[{
  "event_type": "article_read", "event_id": "$event_id", "timestamp": $now, "app_id": "$MILLSTREAM_APP_ID",
  "unique_id": "visitor-1",
  "attributes": { "article": "How tea is made", "words": 1200 }
}]
JSON
echo "$event_id"
