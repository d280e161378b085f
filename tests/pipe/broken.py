"""The template of a worker with changes: one that offers everything, and those that make a mistake each."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Final

from tests.workers.asking import EXAMPLES

__all__ = ["BROKEN", "COMPLETE", "changed_template"]

TEMPLATE: Final = EXAMPLES / "template.py"

LOOP: Final = """for line in sys.stdin.buffer:
    message = json.loads(line)
    print(json.dumps({"id": message["id"], **reply(message)}), file=replies, flush=True)
"""
PRINT: Final = LOOP.splitlines()[-1].strip()
OFFERS: Final = '"offers": ["encode", "equal"]'
MORE: Final = """    if operation["do"] == "change":
        BEFORE[:] = [kept[0], dict(kept[0])]
        kept[0].update(dict.fromkeys(operation["scalars"][0]["names"], "changed"))
        return {}
    if operation["do"] == "undo":
        BEFORE[0].update(BEFORE[1])
        return {}
    if operation["do"] == "sizes":
        return {"sizes": [len(kept[0][path[0]]) if path[0] in kept[0] else None for path in operation["at"]]}
    if operation["do"] == "copy":
        KEPT[new] = dict(kept[0])
        return {"type": "dict"}
    if operation["do"] == "print":
        return {"texts": [[repr(kept[0]) for _ in operation["by"]] for _ in range(operation.get("times", 1))]}
    if operation["do"] == "hash":
        return {"hash": "1"}
    if operation["do"] == "unequal":
        return {"yes": kept[0] != kept[1]}
    if operation["do"] == "names":
        return {"names": dir(kept[0])}
    return KEPT.clear() or {}  # drop
