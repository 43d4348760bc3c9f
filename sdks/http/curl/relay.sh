#!/bin/sh
# Relays an event of a visitor who talked to your server: the visitor's address and browser, not the server's.
# Usage: ./relay.sh CLIENT_ADDRESS CLIENT_USER_AGENT
set -eu
client_address=$1
client_user_agent=$2

event_id=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen | tr '[:upper:]' '[:lower:]')
now="$(date +%s)000"

curl --silent --show-error --fail --max-time 10 \
  --header 'Content-Type: application/json; charset=utf-8' \
  --header "X-Forwarded-For: $client_address" \
  --user-agent "$client_user_agent" \
  --data-binary @- "$MILLSTREAM_ENDPOINT?appId=$MILLSTREAM_APP_ID" <<JSON
[{
  "event_type": "newsletter_ordered", "event_id": "$event_id", "timestamp": $now, "app_id": "$MILLSTREAM_APP_ID",
  "unique_id": "visitor-1",
  "attributes": { "list": "weekly" }
}]
JSON
echo "$event_id"
