"""Sentences with their labels, as tensors.

Words, word pieces, shapes and quotation states come from the program itself (the encoder's example `prepare`), so that training
and reading can never disagree about them; this file adds the labels of the corpora to them.
"""

import collections
import glob
import json
import os
import random
import re

import numpy as np
import torch

from conllu import entity_labels, read_conllu

CLS, SEP = 101, 102
IGNORE = -100
MAX_PIECES = 400  # longer sentences are left out of training: they are lists and tables
UD_LABELS = ("upos", "feats", "lemma", "deprel")
TAGS = ("upos", "feats", "lemma", "name", "entity", "role")  # the order of the tagging head's outputs
ROLES = ["O", "source", "cue", "content"]


def edit_script(form, lemma):
    """What turns a form into its lemma: case (l lower, k keep); characters to cut; characters to append. Or "=" and the lemma."""
    case = "l" if lemma == lemma.lower() else "k"
    base = form.lower() if case == "l" else form
    common = len(os.path.commonprefix([base, lemma]))
    if common == 0:
        return "=" + lemma
    return f"{case};{len(base) - common};{lemma[common:]}"


def treebank(conllu, prepared, entities):
    """Sentences of a treebank: the prepared input with gold labels."""
    sentences = []
    for rows, line in zip(read_conllu(conllu), open(prepared, encoding="utf8"), strict=True):
        s = json.loads(line)
        if [row[1] for row in rows] != s["forms"]:
            raise SystemExit(f"{prepared} does not fit {conllu} at {s['forms'][:8]}: prepare it again")
        s["upos"] = [row[3] for row in rows]
        s["feats"] = [row[5] for row in rows]
        s["lemma"] = [edit_script(row[1], row[2]) for row in rows]
        s["head"] = [int(row[6]) for row in rows]
        s["deprel"] = [row[7] for row in rows]
        if entities:
            s["entity"], s["name"] = entity_labels(rows)
        sentences.append(s)
    return sentences


def read_attributions(path):
    """Attributions of one brat file: (source spans, cue spans, content spans)."""
    spans, events = {}, []
    for line in open(path, encoding="utf8"):
        parts = line.rstrip("\n").split("\t")
        if line.startswith("T") and len(parts) >= 2:
            _, _, rest = parts[1].partition(" ")
            try:
                spans[parts[0]] = [tuple(map(int, piece.split())) for piece in rest.split(";")]
            except ValueError:
                continue  # a broken line of the corpus
        elif line.startswith("E") and len(parts) >= 2:
            events.append(dict(arg.split(":", 1) for arg in parts[1].split() if ":" in arg))
    for event in events:
        def of(role):
            return [p for r, t in event.items() if re.fullmatch(role + r"\d*", r) for p in spans.get(t, [])]

        yield of("Source"), of("Cue"), of("Content")


def attributions(folder, prepared):
    """Sentences of PolNeAR: each word's role in an attribution and the word that it hangs on (1-based; 0: not in this sentence)."""
    articles = collections.defaultdict(list)
    for line in open(prepared, encoding="utf8"):
        s = json.loads(line)
        articles[os.path.basename(s["source"])[:-4]].append(s)
    sentences = []
    for name, article in articles.items():
        files = sorted(glob.glob(os.path.join(folder, "attributions", glob.escape(name) + "_*.ann")))
        if not files:
            continue
        for s in article:
            s["role"] = ["O"] * len(s["forms"])
            s["anchor"] = [IGNORE] * len(s["forms"])
        for attribution in read_attributions(files[0]):
            spans = [span for part in attribution for span in part]
            for s in article:
                if any(a < s["spans"][-1][1] and s["spans"][0][0] < b for a, b in spans):
                    mark_attribution(s, attribution)
        sentences += article
    return sentences


