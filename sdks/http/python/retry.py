"""Sends one event until it is accepted: same body, same event id, so that it is counted once."""
import json
import os
import random
import time
import uuid
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

ENDPOINT = os.environ["MILLSTREAM_ENDPOINT"]
APP_ID = os.environ["MILLSTREAM_APP_ID"]
MAX_TRIES = 9


def back_off(tries):
    """1 s, 2 s, 4 s … at most 5 min, ±20 %, so that many senders do not come back together."""
    return min(2 ** (tries - 1), 300) * random.uniform(0.8, 1.2)


def retry_after(value):
    """Seconds from a Retry-After header, which is a number of seconds or a date; None without a usable one."""
    if value is None:
        return None
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def send(events):
    request = Request(
        f"{ENDPOINT}?{urlencode({'appId': APP_ID})}",
        data=json.dumps(events).encode(),
        headers={"Content-Type": "application/json; charset=utf-8"},
    )
    for tries in range(1, MAX_TRIES + 1):
        asked_wait = None
        try:
            with urlopen(request, timeout=10):
                return
        except HTTPError as error:
            if (error.code < 500 and error.code != 429) or tries == MAX_TRIES:
                raise
            asked_wait = retry_after(error.headers.get("Retry-After"))
        except OSError:  # no connection, no answer in time
            if tries == MAX_TRIES:
                raise
        time.sleep(back_off(tries) if asked_wait is None else asked_wait)


event = {
    "event_type": "order_paid",
    "event_id": str(uuid.uuid4()),
    "timestamp": time.time_ns() // 1_000_000,
    "app_id": APP_ID,
    "unique_id": "visitor-1",
    "attributes": {"_value": 12.5, "_currency": "EUR"},
}
send([event])
print(event["event_id"])
