# Answers for user agents by the PyPI package ua-parser over given rules.
# Usage: python ua-oracle.py RULES.json < JSON array of user agents > JSON array of answers
import json
import sys

from ua_parser import Parser
from ua_parser.basic import Resolver
from ua_parser.loaders import load_json

parser = Parser(Resolver(load_json(sys.argv[1])))


def fields(parse, text, names):
    """Fields of one domain; a rule that matches with an empty family makes the package raise: no answer."""
    try:
        found = parse(text)
    except (ValueError, TypeError):
        found = None
    if found is None or not found.family:
        return ["Other"] + [None] * (len(names) - 1)
    return [getattr(found, name) for name in names]


def answer(text):
    version = ["family", "major", "minor", "patch"]
    return {
        "browser": fields(parser.parse_user_agent, text, version),
        "os": fields(parser.parse_os, text, version + ["patch_minor"]),
        "device": fields(parser.parse_device, text, ["family"])[0],
    }


json.dump([answer(text) for text in json.load(sys.stdin)], sys.stdout)
