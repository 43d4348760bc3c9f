"""Sends one compressed event as raw gzip with Content-Encoding. (A file named gzip.py would hide the module.)"""
import gzip
import json
import os
import time
import uuid
from urllib.parse import urlencode
from urllib.request import Request, urlopen

ENDPOINT = os.environ["MILLSTREAM_ENDPOINT"]
APP_ID = os.environ["MILLSTREAM_APP_ID"]

event = {
    "event_type": "article_read",
    "event_id": str(uuid.uuid4()),
    "timestamp": time.time_ns() // 1_000_000,
    "app_id": APP_ID,
    "unique_id": "visitor-1",
    "attributes": {"article": "How tea is made", "words": 1200},
}

request = Request(
    f"{ENDPOINT}?{urlencode({'appId': APP_ID})}",
    data=gzip.compress(json.dumps([event]).encode()),
    headers={"Content-Type": "application/json; charset=utf-8", "Content-Encoding": "gzip"},
)
with urlopen(request, timeout=10):  # raises HTTPError for 4xx and 5xx
    print(event["event_id"])
