"""Trains the relation model: a six-layer trunk of its own that reads a sentence with a marked pair, and the heads on it.

`--folds` measures instead: each fifth of the corpus is classified by a model that saw none of it.
"""

import argparse
import collections
import hashlib
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import pairs
from model import Model, WIDTH

SIDES = 3  # outside, source, target
FOLDS = 5
WARMUP = 60


class Relation(nn.Module):
    """A trunk of its own with the sides marked in its input. Type and mode are read off both sides, the opening piece and the word that tells it; a
    score a word finds the latter."""

    def __init__(self, base, modes):
        super().__init__()
        self.trunk = Model({k: ["x"] for k in ("upos", "feats", "lemma", "name", "entity", "role", "deprel")}, base)
        for part in ("tag", "mlp", "arc", "label", "anchor"):
            delattr(self.trunk, part)
        self.side = nn.Embedding(SIDES, WIDTH)
        nn.init.normal_(self.side.weight, std=0.02)
        self.hidden, self.dropout = nn.Linear(4 * WIDTH, WIDTH), nn.Dropout(0.2)
        self.out = nn.Linear(WIDTH, len(pairs.TYPES) + modes)
        self.trigger = nn.Linear(WIDTH, 1)

    def freeze(self, depth):
        """Fixes the word embeddings, and with a depth everything up to that layer."""
        self.depth = depth
        lower = ("trunk.word",) if not depth else ("trunk.word", "trunk.position", "trunk.segment", "trunk.shape", "trunk.quote", "trunk.ln", "side",
                                                   *(f"trunk.layers.{i}." for i in range(depth)))
        for name, p in self.named_parameters():
            p.requires_grad = not name.startswith(lower)

    def rows(self, b, first, last):
        """The rows that leave layer `last` - 1; they come from the batch where `first` is not 0."""
        if first:
            x = b["hidden"]
        else:
            t = self.trunk
            x = t.word(b["ids"]) + t.position.weight[: b["ids"].shape[1]] + t.segment + t.shape(b["shape"]) + t.quote(b["quoted"]) + self.side(b["side"])
            x = t.dropout(t.ln(x))
        mask = torch.zeros(x.shape[:2]).masked_fill(b["ids"] == 0, -1e4)[:, None, None, :]
        for layer in self.trunk.layers[first:last]:
            x = layer(x, mask)
        return x

    def forward(self, b):
        x = self.rows(b, self.depth if "hidden" in b else 0, len(self.trunk.layers))
        pick = lambda at: torch.gather(x, 1, at[..., None].expand(-1, -1, WIDTH))
        words = (pick(b["first"]) + pick(b["last"])) * 0.5
        mean = lambda s: (words * (b["words"] == s).float()[..., None]).sum(1) / (b["words"] == s).float().sum(1).clamp(min=1)[:, None]
        trigger = self.trigger(words).squeeze(-1) + ((b["first"] > 0).float() - 1) * 1e4
        told = (trigger.softmax(-1)[..., None] * words).sum(1)
        z = F.gelu(self.hidden(self.dropout(torch.cat([x[:, 0], mean(1), mean(2), told], -1))))
        scores = self.out(self.dropout(z))
        return scores[:, : len(pairs.TYPES)], scores[:, len(pairs.TYPES) :], trigger

    @torch.inference_mode()
    def keep_lower(self, items):
        """Gives every item the rows that leave the fixed layers, so that they are computed once."""
        self.eval()
        for group in grouped(items, 3000, random.Random(0)):
            rows = self.rows(collate([{k: v for k, v in items[i].items() if k != "hidden"} for i in group]), 0, self.depth)
            for row, i in zip(rows, group):
                items[i]["hidden"] = row[: len(items[i]["ids"])].half()


def collate(items):
    batch = {}
    for key in ("ids", "shape", "quoted", "side", "first", "last", "words"):
        array = np.zeros((len(items), max(len(i[key]) for i in items)), np.int64)
        for row, item in zip(array, items):
            row[: len(item[key])] = item[key]
        batch[key] = torch.from_numpy(array)
    if "hidden" in items[0]:
        batch["hidden"] = torch.zeros(*batch["ids"].shape, WIDTH)
        for row, item in zip(batch["hidden"], items):
            row[: len(item["ids"])] = item["hidden"]
    types = torch.zeros(len(items), len(pairs.TYPES))
    trigger = torch.zeros(len(items), batch["first"].shape[1])
    for i, item in enumerate(items):
        types[i, item["types"]] = 1
        trigger[i, item["trigger"]] = 1
    batch.update(types=types, gold_trigger=trigger, mode=torch.tensor([i["mode"] for i in items]))
    return batch


