#!/usr/bin/env python3
"""Holds the program's records of the corpus articles against what their authors expect.

usage: expectations.py CHANCERY ARTICLE.md… [--quiet]

The last block of an article is fenced as ```expect; a line of it is one expectation:

    event "words of the article" type=CONSULT actor.country=FRA|RUS voice=null   # why
    not statement "how many had died"

Kinds: statement event claim commitment note actor place. An entry fits when one of its spans overlaps an occurrence of the words (of a
claim and a commitment also the spans of their statements) and all fields agree; after `not` nothing may fit. Values: `a|b` for
alternatives, `*` for anything but null, `null`. A field is one of the entry's own, or looks further:

    actor.X recipient.X speaker.X issuer.X addressee.X position.X    of the actor: name, kind, country, sector, role, entity
    voice.X                    of the speaker of an event's statement, or of the person who spoke a commitment
    place.X                    name, kind, country of an event's place
    date.X deadline.X          first, last, precision
    stance                     of any of a claim's positions
    sector                     of an actor

Prints what fails, and the share that holds for each kind.
"""

import argparse
import collections
import glob
import hashlib
import json
import os
import re
import subprocess
import sys

KINDS = {k: k + "s" for k in ("statement", "event", "claim", "commitment", "note", "actor", "place")}
FIELDS = {
    "statement": {"speaker", "cue", "manner", "act", "polarity", "resolution", "within", "addressee"},
    "event": {"type", "mode", "cameo", "mutual", "modality", "historical", "voice", "actor", "recipient", "place", "date", "context", "magnitude"},
    "claim": {"stance", "position", "event"},
    "commitment": {"kind", "issuer", "voice", "addressee", "condition", "consequence", "deadline"},
    "note": {"kind"},
    "actor": {"name", "kind", "country", "sector", "role", "entity"},
    "place": {"name", "kind", "country", "admin", "geonames"},
}
LINE = re.compile(r'(?P<negated>not\s+)?(?P<kind>\w+)\s+"(?P<words>[^"]+)"(?P<fields>(?:\s+[\w.]+=(?:"[^"]*"|[^\s"]+))*)\s*(?:#.*)?')
FIELD = re.compile(r'([\w.]+)=(?:"([^"]*)"|(\S+))')

Expectation = collections.namedtuple("Expectation", "line negated kind words fields source")


def articles(root):
    """The project's Markdown articles that end in expectations."""
    files = sorted(glob.glob(os.path.join(root, "corpus", "*.md")) + glob.glob(os.path.join(root, "examples", "*.md")))
    return [path for path in files if os.path.basename(path) != "README.md"]


def read_article(path):
    """The text that the program extracts from an article, and its expectations."""
    with open(path, encoding="utf8", newline="") as article:
        file = article.read()
    parts = re.fullmatch(r"(---\n.*?\n---\n)?(.*?)\n```expect\n(.*?)\n?```\s*", file, re.DOTALL)
    if not parts:
        sys.exit(f"{path}: no ```expect block at the end; add one, as corpus/README.md shows")
    # A blank line or a list mark begins a paragraph.
    blocks = re.split(r"\n[ \t]*\n|\n(?=[-*][ \t])", parts.group(2).strip("\n"))
    text = "\n\n".join(re.sub(r"^(#+|[-*]|\d+[.)]|>)[ \t]+", "", " ".join(line.strip(" \t") for line in b.split("\n"))) for b in blocks)
    first = file[: parts.start(3)].count("\n") + 1
    expectations = []
    for number, line in enumerate(parts.group(3).split("\n"), first):
        if line.strip() and not line.lstrip().startswith("#"):
            expectations.append(read_expectation(path, number, line, text))
    return text, expectations


def read_expectation(path, number, line, text):
    match = LINE.fullmatch(line.strip())
    if not match or match["kind"] not in KINDS:
        sys.exit(f'{path}:{number}: not an expectation; write: [not] event "words of the article" field=value …')
    fields = {name: plain if plain else quoted for name, quoted, plain in FIELD.findall(match["fields"])}
    for name in fields:
        if name.partition(".")[0] not in FIELDS[match["kind"]]:
            sys.exit(f"{path}:{number}: {match['kind']} has no field {name}")
    if match["words"] not in text:
        sys.exit(f"{path}:{number}: not in the article: {match['words']}")
    return Expectation(number, bool(match["negated"]), match["kind"], match["words"], fields, line.strip())


def spans(value):
    """All spans anywhere inside an entry."""
    if isinstance(value, dict):
        if "start" in value and "end" in value and "text" in value:
            yield value["start"], value["end"]
        else:
            for inner in value.values():
                yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


