"""Trees, words and entities against the dev parts of the treebanks."""

import collections
import os
import subprocess
import sys

import program

sys.path.insert(0, os.path.join(program.ROOT, "training"))
from conllu import entity_labels, read_conllu  # noqa: E402 (the folder has to be known first)

ID, FORM, LEMMA, UPOS, FEATS, HEAD, DEPREL, MISC = 0, 1, 2, 3, 5, 6, 7, 9
# The columns of udeval's table that are kept, by the names of its rows.
UDEVAL = {"Words": "words", "Sentences": "sentences", "UPOS": "upos", "UAS": "uas", "LAS": "las", "Lemmas": "lemmas"}


def parse_gold_tokens(conllu, out):
    """Trees for the tokens of a treebank file: pairs of rows (gold, found) of each sentence."""
    program.chancery(["parse", "--tokens", "--format", "conllu", conllu], out)
    gold, found = list(read_conllu(conllu)), list(read_conllu(out))
    if len(gold) != len(found):
        sys.exit(f"{out}: {len(found)} sentences for {len(gold)}")
    for g, f in zip(gold, found):
        if [row[FORM] for row in g] != [row[FORM] for row in f]:
            sys.exit(f"{out}: other words than {conllu} at: {' '.join(row[FORM] for row in g)[:100]}")
    return list(zip(gold, found))


def share(hit, total):
    return 100 * hit / total if total else 0.0


def tree_figures(sentences):
    """UPOS, UAS and LAS with subtypes in percent, over all words and over those that are no punctuation."""
    count = collections.Counter()
    for gold, found in sentences:
        for g, f in zip(gold, found):
            head = g[HEAD] == f[HEAD]
            for part in ("", "-nopunct") if g[DEPREL] != "punct" else ("",):
                count["words" + part] += 1
                count["upos" + part] += g[UPOS] == f[UPOS]
                count["uas" + part] += head
                count["las" + part] += head and g[DEPREL] == f[DEPREL]
            count["lemmas"] += g[LEMMA] == f[LEMMA]
            count["feats"] += g[FEATS] == f[FEATS]
    figures = {m: share(count[m], count["words"]) for m in ("upos", "feats", "lemmas", "uas", "las")}
    figures.update({m + "-nopunct": share(count[m + "-nopunct"], count["words-nopunct"]) for m in ("uas", "las")})
    return figures


def tree_errors(sentences, most=25):
    """The commonest confusions, and the sentences with most wrong words."""
    tags, relations, scored = collections.Counter(), collections.Counter(), []
    for gold, found in sentences:
        wrong = 0
        for g, f in zip(gold, found):
            if g[UPOS] != f[UPOS]:
                tags[f"{g[UPOS]} read as {f[UPOS]}"] += 1
            if g[DEPREL] != f[DEPREL]:
                relations[f"{g[DEPREL]} read as {f[DEPREL]}"] += 1
            wrong += (g[HEAD], g[DEPREL]) != (f[HEAD], f[DEPREL])
        scored.append((wrong, len(gold), " ".join(row[FORM] for row in gold)))
    for title, table in (("tags", tags), ("relations", relations)):
        print(title + ": " + ", ".join(f"{k} {n}" for k, n in table.most_common(most)))
    for wrong, words, text in sorted(scored, reverse=True)[:most]:
        print(f"  {wrong} of {words}  {text[:160]}")


def documents(conllu):
    """The running text of each document of a treebank file: `# text` lines, a blank line between paragraphs."""
    texts, text, gap = [], "", ""
    for block in open(conllu, encoding="utf8").read().strip().split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith("# newdoc") for line in lines) and text:
            texts.append(text)
            text, gap = "", ""
        if any(line.split(" =")[0].strip() in ("# newpar", "# newpar id") for line in lines) and text:
            gap = "\n\n"
        text += gap + next(line[len("# text = "):] for line in lines if line.startswith("# text = "))
        gap = "" if no_space_after([line.split("\t") for line in lines if line[0] != "#"]) else " "
    return texts + [text]


def no_space_after(rows):
    """True where the last token of a sentence is written together with what follows; of a multiword token its range line says so."""
    last = next(row for row in reversed(rows) if row[ID].isdigit())
    for row in rows:
        if row[ID].partition("-")[2] == last[ID]:
            last = row
    return "SpaceAfter=No" in last[MISC].split("|")


