"""What a treebank file says: its words, and GUM's entities as labels of words. Needs the standard library alone."""

import re


def read_conllu(path):
    """Blocks of syntactic words, as rows of ten columns."""
    for block in open(path, encoding="utf8").read().strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        yield [row for row in rows if row[0].isdigit()]


def entity_spans(rows):
    """GUM's entities that open and close in this sentence: (first word, last word, type)."""
    open_, found = [], []
    for i, row in enumerate(rows):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for opens, body, closes in re.findall(r"(\()?([^()]+)(\))?", match.group(1) if match else ""):
            if opens:
                fields = body.split("-")
                if len(fields) < 2:
                    continue
                if closes:
                    found.append((i, i, fields[1]))
                else:
                    open_.append((fields[0], i, fields[1]))
            elif closes:
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == body:
                        _, start, kind = open_.pop(k)
                        found.append((start, i, kind))
                        break
    return found


def name_part(rows, heads, start, end, head):
    """The stretch around a proper-noun head that is the name itself, without descriptions."""
    inside, grown = {head}, True
    while grown:
        grown = False
        for i in range(start, end + 1):
            parent = heads[i] - 1
            if i in inside or parent not in inside:
                continue
            form, relation = rows[i][1], rows[i][7].split(":")[0]
            fits = relation in ("flat", "compound", "goeswith", "nummod")
            fits |= relation == "amod" and form[:1].isupper()
            fits |= relation == "nmod" and rows[i][3] == "PROPN" and any(heads[j] - 1 == i and rows[j][2] == "of" for j in range(len(rows)))
            fits |= relation in ("case", "det") and parent != head and rows[parent][3] == "PROPN"
            fits |= relation == "punct" and form in ("-", ".", "–")
            if fits:
                inside.add(i)
                grown = True
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return first, last


def entity_labels(rows):
    """GUM's entities as two columns: the type at the head of each mention, and names in BIO."""
    heads = [int(row[6]) for row in rows]
    entity, names = ["O"] * len(rows), []
    for start, end, kind in sorted(entity_spans(rows), key=lambda s: s[1] - s[0]):
        outward = [i for i in range(start, end + 1) if not start <= heads[i] - 1 <= end]
        if not outward:
            continue
        head = outward[0]
        entity[head] = kind  # the larger mention comes later and wins
        if rows[head][3] == "PROPN":
            names.append((*name_part(rows, heads, start, end, head), kind))
    bio, used = ["O"] * len(rows), set()
    for first, last, kind in sorted(set(names), key=lambda n: (n[0] - n[1], n)):
        if used.isdisjoint(range(first, last + 1)):
            used.update(range(first, last + 1))
            bio[first] = "B-" + kind
            bio[first + 1 : last + 1] = ["I-" + kind] * (last - first)
    return entity, bio