def loss_of(model, b, smooth):
    types, modes, trigger = model(b)
    logp = types.log_softmax(-1)
    loss = -((logp + (b["types"] - 1) * 1e4).logsumexp(-1) * (1 - smooth) + logp.mean(-1) * smooth).mean()
    known = b["mode"] >= 0
    if known.any():
        loss = loss + 0.3 * F.cross_entropy(modes[known], b["mode"][known])
    known = b["gold_trigger"].sum(-1) > 0
    if known.any():
        t = trigger[known].log_softmax(-1) + (b["gold_trigger"][known] - 1) * 1e4
        loss = loss - 0.3 * t.logsumexp(-1).mean()
    return loss


def reversed_pair(item):
    """The pair the other way round, between which the sentence tells nothing."""
    item = {k: v for k, v in item.items() if k != "hidden"}
    swap = lambda s: [(0, 2, 1)[x] for x in s]
    return dict(item, side=swap(item["side"]), words=swap(item["words"]), types=[0], mode=-100, trigger=[])


def grouped(items, pieces, rng):
    order = list(range(len(items)))
    rng.shuffle(order)
    order.sort(key=lambda i: len(items[i]["ids"]) + rng.random() * 8)
    groups, group = [], []
    for i in order:
        if group and len(items[i]["ids"]) * (len(group) + 1) > pieces:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    rng.shuffle(groups)
    return groups


