"""Sends the events of one session in one request."""
import json
import os
import time
import uuid
from urllib.parse import urlencode
from urllib.request import Request, urlopen

ENDPOINT = os.environ["MILLSTREAM_ENDPOINT"]
APP_ID = os.environ["MILLSTREAM_APP_ID"]
STARTED_AT = time.time_ns() // 1_000_000 - 60_000
TEA = {"id": "tea-1", "name": "Green tea", "price": 12.5, "quantity": 1}


def event(name, after_ms, **attributes):
    return {
        "event_type": name,
        "event_id": str(uuid.uuid4()),
        "timestamp": STARTED_AT + after_ms,
        "app_id": APP_ID,
        "unique_id": "visitor-1",
        "attributes": {
            "_session_id": f"visitor-1-{STARTED_AT}",
            "_session_number": 1,
            "_session_start_timestamp": STARTED_AT,
            "_session_duration": after_ms,
            **attributes,
        },
        "items": [TEA],
    }


events = [
    event("product_viewed", 0, list="new"),
    event("cart_filled", 30_000, cart_size=1),
    event("order_paid", 60_000, _value=12.5, _currency="EUR"),
]
request = Request(
    f"{ENDPOINT}?{urlencode({'appId': APP_ID})}",
    data=json.dumps(events).encode(),
    headers={"Content-Type": "application/json; charset=utf-8"},
)
with urlopen(request, timeout=10):  # raises HTTPError for 4xx and 5xx
    for sent in events:
        print(sent["event_id"])