def mark_attribution(sentence, attribution):
    """Writes one attribution into a sentence; of two that claim a word a cue beats a source beats content."""
    source, cue, content = ([i for i, (a, b) in enumerate(sentence["spans"]) if any(x <= a and b <= y for x, y in spans)] for spans in attribution)
    anchor = (cue or source or [-1])[0] + 1
    for role, words in (("content", content), ("source", source), ("cue", cue)):
        for i in words:
            if ROLES.index(sentence["role"][i]) in (0, 3) or role == "cue":
                sentence["role"][i] = role
                sentence["anchor"][i] = anchor


def vocabulary(sentences):
    """The labels of each head, the commonest first; edit scripts and features seen once are left out."""
    labels = {}
    for kind in UD_LABELS:
        count = collections.Counter(x for s in sentences if kind in s for x in s[kind])
        labels[kind] = [x for x, n in count.most_common() if n >= (3 if kind in ("feats", "lemma") else 2)]
    for kind in ("name", "entity"):
        labels[kind] = ["O"] + sorted({x for s in sentences for x in s.get(kind, [])} - {"O"})
    labels["role"] = ROLES
    return labels


def encode(sentence, index):
    """One sentence as lists of numbers; position 0 of the word lists is the root."""
    ids, shapes, quoted, first, last = [CLS], [0], [0], [0], [0]
    for pieces, shape, quote in zip(sentence["pieces"], sentence["shape"], sentence["quoted"]):
        first.append(len(ids))
        ids += pieces
        last.append(len(ids) - 1)
        shapes += [shape] * len(pieces)
        quoted += [int(quote)] * len(pieces)
    item = dict(ids=ids + [SEP], shape=shapes + [0], quoted=quoted + [0], first=first, last=last)
    for kind, table in index.items():
        labels = sentence.get(kind)
        item[kind] = [IGNORE] + ([table.get(x, IGNORE) for x in labels] if labels else [IGNORE] * (len(first) - 1))
    for kind in ("head", "anchor"):
        item[kind] = [IGNORE] + sentence.get(kind, [IGNORE] * (len(first) - 1))
    return item


def encode_all(sentences, labels):
    index = {kind: {x: i for i, x in enumerate(table)} for kind, table in labels.items()}
    items = [encode(s, index) for s in sentences]
    return [item for item in items if len(item["ids"]) <= MAX_PIECES]


def augmented(item, rng):
    """Now and then a sentence in capitals, in title case or without case, so that headlines and shouting are read as well."""
    draw = rng.random()
    if draw >= 0.06:
        return item
    case = 3 if draw < 0.02 else 2 if draw < 0.04 else 1
    return dict(item, shape=[case if 1 <= s <= 5 else s for s in item["shape"]])


def collate(items):
    batch = {}
    for key in items[0]:
        fill = 0 if key in ("ids", "shape", "quoted", "first", "last") else IGNORE
        width = max(len(item[key]) for item in items)
        array = np.full((len(items), width), fill, np.int64)
        for row, item in zip(array, items):
            row[: len(item[key])] = item[key]
        batch[key] = torch.from_numpy(array)
    return batch


def batches(items, pieces, rng=None):
    """Indices grouped by length, at most `pieces` padded word pieces a batch; shuffled where an rng is given."""
    order = list(range(len(items)))
    length = lambda i: len(items[i]["ids"])
    if rng:
        rng.shuffle(order)
        order.sort(key=lambda i: length(i) + rng.random() * 4)
    else:
        order.sort(key=length)
    groups, group = [], []
    for i in order:
        if group and length(i) * (len(group) + 1) > pieces:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    if rng:
        rng.shuffle(groups)
    return groups


def schedule(sets, epochs, pieces, seed):
    """The whole run's batches in order: (set, indices); the sets are mixed evenly over the run."""
    rng = random.Random(seed)
    steps = []
    for name, items in sets.items():
        own, whole = [], int(epochs[name])
        for _ in range(whole):
            own += batches(items, pieces, rng)
        part = batches(items, pieces, rng)
        own += part[: int((epochs[name] - whole) * len(part))]
        steps += [((k + rng.random()) / len(own), name, group) for k, group in enumerate(own)]
    return [(name, group) for _, name, group in sorted(steps, key=lambda s: s[0])]
