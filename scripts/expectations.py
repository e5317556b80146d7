#!/usr/bin/env python3
"""Holds the program's records of the corpus articles against what their authors expect.

usage: expectations.py CHANCERY ARTICLE.md… [--quiet]
       expectations.py --check ARTICLE.md…      reads the articles alone, without the program

The last block of an article is fenced as ```expect; a line of it is one expectation:

    complete event statement                      # first line: for these kinds every entry has its line
    event "words of the article" type=CONSULT actor.country=FRA|RUS voice=null   # why
    maybe event "words" type=REQUEST              # may be entered or left out
    not statement "how many had died"

Kinds: statement event claim commitment note actor place. An entry fits when its spans overlap the words and all fields
agree; after `not` nothing may fit. Of an event the trigger and the mentions count, of a statement the content, of a claim and a commitment also
the spans of their statements. Values: `a|b` for alternatives, `*` for anything but null, `null`. A field is one of the entry's own, or looks
further:

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
LINE = re.compile(r'(?:(?P<sort>not|maybe)\s+)?(?P<kind>\w+)\s+"(?P<words>[^"]+)"(?P<fields>(?:\s+[\w.]+=(?:"[^"]*"|[^\s"]+))*)\s*(?:#.*)?')
FIELD = re.compile(r'([\w.]+)=(?:"([^"]*)"|(\S+))')
FOREIGN = re.compile(r"\*\*|__|\]\(|`|^\||<[a-z/]", re.MULTILINE)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCHEMA = os.path.join(ROOT, "crates", "record", "schema", "chancery-1.json")

# `sort` is "", "not" or "maybe".
Expectation = collections.namedtuple("Expectation", "line sort kind words fields source")
# `complete` has the kinds of which every entry has a line.
Article = collections.namedtuple("Article", "text expectations complete")


def articles(root):
    """The project's Markdown articles that end in expectations."""
    files = sorted(glob.glob(os.path.join(root, "corpus", "*.md")) + glob.glob(os.path.join(root, "examples", "*.md")))
    return [path for path in files if os.path.basename(path) != "README.md"]


def read_article(path):
    """An article: the text that the program extracts from it, and its expectations. Stops where a line is none."""
    article, problems = parse(path)
    if problems:
        sys.exit("\n".join(problems))
    return article


def parse(path):
    """An article, and what is wrong with its form."""
    with open(path, encoding="utf8", newline="") as article:
        file = article.read()
    parts = re.fullmatch(r"(---\n.*?\n---\n)?(.*?)\n```expect\n(.*?)\n?```\s*", file, re.DOTALL)
    if not parts:
        return None, [f"{path}: no ```expect block at the end; add one, as corpus/README.md shows"]
    # A blank line or a list mark begins a paragraph.
    blocks = re.split(r"\n[ \t]*\n|\n(?=[-*][ \t])", parts.group(2).strip("\n"))
    text = "\n\n".join(re.sub(r"^(#+|[-*]|\d+[.)]|>)[ \t]+", "", " ".join(line.strip(" \t") for line in b.split("\n"))) for b in blocks)
    first = file[: parts.start(3)].count("\n") + 1
    article, problems = Article(text, [], set()), []
    for number, line in enumerate(parts.group(3).split("\n"), first):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.partition(" ")[0] == "complete":
            kinds = line.partition("#")[0].split()[1:]
            wrong = [f"no kind of entry is named {k}" for k in kinds if k not in KINDS]
            wrong += ["`complete` stands before all else"] * bool(article.expectations)
            article.complete.update(kinds)
        else:
            wrong = read_expectation(number, line, article)
        problems += [f"{path}:{number}: {problem}" for problem in wrong]
    return article, problems