"""
ALL: Final = """"offers": ["encode", "equal", "unequal", "hash", "copy", "print", "change", "headers", "names"], \
"copies": ["dict"], "prints": ["repr", "str"]"""
COMPLETE: Final = [
    ("    return KEPT.clear() or {}  # drop\n", MORE),
    (OFFERS, ALL),
    ("KEPT = {}", "BEFORE, KEPT = [], {}"),
    ('"drop", *CLIENT', '"drop", "undo", "sizes", *CLIENT'),
]
"""What makes a worker of the template that offers everything."""


def changed_template(folder: Path, *changes: tuple[str, str]) -> str:
    """Write the template with some changes, and return the command that starts it."""
    text = TEMPLATE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"the template has {old!r}"
        text = text.replace(old, new)
    file = folder / "worker.py"
    file.write_text(text, encoding="utf-8")
    return shlex.join([sys.executable, str(file)])


BROKEN: Final = {
    "prints among its replies": (
        [
            (
                "    value = json.loads(document)\n",
                "    value = json.loads(document)\n    print('decoding', file=replies)\n",
            )
        ],
        "Lines, 2",
        "wrote `decoding`",
    ),
    "greets before it is asked": (
        [("for line in", "print('ready', file=replies)\nfor line in")],
        "Lines, 2",
        "`ready`",
    ),
    "replies with an id of its own": ([('"id": message["id"]', '"id": -1')], "Lines, 1", 'the "id" of the message, 0'),
    "replies on several lines": ([("**reply(message)}", "**reply(message)}, indent=1")], "Lines, 1", "wrote `{`"),
    "replies in another encoding": (
        [
            (PRINT, PRINT.replace("json.dumps(", "'\\u00ff' + json.dumps(")),
            ("for line in", "replies.reconfigure(encoding='latin-1')\nfor line in"),
        ],
        "Lines, 1",
        "no UTF-8",
    ),
    "replies twice": ([(PRINT, f"{PRINT}\n    {PRINT}")], "Lines, 3", "replied to the message 0 again"),
    "replies with no object": (
        [('{"id": message["id"], **reply(message)}', "[reply(message)]")],
        "Lines, 1",
        "wrote `[{",
    ),
    "outlives its input": ([(LOOP, f"{LOOP}import time\ntime.sleep(600)\n")], "Lines, 3", "did not end"),
    "writes when its input ends": ([(LOOP, f"{LOOP}print('bye', file=replies)\n")], "Lines, 3", "wrote `bye`"),
    "ends a line at U+2028": (
        [("json.loads(line)", "json.loads(line.decode().splitlines()[0])")],
        "Lines, 4",
        "exited with status 1 (its error output ends with",
    ),
    "reads no more than 64 KB of a line": (
        [("in sys.stdin.buffer:", "in iter(lambda: sys.stdin.buffer.readline(1 << 16), b''):")],
        "Lines, 4",
        "exited",
    ),
    "dies of what its library raises": (
        [("except Exception as error:\n            answers", "except OSError as error:\n            answers")],
        "Lines, 4",
        "JSONDecodeError",
    ),
    "is killed": (
        [("    value = json.loads(document)\n", "    import os; os.kill(os.getpid(), 9)\n")],
        "Lines, 4",
        "was killed by SIGKILL",
    ),
    "answers what it does not know": (
        [('return {"problem": f"no operation named {operation[\'do\']}"}', "pass")],
        "Lines, 4",
        '{"do": "compare"}',
    ),
    "has problems with what it offers": (
        [('("decode", "fields", "drop", *CLIENT["offers"])', '("decode", "drop")')],
        "Hello, row `offers`",
        "no operation named fields",
    ),
    "offers what there is not": (
        [(OFFERS, '"offers": ["encode", "validate"]')],
        "Hello, row `offers`",
        "'validate' is not one of",
    ),
    "speaks a protocol from the future": (
        [('"protocol": 1', '"protocol": 2')],
        "Hello, row `protocol`",
        "1, the version",
    ),
    "has no name": ([('"name": "template", ', "")], "Hello, row `name`, `version`", '"name" in the hello'),
    "copies in no way": ([(OFFERS, '"offers": ["copy"]')], "Hello, row `copies`, `prints`", "since it offers `copy`"),
    "has a policy that is none": ([('"hashable"', '"hashible"')], "Hello, row `policy`", "hashible"),
    "says no hello": ([('{"hello": {"protocol": 1, **CLIENT}}', '{"answers": []}')], "Hello", '"answers": []'),
    "leaves out an answer": (
        [("answers.append(answer(operation))", 'answers += [answer(operation)] * (operation["do"] != "drop")')],
        "Ask",
        "0 answers to 1 operations",
    ),
    "has a member of its own": (
        [('return {"answers": answers}', 'return {"answers": answers, "took": 5}')],
        "Ask",
        '"took": 5',
    ),
    "forgets between messages": (
        [("    answers = []\n", "    answers = []\n    KEPT.clear()\n")],
        'Ask, "Values and written texts are kept"',
        "since the number is kept until drop",
    ),
    "keeps what was dropped": (
        [("KEPT.clear() or {}", "{}")],
        'Ask, "Values and written texts are kept"',
        "since nothing is kept",
    ),
    "raises for what is not kept": (
        [('        return {"skipped": True}\n', "        raise LookupError\n")],
        'Ask, "Values and written texts are kept"',
        "since nothing is kept",
    ),
    "translates no names": (
        [("    return part[step]", "    raise LookupError")],
        'Ask, "Names in a path"',
        "showed nothing at any path",
    ),
    "shows null for what is not there": (
        [('return {"$absent": True}', "return None")],
        "Ask, What is shown",
        "for a member that is not there",
    ),
    "shows a container whole": (
        [('return {"$class": type(value).__name__}', "return value")],
        "Ask, What is shown",
        '[{"type": "function"}]',
    ),
    "leaves out what is not there": (
        [
            (
                '[shown(kept[0], path) for path in operation["at"]]',
                '[part for part in (shown(kept[0], path) for path in operation["at"]) if part != {"$absent": True}]',
            )
        ],
        "Ask, row `fields`",
        "one item for each path",
    ),
    "gives no class": (
        [('{"type": type(KEPT[new]).__name__}', '{"class": "dict"}')],
        "Ask, row `decode`",
        '{"class": "dict"}',
    ),
    "gives a class that is no text": (
        [('{"type": type(KEPT[new]).__name__}', '{"type": 5}')],
        "Ask, row `decode`",
        "at type",
    ),
    "writes what is no JSON": (
        [("return json.dumps(value)", "return repr(value)")],
        "Ask, row `encode`",
        "the JSON text",
    ),
    "writes JSON as data": (
        [('{"text": text(KEPT[new])}', '{"text": json.loads(KEPT[new])}')],
        "Ask, row `encode`",
        "the JSON text",
    ),
    "answers equal in a text": (
        [('{"yes": kept[0] == ', '{"yes": "no" if True else ')],
        "Ask, row `equal`",
        "'no' is not of type 'boolean'",
    ),
    "raises no message": ([('"message": text(str(error)), ', "")], "Ask, An error", "'message' is a required property"),
    "undoes nothing": (
        [*COMPLETE, ("BEFORE[0].update(BEFORE[1])", "pass")],
        "Ask, row `undo`",
        '"changed"; expected "run_1" as before',
    ),
    "prints once": (
        [*COMPLETE, ('operation.get("times", 1)', "1")],
        "Ask, row `print`",
        "for each of 2 times an array of 2 texts",
    ),
    "sizes too few": (
        [
            *COMPLETE,
            ("if path[0] in kept[0] else None for", "for"),
            (
                'in operation["at"]]}\n    if operation["do"] == "copy"',
                'in operation["at"][:-1]]}\n    if operation["do"] == "copy"',
            ),
        ],
        "Ask, row `sizes`",
        "one number or null for each path",
    ),
    "hashes to a number": ([*COMPLETE, ('{"hash": "1"}', '{"hash": 1}')], "Ask, row `hash`", "at hash"),
    "names no texts": ([*COMPLETE, ("dir(kept[0])", "[1]")], "Ask, row `names`", "at names/0"),
    "says something of a change": (
        [*COMPLETE, ('"changed"))\n        return {}', '"changed"))\n        return {"done": 1}')],
        "Ask, row `change`",
        '{"done": 1}',
    ),
}
"""Workers by what they do wrong: what is changed, the place of the page, and a part of the sentence."""
