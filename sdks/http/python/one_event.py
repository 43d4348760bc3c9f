"""Sends one event.

Usage: MILLSTREAM_ENDPOINT=https://collect.example.com/collect MILLSTREAM_APP_ID=shop python3 one_event.py
"""
import json
import os
import time
import uuid
from urllib.parse import urlencode
from urllib.request import Request, urlopen

ENDPOINT = os.environ["MILLSTREAM_ENDPOINT"]
APP_ID = os.environ["MILLSTREAM_APP_ID"]

now = time.time_ns() // 1_000_000
event = {
    "event_type": "order_paid",
    "event_id": str(uuid.uuid4()),
    "timestamp": now,
    "app_id": APP_ID,
    "unique_id": "visitor-1",
    "user": {"_user_id": {"value": "42", "set_timestamp": now}},
    "attributes": {"_value": 12.5, "_currency": "EUR"},
}

request = Request(
    f"{ENDPOINT}?{urlencode({'appId': APP_ID})}",
    data=json.dumps([event]).encode(),
    headers={"Content-Type": "application/json; charset=utf-8"},
)
with urlopen(request, timeout=10):  # raises HTTPError for 4xx and 5xx
    print(event["event_id"])