def read_expectation(number, line, article):
    """Adds a line's expectation to the article. Gives what is wrong with it."""
    match = LINE.fullmatch(line)
    if not match or match["kind"] not in KINDS:
        return ['not an expectation; write: [not|maybe] event "words of the article" field=value …']
    kind, words = match["kind"], match["words"]
    pairs = [(name, plain or quoted) for name, quoted, plain in FIELD.findall(match["fields"])]
    wrong = [f"{kind} has no field {name}" for name, _ in pairs if name.partition(".")[0] not in FIELDS[kind]]
    wrong += [f"{name} is given twice" for name, n in collections.Counter(name for name, _ in pairs).items() if n > 1]
    times = article.text.count(words)
    if times == 0:
        wrong.append(f"not in the article: {words}")
    elif times > 1 and article.complete:
        wrong.append(f"{times} times in the article: {words}")
    article.expectations.append(Expectation(number, match["sort"] or "", kind, words, dict(pairs), line))
    return wrong


def vocabulary_problems(expectation, schema):
    """What is wrong with the values of an expectation by the record's schema."""
    defs = schema["$defs"]
    own = {"event": {"type": "plover_type"}, "note": {"kind": "note_kind"}, "actor": {"kind": "actor_kind"}, "place": {"kind": "place_kind"}}
    own["commitment"] = {"kind": "commitment_kind"}
    for name, wanted in expectation.fields.items():
        head, _, tail = name.partition(".")
        of_actor = {"kind": "place_kind" if head == "place" else "actor_kind", "sector": "sector"}
        closed = defs.get(of_actor.get(tail, "precision") if tail else own.get(expectation.kind, {}).get(name, name), {}).get("enum")
        for value in wanted.split("|"):
            if value in ("*", "null"):
                continue
            if (tail or name) == "country" and not re.fullmatch("[A-Z]{3}", value):
                yield f"{name}: {value} is no country code"
            elif tail in ("first", "last") and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                yield f"{name}: {value} is not YYYY-MM-DD"
            elif closed and tail in ("", "kind", "sector", "precision") and value not in closed:
                yield f"{name} is never {value}; it is one of {' '.join(closed)}"
    fields = expectation.fields
    if expectation.kind == "event" and fields.get("mode") not in (None, "null", "*") and "type" in fields:
        modes = {m for rule in defs["event"]["allOf"] if set(fields["type"].split("|")) & types_of(rule) for m in modes_of(rule)}
        for mode in set(fields["mode"].split("|")) - modes - {"null"}:
            yield f"{fields['type']} has no mode {mode}"


def types_of(rule):
    condition = rule["if"]["properties"]["type"]
    return set(condition.get("enum", [condition.get("const")]))


def modes_of(rule):
    return rule["then"]["properties"]["mode"].get("enum", [])


def form_problems(path):
    """All that is wrong with an article's form, found without the program."""
    article, problems = parse(path)
    if not article:
        return problems
    with open(SCHEMA, encoding="utf8") as file:
        schema = json.load(file)
    with open(path, encoding="utf8") as file:
        front = file.read().partition("\n---\n")[0]
    problems += [f"{path}: the front matter has no {key}" for key in ("title", "date", "publisher") if f"\n{key}: " not in front]
    if foreign := FOREIGN.search(article.text):
        problems.append(f"{path}: Markdown other than headings, paragraphs and plain items: {foreign.group()}")
    for e in article.expectations:
        problems += [f"{path}:{e.line}: {problem}" for problem in vocabulary_problems(e, schema)]
    return problems


