"""Relays an event of a visitor who talked to your server: the visitor's address and browser, not the server's.

Usage: python3 relay.py CLIENT_ADDRESS CLIENT_USER_AGENT
"""
import json
import os
import sys
import time
import uuid
from urllib.parse import urlencode
from urllib.request import Request, urlopen

ENDPOINT = os.environ["MILLSTREAM_ENDPOINT"]
APP_ID = os.environ["MILLSTREAM_APP_ID"]
client_address, client_user_agent = sys.argv[1:]

event = {
    "event_type": "newsletter_ordered",
    "event_id": str(uuid.uuid4()),
    "timestamp": time.time_ns() // 1_000_000,
    "app_id": APP_ID,
    "unique_id": "visitor-1",
    "attributes": {"list": "weekly"},
}

request = Request(
    f"{ENDPOINT}?{urlencode({'appId': APP_ID})}",
    data=json.dumps([event]).encode(),
    headers={
        "Content-Type": "application/json; charset=utf-8",
        "X-Forwarded-For": client_address,
        "User-Agent": client_user_agent,
    },
)
with urlopen(request, timeout=10):  # raises HTTPError for 4xx and 5xx
    print(event["event_id"])
