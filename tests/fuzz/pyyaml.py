"""Says what PyYAML makes of YAML texts, in the way that the vendor's tool uses it.

Modes (all answers are lines of JSON on stdout):
  python3 pyyaml.py generate SEED COUNT   makes texts (yaml_inputs.py) and answers them
  python3 pyyaml.py answer                answers each line of stdin, a JSON string, at once
  python3 pyyaml.py bless FILE...         rewrites the answers in files of cases

An answer has "yaml" and one of: "json" (the value, compact), "json_error" (it loads, but has no JSON
form), "load_error". Exits with 3 when PyYAML 6.0.3 is not there. Not here: any comparison.
"""

import json
import sys

try:
    import yaml
except ImportError:
    sys.exit(3)
if yaml.__version__ != "6.0.3":
    sys.exit(3)

NODE_LIMIT = 300_000


class Loader(yaml.SafeLoader):
    """SafeLoader without the implicit timestamp type."""


Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def size(value, left):
    """How much of `left` remains when the nodes of the value are counted; negative when it is too big."""
    left -= 1
    if isinstance(value, dict):
        value = [part for pair in value.items() for part in pair]
    if isinstance(value, (list, tuple)):
        for part in value:
            if left < 0:
                return left
            left = size(part, left)
    return left


def is_too_big(value):
    """Whether aliases make the value so big that writing it would take too long."""
    try:
        return size(value, NODE_LIMIT) < 0
    except RecursionError:
        return False


def as_json(value):
    """The value as compact JSON with the two halves of a surrogate pair joined, as its reader joins them."""
    text = compact(value)
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    # Keys that were different for Python may now be the same: a reader of JSON takes the last one.
    return text if joined == text else compact(json.loads(joined))


def compact(value):
    return json.dumps(value, allow_nan=False, ensure_ascii=False, separators=(",", ":"))


def answer(text):
    """What becomes of one text."""
    try:
        value = yaml.load(text, Loader=Loader)
    except Exception as error:  # PyYAML also lets ValueError, KeyError and others through
        return {"yaml": text, "load_error": f"{type(error).__name__}: {error}"}
    try:
        if is_too_big(value):
            raise ValueError("too big")
        return {"yaml": text, "json": as_json(value)}
    except Exception as error:
        return {"yaml": text, "json_error": str(error)}


def say(item):
    sys.stdout.write(json.dumps(item) + "\n")


def main(mode, *arguments):
    if mode == "generate":
        from yaml_inputs import inputs

        for text in inputs(int(arguments[0]), int(arguments[1])):
            say(answer(text))
    elif mode == "answer":
        for line in sys.stdin:
            say(answer(json.loads(line)))
            sys.stdout.flush()
    elif mode == "bless":
        for path in arguments:
            with open(path, encoding="utf-8") as file:
                cases = [json.loads(line) for line in file]
            with open(path, "w", encoding="utf-8") as file:
                for case in cases:
                    file.write(json.dumps(answer(case["yaml"]), ensure_ascii=False) + "\n")


main(*sys.argv[1:])