class Record:
    """A record, with its references followed."""

    def __init__(self, record):
        self.record = record
        self.actors = {a["id"]: a for a in record["actors"]}
        self.places = {p["id"]: p for p in record["places"]}
        self.statements = {s["id"]: s for s in record["statements"]}

    def entries(self, kind):
        return self.record[KINDS[kind]]

    def of_actors(self, ids, name):
        found = [self.actors[i] for i in ids if i in self.actors]
        return [s for a in found for s in a["sectors"]] if name == "sector" else [a.get(name) for a in found]

    def values(self, kind, entry, field):
        """What an entry has in a field, as a list."""
        head, _, tail = field.partition(".")
        if head in ("stance", "position"):
            positions = entry["positions"]
            return self.of_actors([p["actor"] for p in positions], tail) if tail else [p["stance"] for p in positions]
        if field == "sector":
            return entry["sectors"]
        if field == "context":
            return entry["contexts"]
        if head == "magnitude" and tail:
            return [entry["magnitude"].get(tail)]
        if not tail:
            lists = {"actor": "actors", "recipient": "recipients", "addressee": "addressees"}
            return (entry[lists[head]] or [None]) if head in lists and lists[head] in entry else [entry.get(head)]
        if head in ("actor", "recipient"):
            return self.of_actors([x["actor"] for x in entry[head + "s"]], tail)
        if head == "addressee":
            return self.of_actors(entry["addressees"], tail)
        if head == "voice" and kind == "event":
            return self.of_actors([self.statements.get(entry["voice"], {}).get("speaker")], tail)
        if head == "place":
            return [self.places.get(entry["place"], {}).get(tail)]
        if head in ("date", "deadline", "cue"):
            return [(entry[head] or {}).get(tail)]
        return self.of_actors([entry.get(head)], tail)

    def where(self, kind, entry):
        yield from spans(entry)
        if kind == "claim":
            for position in entry["positions"]:
                yield from spans(self.statements.get(position["statement"], {}))
        if kind == "commitment":
            yield from spans(self.statements.get(entry["statement"], {}))

    def fits(self, kind, entry, places, fields):
        near = any(a < end and start < b for a, b in self.where(kind, entry) for start, end in places)
        return near and all(agrees(self.values(kind, entry, f), wanted) for f, wanted in fields.items())


def agrees(values, wanted):
    if wanted == "null":
        return all(v is None for v in values)
    if wanted == "*":
        return any(v is not None for v in values)
    text = lambda v: str(v).lower() if isinstance(v, bool) else str(v)
    return any(v is not None and text(v) in wanted.split("|") for v in values)


def failures(record, text, expectations):
    """The expectations that the record does not meet, each with the fields in which what stands there differs."""
    record = Record(record)
    for e in expectations:
        places = [(m.start(), m.end()) for m in re.finditer(re.escape(e.words), text)]
        found = [x for x in record.entries(e.kind) if record.fits(e.kind, x, places, e.fields)]
        if bool(found) == e.negated:
            near = found or [x for x in record.entries(e.kind) if record.fits(e.kind, x, places, {})]
            values = [{f: record.values(e.kind, x, f) for f in e.fields} for x in near[:3]]
            yield e, values if e.negated else [{f: v for f, v in x.items() if not agrees(v, e.fields[f])} for x in values]


def check(chancery, paths):
    """Reads every article. Gives counts of (held, total) by kind, and the failures as (path, expectation, found)."""
    counts = collections.defaultdict(lambda: [0, 0])
    failed = []
    for path in paths:
        text, expectations = read_article(path)
        run = subprocess.run([chancery, "read", path, "--format", "json"], stdout=subprocess.PIPE, check=True)
        record = json.loads(run.stdout)
        if record["document"]["id"] != hashlib.sha256(text.encode()).hexdigest():
            sys.exit(f"{path}: uses Markdown that scripts/expectations.py does not read; keep to headings, paragraphs and plain items")
        wrong = list(failures(record, text, expectations))
        failed += [(path, e, found) for e, found in wrong]
        for e in expectations:
            kind = "not " * e.negated + e.kind
            counts[kind][1] += 1
            counts[kind][0] += all(e is not w for w, _ in wrong)
    return counts, failed


def show(counts, failed):
    for path, e, found in failed:
        print(f"{os.path.relpath(path)}:{e.line}: {e.source}")
        for values in found:
            print("    found " + ("  ".join(f"{f}={'|'.join(map(str, v)) or 'null'}" for f, v in values.items()) or "an entry"))
    for kind in sorted(counts):
        print("%-16s %3d of %3d hold" % (kind, *counts[kind]))


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("chancery", help="the binary")
    args.add_argument("articles", nargs="+")
    args.add_argument("--quiet", action="store_true", help="totals only")
    args = args.parse_args()
    counts, failed = check(args.chancery, args.articles)
    show(counts, [] if args.quiet else failed)
    held, total = (sum(c[i] for c in counts.values()) for i in (0, 1))
    print(f"{held} of {total} expectations hold in {len(args.articles)} articles")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
