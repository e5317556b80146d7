"""Sentences with a marked pair of actors and the PLOVER relation between them, from three sources.

The lexicon's own `yes` sentences and the files of `training/pairs/` mark `[source]`, `{target}` and `*trigger*`; the corpus of Hu et al. (2024) gives offsets.
Words and word pieces come from the program (`prepare lines`), as everywhere.
"""

import glob
import json
import os
import subprocess
import tomllib

from data import encode

TYPES = ["NONE", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
         "MOBILIZE", "COERCE", "ASSAULT"]
MUTUAL = {"AGREE", "CONSULT", "COOPERATE"}
QUAD = dict(NONE=0, AGREE=1, CONSULT=1, SUPPORT=1, CONCEDE=1, COOPERATE=2, AID=2, RETREAT=2, REQUEST=3, ACCUSE=3, REJECT=3, THREATEN=3, PROTEST=4, SANCTION=4,
            MOBILIZE=4, COERCE=4, ASSAULT=4)
MARKS = {"[": "source", "{": "target", "]": "source", "}": "target"}


def marked(sentence):
    """A sentence without its marks, and where they stood: (text, {"source": spans, "target": spans, "trigger": spans})."""
    text, spans, open_at = [], {"source": [], "target": [], "trigger": []}, {}
    for c in sentence:
        if c in "[{":
            open_at[MARKS[c]] = len(text)
        elif c in "]}" and MARKS[c] in open_at:
            spans[MARKS[c]].append([open_at.pop(MARKS[c]), len(text)])
        elif c == "*":
            if "trigger" in open_at:
                spans["trigger"].append([open_at.pop("trigger"), len(text)])
            else:
                open_at["trigger"] = len(text)
        else:
            text.append(c)
    return "".join(text), spans


def from_lexicon(folder):
    """The lexicon's `yes` sentences."""
    for path in sorted(glob.glob(os.path.join(folder, "*.toml"))):
        with open(path, "rb") as file:
            entries = tomllib.load(file).get("entry", [])
        for entry in entries:
            for sentence in entry["yes"]:
                text, spans = marked(sentence)
                yield dict(text=text, types=[entry["type"]], mode=entry.get("mode"), mutual=entry.get("mutual", False), origin="lexicon", **spans)


def from_files(folder):
    """The sentences of training/pairs: `TYPE[.mode] sentence`, one a line; lines that start with # are remarks."""
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        for number, line in enumerate(open(path, encoding="utf8"), 1):
            if not line.strip() or line.startswith("#"):
                continue
            label, _, sentence = line.strip().partition(" ")
            kind, _, mode = label.partition(".")
            if kind not in TYPES:
                raise SystemExit(f"{path}:{number}: no type {kind}")
            text, spans = marked(sentence.strip())
            yield dict(text=text, types=[kind], mode=mode or None, mutual=kind in MUTUAL, origin="pairs", **spans)


def from_corpus(path):
    """Hu et al. 2024: one relation a sentence; CONCEDE and RETREAT are one label there."""
    for line in open(path, encoding="utf8"):
        s = json.loads(line)
        types = ["CONCEDE", "RETREAT"] if s["type"] == "YIELD" else [s["type"]]
        yield dict(id=s["id"], text=s["text"], types=types, mode=None, mutual=s["type"] in MUTUAL, origin="corpus", source=s["source"], target=s["target"], trigger=[])


def prepare(examples, work):
    """Adds the program's words, pieces, shapes and quotation states to the examples."""
    lines, out = os.path.join(work, "pairs.txt"), os.path.join(work, "pairs.jsonl")
    with open(lines, "w", encoding="utf8") as file:
        file.writelines(e["text"].replace("\n", " ") + "\n" for e in examples)
    with open(out, "wb") as file:
        subprocess.run(["cargo", "run", "-q", "--release", "-p", "chancery-encoder", "--example", "prepare", "--", "lines", lines], stdout=file, check=True)
    for e, line in zip(examples, open(out, encoding="utf8"), strict=True):
        prepared = json.loads(line)
        e.update({key: prepared[key] for key in ("forms", "spans", "pieces", "shape", "quoted")})
    return examples


def mode_of(example):
    """`TYPE.mode`, or `TYPE.` where none of the type's modes holds; None where it is not known."""
    return None if example["origin"] == "corpus" or example["types"] == ["NONE"] else f"{example['types'][0]}.{example['mode'] or ''}"


def words_in(example, part):
    """Indices of the words that a part's spans touch."""
    return [i for i, (a, b) in enumerate(example["spans"]) if any(a < y and x < b for x, y in example[part])]


def encoded(example, modes, max_pieces=200):
    """The example as numbers; None where its sequence is too long."""
    source, target, trigger = (set(words_in(example, part)) for part in ("source", "target", "trigger"))
    item = encode(example, {})
    if len(item["ids"]) > max_pieces:
        return None
    words = [0] + [1 if i in source else 2 if i in target else 0 for i in range(len(example["forms"]))]
    sides = [0] * len(item["ids"])
    for word, first, last in zip(words, item["first"], item["last"]):
        sides[first : last + 1] = [word] * (last + 1 - first)
    return dict({key: item[key] for key in ("ids", "shape", "quoted", "first", "last")}, side=sides, words=words, types=[TYPES.index(t) for t in example["types"]],
                mode=modes.get(mode_of(example), -100), trigger=[i + 1 for i in sorted(trigger)])
