"""The shared file of the workers in Node does all of the protocol."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.workers.asking import EXAMPLES, Command, decoding, replies_of, replies_to

pytestmark = pytest.mark.toolchain("node")

PLAIN = Command(["node", "plain/worker.mjs"])
RUN = '{"id": "run_1", "tools": [{"type": "function"}], "metadata": {}, "n": 1, "flag": false, "none": null}'

ODD_CLIENT = """
import { camelCased, serve } from "%s";

class Refused extends Error {}
class Tool {
  #type = "function";
  get type() { return this.#type; }
  get broken() { throw new Refused("no\\nluck", { cause: new RangeError("deep") }); }
  run() {}
}
const VALUES = {
  tool: new Tool(),
  frozen: Object.freeze({ a: 1 }),
  time: new Date(1700000000500),
  no_time: new Date(NaN),
  word: new String("queued"),
  huge: 2 ** 64, zero: -0, nan: NaN, inf: -Infinity, big: 12345678901234567890n, far: 1e300,
  lone: "\\ud83dx",
  map: new Map([[1, 2]]),
  camelCase: { snakeCase: 1 },
  free: { snake_case: 2, snakeCase: 3 },
};
console.log("at the start");
await serve({
  name: "odd",
  decode: async (bytes) => {
    console.log("decoding");
    const document = String(bytes);
    if (document === "refuse") throw new Refused("not this one");
    if (document === "text") throw "a text";
    if (document === "exit") process.exit(7);
    return document === "null" ? null : { ...VALUES };
  },
  encode: () => Uint8Array.of(0xff),
  encoders: { text: () => "\\ud83d" },
  equal: (left, right) => left === right,
  hash: () => 5,
  copies: { copy: (value) => ({ ...value }) },
  prints: { number: () => 5, text: () => "it" },
  member: camelCased({ free: [/^\\/free/], odd: { no_time: "no_time" } }),
});
"""


def odd_client(folder: Path) -> Command:
    worker = folder / "worker.mjs"
    worker.write_text(ODD_CLIENT % (EXAMPLES / "node" / "protocol.mjs").as_uri(), encoding="utf-8")
    return Command(["node", str(worker)])


def test_every_operation_is_answered() -> None:
    """What a worker offers it can do, and what was changed is taken back."""
    where = [["id"], ["tools"], ["metadata"], ["n"], ["none"], ["gone"], ["tools", 0, "type"], ["flag"]]
    script: list[dict[str, Any]] = [
        dict(decoding(RUN)),
        dict(decoding(RUN, into=1)),
        {"do": "fields", "value": 0, "at": where},
        {"do": "sizes", "value": 0, "at": where},
        {"do": "equal", "left": 0, "right": 1},
        {"do": "change", "value": 0, "scalars": [{"at": [], "names": ["id", "n", "flag"]}], "containers": [["tools"]]},
        {"do": "fields", "value": 0, "at": where},
        {"do": "equal", "left": 0, "right": 1},
        {"do": "undo"},
        {"do": "equal", "left": 0, "right": 1},
        {"do": "copy", "as": 2, "value": 0, "by": "structuredClone"},
        {"do": "equal", "left": 0, "right": 2},
        {"do": "print", "value": 0, "by": ["inspect"], "times": 2},
        {"do": "names", "value": 0},
        {"do": "encode", "as": 3, "value": 0},
        {"do": "decode", "as": 4, "written": 3},
        {"do": "equal", "left": 4, "right": 0},
        {"do": "equal", "left": 4, "other": 5},
        {"do": "drop"},
        {"do": "encode", "as": 5, "value": 0},
    ]
    done = replies_of(PLAIN, script)
    answers = done.answers()
    assert set(done.hello["offers"]) == {"encode", "equal", "copy", "print", "change", "names"}
    array = {"$class": "Array"}
    assert answers[2] == {"fields": ["run_1", array, {}, 1, None, {"$absent": True}, "function", False]}
    assert answers[3] == {"sizes": [None, 1, 0, None, None, None, None, None]}
    assert answers[6] == {"fields": ["run_1~", array, {}, 2, None, {"$absent": True}, "function", True]}
    assert [answers[at]["yes"] for at in (4, 7, 9, 11, 16, 17)] == [True, False, True, True, True, False]
    assert answers[12]["texts"][0] == answers[12]["texts"][1]
    assert {"id", "tools", "constructor", "__proto__"} <= set(answers[13]["names"])
    assert json.loads(answers[14]["text"]) == json.loads(RUN)
    assert answers[18:] == [{}, {"skipped": True}]


def test_odd_values_are_shown_as_what_they_are(tmp_path: Path) -> None:
    """Dates, bounds of numbers, getters and classes each have their form; methods are no data."""
    names = ["time", "no_time", "word", "huge", "zero", "nan", "inf", "big", "far", "lone", "map", "tool"]
    paths = [[name] for name in names] + [["tool", "type"], ["tool", "run"], ["constructor"]]
    (_, shown) = replies_of(odd_client(tmp_path), [decoding("{}"), {"do": "fields", "value": 0, "at": paths}]).answers()
    assert dict(zip(names, shown["fields"], strict=False)) == {
        "time": {"$time": 1700000000.5},
        "no_time": {"$as": "Date", "value": {"$float": "nan"}},
        "word": {"$as": "String", "value": "queued"},
        "huge": {"$number": "18446744073709551616"},
        "zero": {"$number": "-0.0"},
        "nan": {"$float": "nan"},
        "inf": {"$float": "-inf"},
        "big": {"$number": "12345678901234567890"},
        "far": 1e300,
        "lone": {"$text": [0xD83D, ord("x")]},
        "map": {"$class": "Map"},
        "tool": {"$class": "Tool"},
    }
    assert shown["fields"][len(names) :] == ["function", {"$absent": True}, {"$absent": True}]


def test_members_are_asked_for_by_their_names_on_the_wire(tmp_path: Path) -> None:
    """Where the client renames, only its own names are translated, and none in free data."""
    paths = [["camel_case", "snake_case"], ["camelCase"], ["free", "snake_case"], ["free", "snakeCase"]]
    (_, shown) = replies_of(odd_client(tmp_path), [decoding("{}"), {"do": "fields", "value": 0, "at": paths}]).answers()
    assert shown == {"fields": [1, {"$absent": True}, 2, 3]}


def test_an_error_has_its_classes_its_chain_and_the_rest_of_its_message(tmp_path: Path) -> None:
    """One that a member raises when it is read is shown at that member alone."""
    script = [decoding("{}"), {"do": "fields", "value": 0, "at": [["tool", "broken"], ["huge"]]}]
    (_, shown) = replies_of(odd_client(tmp_path), script).answers()
    error = shown["fields"][0]["$error"]
    assert (error["type"], error["message"], error["further"]) == ("Refused", "no", ["luck"])
    assert (error["classes"], error["chain"]) == (["Refused", "Error"], ["RangeError: deep"])
    assert shown["fields"][1] == {"$number": "18446744073709551616"}


def test_whatever_is_thrown_is_an_answer(tmp_path: Path) -> None:
    """Errors and other values that are thrown are told apart, and null is a value that is nothing."""
    refused, text, nothing = replies_of(
        odd_client(tmp_path), [decoding("refuse"), decoding("text", into=1), decoding("null", into=2)]
    ).answers()
    assert refused["error"]["type"] == "Refused"
    assert text == {"error": {"type": "string", "message": "a text"}}
    assert nothing == {"type": "null", "nothing": True}


def test_bytes_and_texts_that_are_no_utf_8_are_written_in_their_own_forms(tmp_path: Path) -> None:
    """An encoder's bytes come as base64, lone surrogates by their code points, and what is no text is an error."""
    script = [
        decoding("{}"),
        {"do": "encode", "as": 1, "value": 0},
        {"do": "encode", "as": 2, "value": 0, "by": "text"},
        {"do": "print", "value": 0, "by": ["number"]},
        {"do": "hash", "value": 0},
    ]
    done = replies_of(odd_client(tmp_path), script)
    _, data, text, printed, hashed = done.answers()
    assert (data, text, hashed) == ({"base64": "/w=="}, {"text": {"$text": [0xD83D]}}, {"hash": "5"})
    assert printed["error"]["message"] == "number in place of a text"
    assert done.hello["encoders"] == ["text"]


def test_what_refuses_to_be_changed_is_left(tmp_path: Path) -> None:
    """A frozen object stays as it is, and the worker goes on."""
    change = {"do": "change", "value": 0, "scalars": [{"at": ["frozen"], "names": ["a"]}], "containers": [["frozen"]]}
    script = [decoding("{}"), change, {"do": "fields", "value": 0, "at": [["frozen", "a"]]}, {"do": "undo"}]
    assert replies_of(odd_client(tmp_path), script).answers()[1:] == [{}, {"fields": [1]}, {}]


def test_what_the_library_prints_goes_to_standard_error(tmp_path: Path) -> None:
    """Standard output has the replies alone, even while the library is loaded."""
    done = replies_of(odd_client(tmp_path), [decoding("{}")])
    assert done.printed.splitlines() == ["at the start", "decoding"]


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ('{"id": 1, "ask": [{"do": "compare"}]}', {"id": 1, "problem": "no operation named compare"}),
        ('{"id": 1, "ask": [{"do": "hash", "value": 0}]}', {"id": 1, "problem": "the client offers no hash"}),
        ('{"id": 1}', {"id": 1, "problem": "a message has `hello` or `ask`"}),
    ],
)
def test_what_a_worker_cannot_understand_is_a_problem(line: str, reply: Any) -> None:
    """A problem is of the whole message, and the next one is answered."""
    done = replies_to(PLAIN, f'{line}\n{{"id": 2, "ask": []}}\n'.encode())
    assert done.replies == [reply, {"id": 2, "answers": []}]


def test_a_line_that_is_no_json_is_a_problem_without_an_id() -> None:
    """Garbage is answered, and half a line at the end of the input is no message."""
    (reply,) = replies_to(PLAIN, b'garbage\n{"id": 3').replies
    assert (reply["id"], "is not valid JSON" in reply["problem"]) == (None, True)


def test_a_line_ends_at_the_newline_alone() -> None:
    """A message with U+2028 in a text is one line."""
    line = json.dumps({"id": 1, "ask": [{"do": "no\u2028where"}]}, ensure_ascii=False)
    (reply,) = replies_to(PLAIN, f"{line}\n".encode()).replies
    assert reply["problem"] == "no operation named no\u2028where"


def test_an_error_that_node_raises_says_so() -> None:
    """What JSON.parse says is about the text, and failures are not told apart by it."""
    (refused,) = replies_of(PLAIN, [decoding('{"id": ')]).answers()
    assert (refused["error"]["type"], refused["error"]["library"]) == ("SyntaxError", "node")
