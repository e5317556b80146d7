"""Who is who against GUM: CoNLL F1 of chains, and how often a person or a pronoun gets the right name.

The text is put together from the `# text` lines; a turn of an interview begins with its speaker, as on the page. A mention is its head word: of a gold
mention the word whose head lies outside it, of nested ones with the same head the innermost. The scores follow Vilain et al. 1995 (MUC), Bagga and
Baldwin 1998 (B³) and Luo 2005 (CEAF-e, φ4); their mean is the CoNLL score. Chains with one mention are left out on both sides, as CorefUD's scorer does.
"""

import collections
import json
import os
import re
import subprocess
import sys

import program
from treebanks import DEPREL, FEATS, FORM, HEAD, ID, LEMMA, MISC, UPOS, no_space_after

GAZETTEER = os.path.join(program.ROOT, "gazetteer", "countries.tsv")
# The genres whose figures of names stand apart: what the program is for.
NEWS = ("news", "interview")
CLASSES = ("third", "possessive", "first", "you", "description", "short")


class Mention:
    """A gold mention: its chain, its head as an offset in the text without white space, and what it is made of."""

    def __init__(self, chain, kind, rows, first, last, starts):
        outward = [i for i in range(first, last + 1) if not first <= int(rows[i][HEAD]) - 1 <= last]
        head = outward[0] if outward else last
        # "the student Ahmed Mohamed": a name that stands flat beside its noun is what the mention is known by.
        flat = (i for i in range(first, last + 1) if rows[i][DEPREL] == "flat" and rows[i][UPOS] == "PROPN" and int(rows[i][HEAD]) - 1 == head)
        head = head if rows[head][UPOS] == "PROPN" else next(flat, head)
        self.chain, self.kind, self.width, self.head = chain, kind, last - first + 1, starts[head]
        row, low = rows[head], rows[head][LEMMA].lower()
        self.words = " ".join(r[FORM] for r in rows[first : last + 1])
        self.name = None
        if row[UPOS] == "PROPN":
            # The name itself: proper nouns side by side around the head.
            a = b = head
            while a > first and rows[a - 1][UPOS] == "PROPN":
                a -= 1
            while b < last and rows[b + 1][UPOS] == "PROPN":
                b += 1
            self.name = [r[FORM].lower().strip(".") for r in rows[a : b + 1] if r[FORM] not in ("'s", "’s")]
        if row[UPOS] == "PRON" or row[UPOS] == "DET":
            personal = "PronType=Prs" in row[FEATS]
            self.form = None if not personal else "first" if low in ("i", "we", "my", "our") else "you" if low in ("you", "your") else "possessive" if "Poss=Yes" in row[FEATS] else "third"
        else:
            self.form = "name" if self.name else "description" if row[UPOS] in ("NOUN", "ADJ") else None


def mentions_of(sentences):
    """The gold mentions of a document from its sentences of (rows, offsets)."""
    found, open_ = [], []
    for rows, starts in sentences:
        for i, row in enumerate(rows):
            entity = next((m[len("Entity="):] for m in row[MISC].split("|") if m.startswith("Entity=")), "")
            for opens, body, closes in re.findall(r"(\()?([^()]+)(\))?", entity):
                fields = body.split("-")
                chain = fields[0].split("[")[0]
                if opens:
                    open_.append((chain, i, fields[1], rows))
                if closes:
                    k = next((k for k in range(len(open_) - 1, -1, -1) if open_[k][0] == chain), None)
                    if k is not None:
                        _, first, kind, begun = open_.pop(k)
                        if begun is rows:
                            found.append(Mention(chain, kind, rows, first, i, starts))
    innermost = {}
    for m in sorted(found, key=lambda m: m.width):
        innermost.setdefault(m.head, m)
    return sorted(innermost.values(), key=lambda m: m.head)


# A document of the treebank: date or "-", text, gold mentions, and which offsets are the names of speakers, which no gold mention has.
Document = collections.namedtuple("Document", "name date text mentions labels")


