"""Makes YAML texts for comparing readers: seeds, random documents, mutations and character soup.

The seeds are the texts of tests/yaml/cases. Everything else follows from the seed number, so a failing
text can be made again. What PyYAML makes of the texts is not here (pyyaml.py).
"""

import json
import pathlib
import random

CASES = pathlib.Path(__file__).parent.parent / "yaml" / "cases"


def texts(name):
    """The texts of one file of cases."""
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    return [json.loads(line)["yaml"] for line in lines if line]


SCALARS = texts("scalars.jsonl")
DOCUMENTS = texts("documents.jsonl") + texts("locations.jsonl")

# Around the limits of simple keys, nesting and Python's numbers. Too long to be cases.
LONG = ["k" * length + ": v\n" for length in (1023, 1024, 1025)]
LONG += ["'" + "k" * length + "': v\n" for length in (1022, 1023)]
LONG += ["a: 9" + "9" * length for length in (4299, 4300)]
LONG += ["a: 0x" + "f" * 5000, "a: 0" + "7" * 5000, "a: 0b" + "1" * 300, "a: 1" + ":59" * 300]
LONG += ["a: 1" + ":59" * 200 + ".5", "a: 1" + "0" * 400 + ".0", "a: 0." + "0" * 400 + "1"]
LONG += ["- " * 300 + "a", "[" * 390 + "]" * 390, "[" * 1000 + "]" * 1000]

SOUP = list(" \n\n:-?,[]{}#&*!|>'\"%@`ab01.~<=_\t\\/+exYn")
SOUP += [": ", "- ", "? ", "\n  ", "\n ", "---", "...", "\r\n", "\r", "<<", "!!", "&a ", "*a", "|\n", ">\n"]
SOUP += ["\u0085", "\u2028", "\ufeff", "é"]

DIGITS = ["0123456789", "01_", "0123456789_.", "059:.", "0123456789abcdefx_", "01b_", "1.e+-5", "07o_", "19:6"]
PREFIXES = ["", "", "", "-", "+", "0x", "0b", "0o", "0", "-0x", "--", "."]

# Keys of which several are equal in Python, and the special ones.
KEYS = ["1", "1.0", "true", "yes", "0", "-0", "0.0", "no", "x", "y", "'1'", "null", "~", "1e0", "1.5", "!!str 1"]
KEYS += ["<<", "<<", "<<", "="]


