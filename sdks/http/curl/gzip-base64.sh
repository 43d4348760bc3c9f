#!/bin/sh
# Sends one compressed event as text: base64 of gzip, with the hash of that text, as mobile SDKs do.
set -eu

event_id=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen | tr '[:upper:]' '[:lower:]')
now="$(date +%s)000"

body=$(
  gzip --stdout <<JSON | base64 | tr -d '\n'
[{
  "event_type": "article_read", "event_id": "$event_id", "timestamp": $now, "app_id": "$MILLSTREAM_APP_ID",
  "unique_id": "visitor-1",
  "attributes": { "article": "How tea is made", "words": 1200 }
}]
JSON
)
hash=$(printf '%s' "$body" | sha256sum | cut -c 1-8)

printf '%s' "$body" | curl --silent --show-error --fail --max-time 10 \
  --header 'Content-Type: application/json; charset=utf-8' \
  --data-binary @- "$MILLSTREAM_ENDPOINT?appId=$MILLSTREAM_APP_ID&compression=gzip&hashCode=$hash"
echo "$event_id"