def raw_figures(conllu, folder, out):
    """F1 of words, sentences, tags, trees and lemmas from raw text, in percent, as udeval counts them."""
    os.makedirs(folder, exist_ok=True)
    paths = []
    for number, text in enumerate(documents(conllu)):
        paths.append(os.path.join(folder, f"{number:04}.txt"))
        with open(paths[-1], "w", encoding="utf8", newline="") as file:
            file.write(text + "\n")
    program.chancery(["parse", "--format", "conllu", *paths], out)
    udeval = os.path.join(os.path.dirname(program.venv("requirements.txt")), "udeval")
    run = subprocess.run([udeval, "--verbose", conllu, out], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if run.returncode or "LAS" not in run.stdout:
        sys.exit(f"udeval: {run.stdout[-1000:]}{run.stderr[-2000:]}")
    rows = [[cell.strip() for cell in line.split("|")] for line in run.stdout.split("\n") if "|" in line]
    return {UDEVAL[row[0]]: float(row[3]) for row in rows if row[0] in UDEVAL}


def surface_tokens(conllu):
    """Tokens as written, and sentences: {(start, end) in the text without white space: form}."""
    tokens, sentences, at = {}, {}, 0
    for block in open(conllu, encoding="utf8").read().strip().split("\n\n"):
        first, covered, forms = at, 0, []
        for row in (line.split("\t") for line in block.split("\n") if line and line[0] != "#"):
            number, _, last = row[ID].partition("-")
            if "." in number or not last and int(number) <= covered:
                continue
            covered = int(last or number)
            length = len("".join(row[FORM].split()))
            tokens[at, at + length] = row[FORM]
            forms.append(row[FORM])
            at += length
        sentences[first, at] = " ".join(forms)
    return tokens, sentences


def raw_errors(conllu, out, most=40):
    """Tokens that are cut otherwise than in the treebank, the commonest first, and sentences that were not found."""
    (gold, gold_sentences), (found, sentences) = surface_tokens(conllu), surface_tokens(out)
    for title, ours, theirs in (("missed", gold, found), ("wrong", found, gold)):
        forms = collections.Counter(form for span, form in ours.items() if span not in theirs)
        print(f"{title}: " + "  ".join(f"{form} {n}" for form, n in forms.most_common(most)))
    missed = [text for span, text in gold_sentences.items() if span not in sentences]
    for text in missed[:most]:
        print("  no sentence: " + (text if len(text) <= 120 else text[:80] + " … " + text[-40:]))


def misc(row, name):
    return next((m.partition("=")[2] for m in row[MISC].split("|") if m.startswith(name + "=")), "O")


def name_spans(labels):
    """Names in BIO as (first word, last word, type)."""
    found = []
    for i, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        if mark == "I" and found and found[-1][1] == i - 1 and found[-1][2] == kind:
            found[-1] = (found[-1][0], i, kind)
        elif mark in ("B", "I"):
            found.append((i, i, kind))
    return found


def entities(sentences):
    """For each sentence: gold names, names found, gold heads of mentions with their type, heads found."""
    for gold, found in sentences:
        entity, bio = entity_labels(gold)
        heads = lambda labels: {(i, kind) for i, kind in enumerate(labels) if kind != "O"}
        names = name_spans(bio), name_spans([misc(row, "Name") for row in found])
        yield gold, set(names[0]), set(names[1]), heads(entity), heads([misc(row, "Entity") for row in found])


def f1(hit, found, gold):
    return 200 * hit / (found + gold) if found + gold else 0.0


def entity_figures(sentences):
    """F1 in percent: names with exact words and type, with exact words alone, and types of mentions at their head words."""
    count = collections.Counter()
    for _, names, names_found, heads, heads_found in entities(sentences):
        for what, gold, found in (
            ("names", names, names_found),
            ("names-untyped", {n[:2] for n in names}, {n[:2] for n in names_found}),
            ("types", heads, heads_found),
        ):
            count[what, "hit"] += len(gold & found)
            count[what, "found"] += len(found)
            count[what, "gold"] += len(gold)
    return {w: f1(count[w, "hit"], count[w, "found"], count[w, "gold"]) for w in ("names", "names-untyped", "types")}


def entity_errors(sentences):
    for rows, names, names_found, _, _ in entities(sentences):
        words = lambda n: " ".join(row[FORM] for row in rows[n[0] : n[1] + 1]) + f" ({n[2]})"
        missed, wrong = sorted(names - names_found), sorted(names_found - names)
        if missed or wrong:
            print("  missed: " + ("; ".join(map(words, missed)) or "-") + "   wrong: " + ("; ".join(map(words, wrong)) or "-"))