class Maker:
    """Makes texts from one source of randomness."""

    def __init__(self, random):
        self.random = random
        self.choice = random.choice
        self.below = random.randrange

    def flow(self, depth):
        """A value in flow style."""
        kind = self.random.random()
        if depth <= 0 or kind < 0.5:
            return self.choice(SCALARS)
        items = [self.flow(depth - 1) for _ in range(self.below(4))]
        separator = self.choice([", ", ",", " , ", ",\n ", "\n,"])
        if kind < 0.75:
            return "[" + separator.join(items) + "]"
        colons = [": ", ":", " : ", ":\n "]
        return "{" + separator.join(self.flow(0) + self.choice(colons) + item for item in items) + "}"

    def block(self, depth, indent):
        """A value in block style, as text that goes on at the current position."""
        kind = self.random.random()
        if depth <= 0 or kind < 0.25:
            return " " + self.flow(2) + "\n"
        if kind < 0.4:
            return self.block_scalar(" " * (indent + 2))
        text = self.choice(["", "", "", "", " &a", " !!map", " !!seq", " &b", " !!omap", " !!set", " # c"]) + "\n"
        inner = indent + self.choice([1, 2, 2, 2, 4])
        for _ in range(self.below(1, 4)):
            text += self.block_entry(kind, depth - 1, inner)
        return text

    def block_scalar(self, pad):
        """A literal or folded scalar."""
        header = self.choice(["|", ">", "|-", ">-", "|+", ">+", "|2", ">1-", "| # c"])
        lines = [self.choice(["x", " y", "", "z w", "# c", "\tt", "- a", "  "]) for _ in range(self.below(5))]
        return f" {header}\n" + "".join((pad + line).rstrip(self.choice(["", " "])) + "\n" for line in lines)

    def block_entry(self, kind, depth, indent):
        """An entry of a list or a pair of a mapping."""
        pad = " " * indent
        if kind < 0.65:
            return f"{pad}-{self.block(depth, indent)}"
        if kind < 0.95:
            key = self.choice(SCALARS if self.below(3) == 0 else ["a", "b", "c", "<<", "location_name", "git"])
            return f"{pad}{key}:{self.block(depth, indent)}"
        return f"{pad}?{self.block(depth, indent)}{pad}:{self.block(depth, indent)}"

    def number(self):
        """Something like a number or a time, often with an explicit tag."""
        text = self.choice([self.digits, self.digits, self.digits, self.float, self.time])()
        tag = self.choice(["", "", "", "", "!!int ", "!!float ", "!!timestamp ", "! "])
        return tag + (self.choice(["'{}'", '" {} "', '"{}\\n"', "{}"]).format(text) if tag else text)

    def digits(self):
        alphabet = self.choice(DIGITS)
        length = self.below(1, self.choice([4, 8, 30]))
        return self.choice(PREFIXES) + "".join(self.choice(alphabet) for _ in range(length))

    def float(self):
        small = self.random.random() * 10.0 ** self.below(-320, 308)
        tie = self.random.getrandbits(53) / 2.0 ** self.below(12)
        text = repr(self.choice([1, -1]) * self.choice([small, tie]))
        with_dot = text if "." in text else text.replace("e", ".0e")
        return self.choice([text, with_dot, text.upper(), text.replace("e", "0000e")])

    def time(self):
        parts = [str(self.below(limit)).zfill(self.choice([1, 2])) for limit in (2200, 14, 33, 26, 62, 62)]
        year, month, day, hour, minute, second = parts
        separator = self.choice(["T", "t", " ", "  ", "\t"])
        text = f"{year}-{month}-{day}{separator}{hour}:{minute}:{second}"
        zone = self.choice(["Z", " Z", "+1", "-05:30", " +24", "+23:59"])
        return self.choice([text, text[:10], text + ".5", text + zone])

    def merging(self):
        """Mappings that merge each other, and now and then themselves."""
        text = ""
        for place, name in enumerate("abcd"):
            known = "abcd"[: place + (self.below(10) == 0)]
            pairs = [f"{self.choice(KEYS)}: {self.merged(known)}" for _ in range(self.below(5))]
            tag = self.choice(["", "", "", "", "", "!!set ", "!!omap "])
            text += f"{name}: &{name} {tag}{{{', '.join(pairs)}}}\n"
        return text

    def merged(self, known):
        """A value that can be merged, most often."""
        alias = "*" + self.choice(known) if known else "{z: 2}"
        every = "[" + ", ".join("*" + name for name in known) + "]"
        return self.choice(["1", "x", alias, "{z: 1}", every, "[{x: 5}, {x: 6, y: 7}]", f"{{<<: {alias}, w: 2}}", "[]"])

    def mutate(self, text, other):
        """Text with a few small changes."""
        for _ in range(self.choice([1, 1, 1, 2, 3, 5])):
            at = self.below(len(text) + 1)
            end = min(len(text), at + self.choice([1, 1, 2, 5]))
            cut = self.below(len(other) + 1)
            instead = {
                0: "",
                1: self.choice(SOUP),
                2: self.choice(SOUP) + text[at:end],
                3: text[at:end] * 2,
                4: other[cut : cut + self.choice([3, 10, 40])] + text[at:end],
            }
            text = text[:at] + instead[self.below(5)] + text[end:]
        return text

    def any(self, pool):
        """Some text."""
        kind = self.random.random()
        if kind < 0.1:
            return "a: " + self.number()
        if kind < 0.2:
            return self.merging()
        if kind < 0.5:
            return self.mutate(self.choice(pool), self.choice(pool))
        if kind < 0.78:
            text = self.block(self.below(1, 4), 0).lstrip(" ")
            return self.mutate(text, self.choice(pool)) if self.below(5) < 2 else text
        if kind < 0.87:
            return self.flow(3)
        return "".join(self.choice(SOUP) for _ in range(self.below(1, 30)))


def inputs(seed, count):
    """Yields `count` texts: every fixed one first, then random ones."""
    maker = Maker(random.Random(seed))
    forms = ["{}", "a: {}", "[{}]", "{{{}: 1}}", "{}: 1", "- {}\n- x\n"]
    fixed = DOCUMENTS + LONG + [form.format(scalar) for form in forms for scalar in SCALARS]
    yield from fixed[:count]
    pool = [text for text in fixed if len(text) < 300]
    for _ in range(count - len(fixed)):
        text = maker.any(pool)
        if len(text) < 1000 and len(pool) < 20_000 and maker.below(20) == 0:
            pool.append(text)
        yield text