def train(model, items, args, epochs, rate, seed, report=lambda epoch: None):
    rng = random.Random(seed)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    slow = lambda n: n.startswith("trunk")
    groups = [dict(params=[p for n, p in named if slow(n)], base=rate), dict(params=[p for n, p in named if not slow(n)], base=5 * rate)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    plan = [(e, g) for e in range(epochs) for g in grouped(items, args.pieces, rng)]
    model.train()
    began, running, count = time.time(), 0.0, 0
    for step, (epoch, group) in enumerate(plan):
        chosen = [items[i] for i in group]
        factor = min(1, (step + 1) / WARMUP) * (1 - step / len(plan))
        for g in optimiser.param_groups:
            g["lr"] = g["base"] * factor
        loss = loss_of(model, collate(chosen), args.smooth)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        running, count = running + loss.item(), count + 1
        if step + 1 == len(plan) or plan[step + 1][0] != epoch:
            print(f"epoch {epoch + 1}  loss {running / count:.3f}  {time.time() - began:.0f} s", flush=True)
            running, count = 0.0, 0
            report(epoch)


@torch.inference_mode()
def classify(model, items, pieces=3000):
    model.eval()
    out = [None] * len(items)
    for group in grouped(items, pieces, random.Random(0)):
        types, _, _ = model(collate([items[i] for i in group]))
        for i, p in zip(group, types.softmax(-1)):
            out[i] = p.tolist()
    model.train()
    return out


def merged(kind):
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def guess(p):
    """The best type, YIELD's two added up; NONE is not to choose from where a relation is known to be there."""
    score = collections.Counter()
    for t, x in zip(pairs.TYPES, p):
        if t != "NONE":
            score[merged(t)] += x
    return score.most_common(1)[0][0]


def macro_f1(gold, found):
    f = []
    for label in sorted(set(gold)):
        hit = sum(g == p == label for g, p in zip(gold, found))
        total = sum(p == label for p in found) + sum(g == label for g in gold)
        f.append(2 * hit / total if total else 0)
    return sum(f) / len(f)


def figures(gold, found):
    quad = lambda labels: [QUAD[x] for x in labels]
    return "macro-F1 %.3f  accuracy %.3f  quad %.3f" % (macro_f1(gold, found), sum(g == p for g, p in zip(gold, found)) / len(gold), macro_f1(quad(gold), quad(found)))


QUAD = dict(pairs.QUAD, YIELD=1)


def load(args):
    """Own sentences and the corpus as numbers, and the modes; of the pairs with a direction some stand also the other way round."""
    own = [e for e in [*pairs.from_lexicon(args.lexicon), *pairs.from_files(args.pairs)] if e["source"] or e["target"]]
    corpus = list(pairs.from_corpus(args.corpus))
    examples = pairs.prepare(own + corpus, args.out)
    kinds = sorted({pairs.mode_of(e) for e in examples} - {None})
    modes = {kind: i for i, kind in enumerate(kinds)}
    rng = random.Random(args.seed)
    for e in examples:
        e["items"] = [item for item in [pairs.encoded(e, modes)] if item]
        one_way = not e["mutual"] and e["source"] and e["target"] and e["types"] != ["NONE"]
        if e["items"] and one_way and rng.random() < args.reverse:
            e["items"].append(reversed_pair(e["items"][0]))
    corpus = [e for e in corpus if e["items"]]
    print(f"{sum(len(e['items']) for e in own)} pairs in own sentences, {len(corpus)} in the corpus, {len(modes)} modes", flush=True)
    return [i for e in own for i in e["items"]], corpus, kinds


def learn_own(args, own, corpus, modes):
    """The model after the own sentences; kept, so that it is made once."""
    model = Relation(args.base, modes)
    model.freeze(0)
    path = os.path.join(args.out, "own.pt")
    if os.path.exists(path):
        model.load_state_dict(torch.load(path))
    else:
        train(model, own, args, args.epochs_own, args.rate, args.seed)
        torch.save(model.state_dict(), path)
    found = classify(model, [e["items"][0] for e in corpus])
    print("corpus, nothing of it seen:", figures([merged(e["types"][0]) for e in corpus], [guess(p) for p in found]), flush=True)
    return model


def learn_corpus(args, model, start, own, corpus, seed):
    """From the start on, the upper layers and the heads after the corpus, with some of the own sentences again."""
    model.load_state_dict(start)
    rng = random.Random(seed)
    items = [i for e in corpus for i in e["items"]] + [i for i in own if rng.random() < args.replay]
    train(model, items, args, args.epochs, args.rate_corpus, seed)


def keep(model, modes, path):
    torch.save(dict(model=model.state_dict(), modes=modes, types=pairs.TYPES), path)


def folds(args, model, own, corpus, modes):
    """Every fifth of the corpus by a model that has not seen it. The fifth of a sentence is the number in its name, modulo five."""
    start = {k: v.clone() for k, v in model.state_dict().items()}
    gold, found, wrong = [], [], []
    for fold in range(FOLDS):
        held = [e for e in corpus if fold_of(e["id"]) == fold]
        path = os.path.join(args.out, f"fold-{fold}.pt")
        if os.path.exists(path):
            model.load_state_dict(torch.load(path)["model"])
        else:
            learn_corpus(args, model, start, own, [e for e in corpus if fold_of(e["id"]) != fold], args.seed + fold)
            keep(model, modes, path)
        guesses = [guess(p) for p in classify(model, [e["items"][0] for e in held])]
        labels = [merged(e["types"][0]) for e in held]
        print(f"fold {fold}: ", figures(labels, guesses), flush=True)
        gold, found = gold + labels, found + guesses
        wrong += [(e["id"], a, b, e["text"][:160]) for e, a, b in zip(held, labels, guesses) if a != b]
    print("all folds: ", figures(gold, found))
    with open(os.path.join(args.out, "wrong.tsv"), "w", encoding="utf8") as file:
        file.writelines("\t".join(w).replace("\n", " ") + "\n" for w in sorted(wrong, key=lambda w: w[1:3]))
    model.load_state_dict(start)


def fold_of(name):
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--corpus", required=True, help="the sentences of Hu et al. (JSON Lines)")
    args.add_argument("--lexicon", default="lexicon")
    args.add_argument("--pairs", default="training/pairs")
    args.add_argument("--base", required=True, help="model.safetensors of the base encoder")
    args.add_argument("--out", required=True, help="folder for what is made on the way")
    args.add_argument("--folds", action="store_true", help="measure: five models, each without a fifth of the corpus")
    args.add_argument("--depth", type=int, default=4, help="layers that the corpus does not change")
    args.add_argument("--epochs-own", type=int, default=5)
    args.add_argument("--epochs", type=int, default=6)
    args.add_argument("--rate", type=float, default=1.5e-4)
    args.add_argument("--rate-corpus", type=float, default=1.5e-4)
    args.add_argument("--pieces", type=int, default=600, help="word pieces a batch")
    args.add_argument("--reverse", type=float, default=0.15, help="share of pairs that are shown the other way round, too")
    args.add_argument("--smooth", type=float, default=0.1)
    args.add_argument("--replay", type=float, default=0.3, help="share of the own sentences that are shown again with the corpus")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--threads", type=int, default=os.cpu_count())
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    os.makedirs(args.out, exist_ok=True)
    own, corpus, kinds = load(args)
    model = learn_own(args, own, corpus, len(kinds))
    model.freeze(args.depth)
    if args.depth:
        model.keep_lower(own + [i for e in corpus for i in e["items"]])
    if args.folds:
        folds(args, model, own, corpus, kinds)
        return
    learn_corpus(args, model, {k: v.clone() for k, v in model.state_dict().items()}, own, corpus, args.seed)
    keep(model, kinds, os.path.join(args.out, "relation.pt"))


if __name__ == "__main__":
    main()
