"""Learns the weights of antecedents (model/antecedents.tsv) from GUM's chains. Needs the standard library alone.

usage: training/antecedents.py CONLLU OUT

For each pronoun of the texts the program shows its candidates with their features (`cargo build --release -p chancery-coder --example chains`). Right is every
candidate whose chain is the pronoun's; where there is none, "nothing" is, or any thing. The log-likelihood of the right ones is maximised with Adagrad and a pull
towards 0, and the weights of the later rounds are averaged. Since earlier choices are part of later features, run it twice.
"""

import collections
import math
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scripts"))
import coreference  # noqa: E402 (the folder has to be known first)

ROUNDS, RATE, PULL = 30, 0.1, 0.002
# A feature that so few choices have is noise.
LEAST = 4
HEAD = """# What speaks for an antecedent: class of the phrase, feature, weight in hundredths of log-odds.
# Made by training/antecedents.py from GUM's chains (annotations CC BY 4.0); read by crates/coder/src/pronouns/ranker.rs.
"""


def examples(conllu, folder):
    """(class, features of the candidates, which are right) for each choice whose answer is known."""
    texts = coreference.documents(conllu)
    for text, document in zip(texts, coreference.chains(folder, texts)):
        chain_at = {m.head: m.chain for m in text.mentions}
        chain_of = []
        for actor in document["actors"]:
            firm = [m for m in actor["mentions"] if m["form"] != "Pronoun"] or actor["mentions"]
            votes = collections.Counter(chain_at[m["head"]] for m in firm if m["head"] in chain_at)
            chain_of.append(votes.most_common(1)[0][0] if votes else None)
        for choice in document["choices"]:
            wanted = chain_at.get(choice["head"])
            if wanted is None and not choice["class"].startswith("it"):
                continue
            right = []
            for i, c in enumerate(choice["candidates"]):
                chain = chain_of[c["actor"]] if c["actor"] is not None else chain_at.get(c["thing"])
                if chain is not None and chain == wanted:
                    right.append(i)
            if not right and (not choice["candidates"] or choice["candidates"][-1]["features"][:1] != ["nothing"]):
                continue
            yield choice["class"], [c["features"] for c in choice["candidates"]], right or [len(choice["candidates"]) - 1]


def learn(data):
    """Weights by (class, feature)."""
    count = collections.Counter((kind, f) for kind, candidates, _ in data for f in {f for c in candidates for f in c})
    weights = {key: 0.0 for key, n in count.items() if n >= LEAST}
    squares, sums = dict.fromkeys(weights, 1e-6), dict.fromkeys(weights, 0.0)
    shuffle = random.Random(1).shuffle
    order = list(data)
    for round_ in range(ROUNDS):
        shuffle(order)
        for kind, candidates, right in order:
            scores = [sum(weights.get((kind, f), 0.0) for f in c) for c in candidates]
            top = max(scores)
            exp = [math.exp(s - top) for s in scores]
            total, good = sum(exp), sum(exp[i] for i in right)
            for i, c in enumerate(candidates):
                slope = exp[i] / total - (exp[i] / good if i in right else 0.0)
                if abs(slope) < 1e-4:
                    continue
                for f in c:
                    if (kind, f) in weights:
                        g = slope + PULL * weights[kind, f]
                        squares[kind, f] += g * g
                        weights[kind, f] -= RATE * g / math.sqrt(squares[kind, f])
        if round_ >= ROUNDS // 2:
            for key, weight in weights.items():
                sums[key] += weight
    return {key: total / (ROUNDS - ROUNDS // 2) for key, total in sums.items()}


def report(data, weights):
    """How often the best candidate is right, by class."""
    hit, total = collections.Counter(), collections.Counter()
    for kind, candidates, right in data:
        scores = [sum(weights.get((kind, f), 0.0) for f in c) for c in candidates]
        total[kind] += 1
        hit[kind] += scores.index(max(scores)) in right
    for kind in total:
        print(f"{kind:8} {hit[kind]:5} of {total[kind]:5}")


def main():
    conllu, out = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        data = list(examples(conllu, folder))
    weights = learn(data)
    report(data, weights)
    with open(out, "w", encoding="utf8") as file:
        file.write(HEAD)
        for (kind, feature), weight in sorted(weights.items()):
            if round(100 * weight):
                file.write(f"{kind}\t{feature}\t{round(100 * weight)}\n")


if __name__ == "__main__":
    main()
