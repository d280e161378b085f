"""A worker with the standard library alone. Put your client in; try it: runlaws fuzz "process:python template.py"."""

import base64
import json
import sys

POLICY = {"errors": ["ValueError", "RecursionError"], "hashable": False}  # beside the defaults in docs/policy.md
CLIENT = {"name": "template", "language": "Python", "offers": ["encode", "equal"], "policy": POLICY}


def decode(document):
    """Return the client's value for the body of a reply."""
    value = json.loads(document)
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value


def encode(value):
    """Return the text that the client writes for a value."""
    return json.dumps(value)


def read(part, step):
    """Return what a part of a value shows under a name or an index; raise LookupError where it shows nothing."""
    if not isinstance(part, list if isinstance(step, int) else dict):
        raise LookupError(step)
    return part[step]


# Nothing below depends on the client.
KEPT = {}  # values and written texts, by number
NUMBERS = ("written", "value", "left", "right")  # the members of an operation that name one


def shown(value, path):
    try:
        for step in path:
            value = read(value, step)
    except LookupError:
        return {"$absent": True}
    except Exception as error:
        return {"$error": described(error)}
    if isinstance(value, str):
        return text(value)
    if isinstance(value, float):
        return {"$float": repr(value)}
    if value is None or isinstance(value, int) or value in ([], {}):
        return value
    return {"$class": type(value).__name__}


def text(value):
    """Return a text; one with lone surrogates, which UTF-8 cannot hold, by its code points."""
    return value if value == value.encode(errors="ignore").decode() else {"$text": [ord(each) for each in value]}


def described(error):
    classes = [kind.__name__ for kind in type(error).__mro__]
    return {"type": classes[0], "message": text(str(error)), "classes": classes}


def answer(operation):
    new, needed = operation.get("as"), [operation[name] for name in NUMBERS if name in operation]
    KEPT.pop(new, None)
    if any(number not in KEPT for number in needed):
        return {"skipped": True}
    kept = [KEPT[number] for number in needed]
    if operation["do"] == "decode":
        KEPT[new] = decode(kept[0] if kept else base64.b64decode(operation["document"]))
        return {"type": type(KEPT[new]).__name__}
    if operation["do"] == "encode":
        KEPT[new] = encode(kept[0])
        return {"text": text(KEPT[new])}
    if operation["do"] == "fields":
        return {"fields": [shown(kept[0], path) for path in operation["at"]]}
    if operation["do"] == "equal":
        return {"yes": kept[0] == (kept[1] if "right" in operation else operation["other"])}
    return KEPT.clear() or {}  # drop


def reply(message):
    if "hello" in message:
        return {"hello": {"protocol": 1, **CLIENT}}
    answers = []
    for operation in message["ask"]:
        if operation["do"] not in ("decode", "fields", "drop", *CLIENT["offers"]):
            return {"problem": f"no operation named {operation['do']}"}
        try:
            answers.append(answer(operation))
        except Exception as error:
            answers.append({"error": described(error)})
    return {"answers": answers}


replies, sys.stdout = sys.stdout, sys.stderr  # what the client's library prints goes to standard error
for line in sys.stdin.buffer:
    message = json.loads(line)
    print(json.dumps({"id": message["id"], **reply(message)}), file=replies, flush=True)