def spans(value):
    """All spans anywhere inside an entry, as (start, end, words)."""
    if isinstance(value, dict):
        if "start" in value and "end" in value and "text" in value:
            yield value["start"], value["end"], value["text"]
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

    def describe(self, kind, entry):
        """An entry in a line: its main fields and its words."""
        name = lambda id: self.actors[id]["name"] if id in self.actors else "?"
        side = lambda x: " & ".join(name(y["actor"]) for y in x) or "?"
        words = {"event": "trigger", "statement": "content", "claim": "gist", "commitment": "evidence", "note": "span"}.get(kind, "mentions")
        text = next(spans(entry[words]))[2].replace("\n", " ")
        fields = {
            "statement": lambda e: [name(e["speaker"]), e["act"], e["manner"]],
            "event": lambda e: [e["type"], e["modality"], f"{side(e['actors'])} > {side(e['recipients'])}", "voice " + str(e["voice"]) if e["voice"] else ""],
            "claim": lambda e: [f"{name(p['actor'])} {p['stance']}" for p in e["positions"]],
            "commitment": lambda e: [e["kind"], name(e["issuer"])],
            "note": lambda e: [e["kind"]],
            "actor": lambda e: [e["name"], e["kind"], e["country"] or "?", *e["sectors"]],
            "place": lambda e: [e["name"], e["kind"], e["country"] or "?"],
        }[kind](entry)
        return f"{'  '.join(filter(None, fields))}  “{text if len(text) < 70 else text[:60] + '…'}”"

    def where(self, kind, entry):
        """The spans that an expectation's words are compared with."""
        if kind == "event":
            return [*spans(entry["trigger"]), *spans(entry["mentions"])]
        if kind == "statement":
            return spans(entry["content"])
        statements = {"claim": [p["statement"] for p in entry.get("positions", [])], "commitment": [entry.get("statement")]}.get(kind, [])
        return [*spans(entry), *(span for s in statements if s in self.statements for span in spans(self.statements[s]))]

    def fits(self, kind, entry, places, fields):
        near = any(a < end and start < b for a, b, _ in self.where(kind, entry) for start, end in places)
        return near and all(agrees(self.values(kind, entry, f), wanted) for f, wanted in fields.items())


def agrees(values, wanted):
    """True where one of the alternatives holds: a value, `*` for anything but null, `null` for nothing at all."""
    text = lambda v: str(v).lower() if isinstance(v, bool) else str(v)
    present = {text(v) for v in values if v is not None}
    return any(not present if choice == "null" else present if choice == "*" else choice in present for choice in wanted.split("|"))


def failures(record, article):
    """The expectations that the record does not meet, each with the fields in which what stands there differs."""
    record = Record(record)
    for e in article.expectations:
        places = occurrences(article.text, e.words)
        found = [x for x in record.entries(e.kind) if record.fits(e.kind, x, places, e.fields)]
        if e.sort != "maybe" and bool(found) == (e.sort == "not"):
            near = found or [x for x in record.entries(e.kind) if record.fits(e.kind, x, places, {})]
            values = [{f: record.values(e.kind, x, f) for f in e.fields} for x in near[:3]]
            yield e, values if e.sort else [{f: v for f, v in x.items() if not agrees(v, e.fields[f])} for x in values]


def occurrences(text, words):
    return [(m.start(), m.end()) for m in re.finditer(re.escape(words), text)]


def read_all(records, paths):
    """Every article with its record, as (path, article, record), from records in JSON Lines in the same order."""
    for path, line in zip(paths, records, strict=True):
        article, record = read_article(path), json.loads(line)
        if record["document"]["id"] != hashlib.sha256(article.text.encode()).hexdigest():
            sys.exit(f"{path}: uses Markdown that scripts/expectations.py does not read; keep to headings, paragraphs and plain items")
        yield path, article, record


def check(read):
    """Gives counts of (held, total) by kind, and the failures as (path, expectation, found)."""
    counts = collections.defaultdict(lambda: [0, 0])
    failed = []
    for path, article, record in read:
        wrong = list(failures(record, article))
        failed += [(path, e, found) for e, found in wrong]
        for e in article.expectations:
            if e.sort != "maybe":
                kind = f"{e.sort} {e.kind}".strip()
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
    args.add_argument("--check", action="store_true", help="look at the articles' form alone; there is no CHANCERY argument")
    args.add_argument("--quiet", action="store_true", help="totals only")
    args.add_argument("files", nargs="+", metavar="[CHANCERY] ARTICLE.md…")
    args = args.parse_args()
    if args.check:
        problems = [problem for path in args.files for problem in form_problems(path)]
        print("\n".join(problems) or f"{len(args.files)} articles are in form")
        sys.exit(1 if problems else 0)
    chancery, *paths = args.files
    run = subprocess.run([chancery, "read", *paths, "--format", "jsonl"], stdout=subprocess.PIPE, check=True)
    counts, failed = check(read_all(run.stdout.splitlines(), paths))
    show(counts, [] if args.quiet else failed)
    held, total = (sum(c[i] for c in counts.values()) for i in (0, 1))
    print(f"{held} of {total} expectations hold in {len(paths)} articles")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