def spaced(name):
    """"MarioJLucero" with its spaces."""
    return re.sub(r"(?<=[a-z.])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name.lstrip("#"))


def documents(conllu):
    """Each document of a treebank file."""
    found, text, gap, at, sentences, name, date, speaker, labels = [], "", "", 0, [], None, "-", None, set()
    for block in open(conllu, encoding="utf8").read().strip().split("\n\n"):
        lines = block.split("\n")
        meta = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        if "newdoc id" in meta:
            if name:
                found.append(Document(name, date, text, mentions_of(sentences), labels))
            name, date, text, gap, at, sentences, speaker, labels = meta["newdoc id"], meta.get("meta::dateCreated", "-"), "", "", 0, [], None, set()
        if any(line.split(" =")[0].strip() in ("# newpar", "# newpar id") for line in lines):
            gap = "\n\n" if text else ""
            speaker = None
        if meta.get("speaker") not in (None, "none", speaker):
            speaker = meta["speaker"]
            label = spaced(speaker) + ":"
            text += ("\n\n" if text else "") + label
            labels.update(range(at, at + len("".join(label.split()))))
            at += len("".join(label.split()))
            gap = " "
        text += gap + meta["text"]
        rows, starts, inside = [], [], 0
        for row in (line.split("\t") for line in lines if line and line[0] != "#"):
            number, _, last = row[ID].partition("-")
            if "." in number:
                continue
            length = len("".join(row[FORM].split()))
            if last:
                part, inside = at, int(last)
                at += length
                continue
            rows.append(row)
            starts.append(part if int(number) <= inside else at)
            if int(number) <= inside:
                part += length
            else:
                at += length
        sentences.append((rows, starts))
        gap = "" if no_space_after([line.split("\t") for line in lines if line[0] != "#"]) else " "
    found.append(Document(name, date, text, mentions_of(sentences), labels))
    return found


def chains(folder, texts):
    """What the program makes of texts: for each the object that the example `chains` prints, heads as offsets without white space."""
    os.makedirs(folder, exist_ok=True)
    arguments = []
    for name, date, text, *_ in texts:
        path = os.path.join(folder, name + ".txt")
        with open(path, "w", encoding="utf8", newline="") as file:
            file.write(text + "\n")
        arguments += [path, date]
    run = subprocess.run([os.path.join(program.TARGET, "release", "examples", "chains"), *arguments], stdout=subprocess.PIPE, text=True, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    for known, document in zip(texts, found, strict=True):
        dense = [0]
        for c in known.text + "\n":
            dense.append(dense[-1] + (not c.isspace()))
        for mention in [m for actor in document["actors"] for m in actor["mentions"]] + document["open"] + document["choices"]:
            mention["head"] = dense[mention["head"]]
        for candidate in [c for choice in document["choices"] for c in choice["candidates"] if c["thing"] is not None]:
            candidate["thing"] = dense[candidate["thing"]]
    return found


def muc(ours, theirs):
    """Links of `ours` that `theirs` keep, and all of them: (kept, all)."""
    of = {m: i for i, chain in enumerate(theirs) for m in chain}
    kept = sum(len(c) - len({of.get(m, ("alone", m)) for m in c}) for c in ours)
    return kept, sum(len(c) - 1 for c in ours)


def b_cubed(ours, theirs):
    """For every mention of `ours` the share of its chain that its chain in `theirs` has: (sum, mentions)."""
    of = {m: set(chain) for chain in theirs for m in chain}
    return sum(len(set(c) & of.get(m, set())) / len(c) for c in ours for m in c), sum(map(len, ours))


def ceaf_e(gold, found):
    """The best one-to-one alignment of chains by φ4, summed."""
    shared = collections.Counter()
    of = {m: j for j, chain in enumerate(found) for m in chain}
    for i, chain in enumerate(gold):
        for m in chain:
            if m in of:
                shared[i, of[m]] += 1
    phi = {(i, j): 2 * n / (len(gold[i]) + len(found[j])) for (i, j), n in shared.items()}
    return best_assignment(phi)


def best_assignment(weights):
    """The largest sum of weights of pairs in which each side stands once: augmenting paths of the largest gain, part by part of the graph."""
    by_left = collections.defaultdict(dict)
    for (i, j), w in weights.items():
        by_left[i][j] = w
    left_of, total = {}, 0.0
    for start in by_left:
        # Bellman-Ford over alternating paths from `start`: gain of ending at a free right side, or of setting a left side free.
        gain, back, queue = {}, {}, collections.deque([(start, 0.0)])
        seen = {start: 0.0}
        while queue:
            left, had = queue.popleft()
            if had < seen[left]:
                continue
            for right, w in by_left[left].items():
                if left_of.get(right) == left or had + w <= gain.get(right, -1e9) + 1e-12:
                    continue
                gain[right], back[right] = had + w, left
                owner = left_of.get(right)
                if owner is not None:
                    rest = had + w - by_left[owner][right]
                    if rest > seen.get(owner, -1e9) + 1e-12:
                        seen[owner] = rest
                        queue.append((owner, rest))
        ends = [(gain[r], ("right", r)) for r in gain if r not in left_of]
        ends += [(rest, ("left", owner)) for owner, rest in seen.items() if owner != start]
        most, end = max(ends, default=(0.0, None), key=lambda e: e[0])
        if end is None or most <= 1e-12:
            continue
        total += most
        mine = {left: right for right, left in left_of.items()}
        right = end[1] if end[0] == "right" else mine[end[1]]
        if end[0] == "left":
            del left_of[right]
        while True:
            left = back[right]
            before = mine.get(left)
            left_of[right] = left
            if left == start:
                break
            right = before
    return total


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


class Scores:
    """Sums of the three scores over documents."""

    def __init__(self):
        self.sums = collections.Counter()

    def add(self, gold, found):
        gold, found = ([c for c in side if len(c) > 1] for side in (gold, found))
        for name, measure in (("muc", muc), ("b3", b_cubed)):
            for side, (ours, theirs) in (("r", (gold, found)), ("p", (found, gold))):
                hit, of = measure(ours, theirs)
                self.sums[name, side, "hit"] += hit
                self.sums[name, side, "of"] += of
        hit = ceaf_e(gold, found)
        for side, of in (("r", gold), ("p", found)):
            self.sums["ceaf", side, "hit"] += hit
            self.sums["ceaf", side, "of"] += len(of)

    def figures(self):
        share = lambda name, side: self.sums[name, side, "hit"] / max(self.sums[name, side, "of"], 1)
        figures = {name: f1(share(name, "p"), share(name, "r")) for name in ("muc", "b3", "ceaf")}
        means = {word: sum(share(name, side) for name in figures) / 3 for word, side in (("precision", "p"), ("recall", "r"))}
        return {"conll": sum(figures.values()) / 3, **means, **figures}


def countries():
    rows = [line.split("\t") for line in open(GAZETTEER, encoding="utf8") if line.strip() and line[0] != "#"]
    column = rows[0].index("name")
    return {row[column].lower() for row in rows[1:]}


def acting(mentions, states):
    """The chains of those that can act: persons, organisations, and places with a country's name."""
    kinds, names = collections.defaultdict(collections.Counter), collections.defaultdict(set)
    for m in mentions:
        kinds[m.chain][m.kind] += 1
        if m.name:
            names[m.chain].add(" ".join(m.name))
    most = {chain: kind.most_common(1)[0][0] for chain, kind in kinds.items()}
    return {c for c, kind in most.items() if kind in ("person", "organization") or kind == "place" and names[c] & states}


def same_name(name, golds):
    """True where a name is one of the chain's: the same, a part of it ("Macron", "Emmanuel"), or its initials."""
    words = [w.strip(".").lower() for w in name.split() if w not in ("'s", "’s")]
    for gold in golds:
        short, long = sorted((words, gold), key=len)
        initials = "".join(w[0] for w in long if w not in ("of", "the", "and", "for"))
        if short and (set(short) <= set(long) or short[0] == initials):
            return True
    return False


def named(mentions, actors, document):
    """Each mention that asks for a name: (class, verdict, mention, the name given)."""
    full = collections.defaultdict(list)
    for m in mentions:
        if m.name and m.chain in actors:
            full[m.chain].append(m.name)
    given, candidates = {}, {m["head"]: m["candidates"] for m in document["open"]}
    for actor in document["actors"]:
        has_name = actor["entity"] is not None or any(m["form"] in ("Name", "Modifier") for m in actor["mentions"])
        for m in actor["mentions"]:
            given[m["head"]] = actor["name"] if has_name else None
    for m in mentions:
        if m.chain not in full or m.form is None:
            continue
        longest = max(len(n) for n in full[m.chain])
        kind = m.form
        if kind == "name":
            if m.kind != "person" or len(m.name) >= longest:
                continue
            kind = "short"
        elif kind == "description" and m.kind != "person":
            continue
        name = given.get(m.head)
        verdict = "none" if name is None else "right" if same_name(name, full[m.chain]) else "wrong"
        yield kind, verdict, m, name, candidates.get(m.head), full[m.chain][0]


def measure(conllu, folder, errors=False):
    """The figures of one treebank file; lists the wrong and missing names where asked."""
    texts, states = documents(conllu), countries()
    everything, actors_alone, counts = Scores(), Scores(), collections.Counter()
    for (name, _, _, mentions, labels), document in zip(texts, chains(folder, texts)):
        found = [[m["head"] for m in actor["mentions"] if m["head"] not in labels] for actor in document["actors"]]
        gold = collections.defaultdict(list)
        for m in mentions:
            gold[m.chain].append(m.head)
        able = acting(mentions, states)
        everything.add(list(gold.values()), found)
        actors_alone.add([c for chain, c in gold.items() if chain in able], found)
        genre = name.split("_")[1]
        for kind, verdict, m, given, among, right in named(mentions, able, document):
            for group in ["all", genre] + ["news+interview"] * (genre in NEWS):
                for k in (kind, "all", *(["news"] if kind not in ("first", "you") else [])):
                    counts[group, k, verdict] += 1
            if errors and verdict != "right":
                print(f"  {name} {verdict:5} {kind:11} “{m.words[:40]}” at {m.head}: {' '.join(right)}, given {given}{' open ' + str(among) if among else ''}")
    figures = {**{"all-" + k: v for k, v in everything.figures().items()}, **{"actors-" + k: v for k, v in actors_alone.figures().items()}}
    table(counts)
    for group, short in (("news+interview", "names"), ("all", "names-all")):
        right, wrong, none = (counts[group, "news", v] for v in ("right", "wrong", "none"))
        figures |= {short: right / max(right + wrong + none, 1), short + "-precision": right / max(right + wrong, 1)}
    right, wrong, none = (counts["news+interview", "all", v] for v in ("right", "wrong", "none"))
    return figures | {"names-with-I": right / max(right + wrong + none, 1), "names-with-I-precision": right / max(right + wrong, 1)}


def table(counts):
    for group in sorted({k[0] for k in counts}):
        for kind in ("all", "news", *CLASSES):
            right, wrong, none = (counts[group, kind, v] for v in ("right", "wrong", "none"))
            if right + wrong + none:
                label = {"news": "without I, we, you"}.get(kind, kind)
                print(f"  {group:15} {label:18} right {right:4} wrong {wrong:4} none {none:4}  {right / (right + wrong + none):.3f}")


if __name__ == "__main__":
    for measure_, value in measure(sys.argv[1], sys.argv[2], "--errors" in sys.argv).items():
        print(f"{measure_:24} {value:.3f}")
