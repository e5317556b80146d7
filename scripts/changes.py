"""What two sets of records have that the other lacks, entry by entry."""

import collections
import glob
import json
import os
import subprocess
import sys

import expectations
import program

KINDS = ("statement", "event", "claim", "commitment", "note")
COLOURS = {"+": "\033[32m", "-": "\033[31m"}


def entries(path):
    """What stands in a file of records, without the ids, which shift: pairs of a key (document, kind, what it says and where) and a line to read."""
    at = lambda span: span and (span["start"], span["end"])
    for line in open(path, encoding="utf8"):
        json_record = json.loads(line)
        record = expectations.Record(json_record)
        document = os.path.basename(json_record["document"]["source"] or "")
        actor = {a["id"]: a["name"] for a in json_record["actors"]}
        sides = lambda e: [tuple(sorted(str(actor.get(x["actor"])) for x in e[side])) for side in ("actors", "recipients")]
        keys = {
            "statement": lambda s: (s["act"], actor.get(s["speaker"]), at(s["speaker_span"]), tuple(map(at, s["content"]))),
            "event": lambda e: (e["type"], e["modality"], at(e["trigger"]), *sides(e)),
            "claim": lambda c: (at(c["gist"]["text"]), tuple((actor.get(p["actor"]), p["stance"]) for p in c["positions"])),
            "commitment": lambda k: (k["kind"], actor.get(k["issuer"]), tuple(map(at, k["evidence"]))),
            "note": lambda n: (n["kind"], at(n["span"])),
        }
        for kind in KINDS:
            for entry in record.entries(kind):
                yield (document, kind, *keys[kind](entry)), record.describe(kind, entry)


def between(before, after):
    """What was gained and lost from one file of records to another: sorted (document, kind, "+" or "-", line to read)."""
    counts, lines = [], {}
    for path in (before, after):
        found = list(entries(path))
        counts.append(collections.Counter(key for key, _ in found))
        lines.update(found)
    changed = [(sign, key) for sign, part in (("-", counts[0] - counts[1]), ("+", counts[1] - counts[0])) for key in part.elements()]
    return sorted((key[0], key[1], sign, lines[key]) for sign, key in changed)


def totals(changes):
    """The number of entries gained and lost of each kind, in words."""
    count = collections.Counter((kind, sign) for _, kind, sign, _ in changes)
    kinds = (f"{kind}s +{count[kind, '+']} -{count[kind, '-']}" for kind in KINDS if count[kind, "+"] or count[kind, "-"])
    return ", ".join(kinds) or "no change"


def show(changes):
    colour = sys.stdout.isatty()
    last = None
    for document, kind, sign, line in changes:
        if document != last:
            print(f"\n{document}")
        last = document
        text = f"  {sign} {kind:<11}{line}"
        print(f"{COLOURS[sign]}{text}\033[0m" if colour else text)
    print(f"\n{totals(changes)}")


def binary_of(revision):
    """Builds a revision in a worktree of its own under the target folder, and gives its binary. Worktree and build are used again."""
    place = os.path.join(program.TARGET, "diff")
    tree, target = os.path.join(place, "tree"), os.path.join(place, "target")
    git = lambda *arguments: subprocess.run(["git", *arguments], cwd=program.ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    commit = git("rev-parse", "--verify", revision + "^{commit}")
    if os.path.isdir(tree):
        git("-C", tree, "checkout", "--quiet", "--force", "--detach", commit)
    else:
        git("worktree", "add", "--quiet", "--force", "--detach", tree, commit)
    build = ["cargo", "build", "--release", "--quiet", "--package", "chancery-app"]
    subprocess.run(build, cwd=tree, env={**os.environ, "CARGO_TARGET_DIR": target}, check=True)
    return os.path.join(target, "release", "chancery")


def diff(revision, dev, work):
    """Reads the same texts with a revision and with the working tree, and prints what the latter gained and lost."""
    texts = expectations.articles(program.ROOT) + sorted(glob.glob(os.path.join(dev, "*.txt")))[:20]
    outs = [os.path.join(work, name) for name in ("before.jsonl", "after.jsonl")]
    for binary, out in zip((binary_of(revision), program.BINARY), outs):
        program.chancery(["read", *texts, "--format", "jsonl"], out, binary=binary)
    show(between(*outs))
