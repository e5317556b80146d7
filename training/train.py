"""Trains the model and leaves a checkpoint; started again, it goes on from the last one."""

import argparse
import json
import os
import random
import time

import torch
import torch.nn.functional as F

import data
from model import Model

WEIGHTS = {"upos": 1.0, "feats": 0.5, "lemma": 0.5, "name": 1.0, "entity": 0.5, "role": 1.0}
WARMUP = 150


def loss_of(model, batch):
    """Cross-entropy of every head that the batch has labels for, each averaged over the batch's words."""
    tags, arcs, anchors, parts = model(batch)
    total, words = 0.0, (batch["first"] > 0).sum()
    for kind, scores in zip(data.TAGS, tags):
        known = batch[kind] >= 0
        if known.any():
            total = total + WEIGHTS[kind] * F.cross_entropy(scores[known], batch[kind][known], reduction="sum") / words
    known = batch["head"] >= 0
    if known.any():
        total = total + F.cross_entropy(arcs[known], batch["head"][known], reduction="sum") / words
        labels = model.label_scores(parts, batch["head"].clamp(min=0))
        known = known & (batch["deprel"] >= 0)
        total = total + F.cross_entropy(labels[known], batch["deprel"][known], reduction="sum") / words
    known = batch["anchor"] >= 0
    if known.any():
        total = total + F.cross_entropy(anchors[known], batch["anchor"][known], reduction="sum") / words
    return total


@torch.inference_mode()
def evaluate(model, items, labels):
    """Rough figures in floating point, heads chosen greedily; the program's own evaluation is the one that counts."""
    model.eval()
    hit, seen = {}, {}

    def count(kind, good, known):
        hit[kind] = hit.get(kind, 0) + (good & known).sum().item()
        seen[kind] = seen.get(kind, 0) + known.sum().item()

    for group in data.batches(items, 3000):
        b = data.collate([items[i] for i in group])
        tags, arcs, anchors, parts = model(b)
        for kind, scores in zip(data.TAGS, tags):
            guess, known = scores.argmax(-1), b[kind] >= 0
            count(kind, guess == b[kind], known)
            if kind in ("role", "name"):
                for c, label in enumerate(labels[kind]):
                    if c:
                        count(f"{kind} {label} P", b[kind] == c, known & (guess == c))
                        count(f"{kind} {label} R", guess == c, known & (b[kind] == c))
        known = b["head"] >= 0
        heads = arcs.argmax(-1)
        right = heads == b["head"]
        count("uas", right, known)
        count("las", right & (model.label_scores(parts, heads).argmax(-1) == b["deprel"]), known)
        count("anchor", anchors.argmax(-1) == b["anchor"], b["anchor"] >= 0)
    model.train()
    return {kind: round(100 * hit[kind] / seen[kind], 2) for kind in sorted(seen) if seen[kind]}


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--corpora", required=True, help="folder with ud/ and polnear/")
    args.add_argument("--prepared", required=True, help="folder with the prepared sentences")
    args.add_argument("--base", required=True, help="model.safetensors of the base encoder")
    args.add_argument("--out", required=True, help="folder for checkpoints and the report")
    args.add_argument("--epochs-trees", type=float, default=7)
    args.add_argument("--epochs-attribution", type=float, default=2.5)
    args.add_argument("--pieces", type=int, default=1200, help="word pieces a batch")
    args.add_argument("--rate", type=float, default=2e-4, help="learning rate of the trunk")
    args.add_argument("--rate-heads", type=float, default=1e-3)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--threads", type=int, default=os.cpu_count())
    args.add_argument("--every", type=int, default=250, help="steps between checkpoints")
    args.add_argument("--stop-after", type=int, default=0, help="stop at this step, to go on later")
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    ud, pol = os.path.join(args.corpora, "ud"), os.path.join(args.corpora, "polnear")
    ready = lambda name: os.path.join(args.prepared, name + ".jsonl")
    trees = lambda part: {c: data.treebank(f"{ud}/{c}-{part}.conllu", ready(f"{c}-{part}"), c == "gum") for c in ("ewt", "gum")}
    train, dev = trees("train"), trees("dev")
    trees_train = train["ewt"] + train["gum"]
    labels = data.vocabulary(trees_train)
    sets = {
        "trees": data.encode_all(trees_train, labels),
        "attribution": data.encode_all(data.attributions(f"{pol}/train", ready("polnear-train")), labels),
    }
    checks = {c: data.encode_all(dev[c], labels) for c in dev}
    checks["polnear"] = data.encode_all(data.attributions(f"{pol}/dev", ready("polnear-dev")), labels)
    steps = data.schedule(sets, {"trees": args.epochs_trees, "attribution": args.epochs_attribution}, args.pieces, args.seed)
    print({k: len(v) for k, v in labels.items()}, {k: len(v) for k, v in sets.items()}, f"{len(steps)} steps", flush=True)

    model = Model(labels, args.base).to(device)
    model.word.weight.requires_grad = False  # measured: freezing it costs nothing and halves the optimiser's work
    body = model.body()
    slow = {id(p) for p in body}
    groups = [dict(params=[p for p in body if p.requires_grad], base=args.rate), dict(params=[p for p in model.parameters() if id(p) not in slow], base=args.rate_heads)]
    optimiser = torch.optim.AdamW(groups, lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    os.makedirs(args.out, exist_ok=True)
    checkpoint = os.path.join(args.out, "checkpoint.pt")
    start, spent = 0, 0.0
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint, map_location=device, weights_only=False)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        torch.set_rng_state(saved["rng"])
        start, spent = saved["step"], saved["seconds"]
        print(f"going on from step {start}", flush=True)

    def save(step):
        torch.save(dict(model=model.state_dict(), optimiser=optimiser.state_dict(), rng=torch.get_rng_state(), step=step, seconds=spent, labels=labels), checkpoint + ".new")
        os.replace(checkpoint + ".new", checkpoint)

    model.train()
    began, running = time.time(), 0.0
    for step in range(start, len(steps)):
        name, group = steps[step]
        rng = random.Random(args.seed * 1_000_003 + step)  # of the step alone, so that a run that goes on is the same run
        batch = {k: v.to(device) for k, v in data.collate([data.augmented(sets[name][i], rng) for i in group]).items()}
        factor = min(1, (step + 1) / WARMUP) * (1 - step / len(steps))
        for g in optimiser.param_groups:
            g["lr"] = g["base"] * factor
        with torch.autocast(device, torch.bfloat16):
            loss = loss_of(model, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        running += loss.item()
        if (step + 1) % 50 == 0:
            print(f"step {step + 1}/{len(steps)}  loss {running / 50:.3f}  {time.time() - began + spent:.0f} s", flush=True)
            running = 0.0
        if (step + 1) % args.every == 0:
            spent, began = spent + time.time() - began, time.time()
            save(step + 1)
            if (step + 1) % (args.every * 4) == 0:
                print("dev, a quarter:", json.dumps({c: evaluate(model, items[::4], labels) for c, items in checks.items()}), flush=True)
        if step + 1 == args.stop_after:
            return
    spent += time.time() - began
    save(len(steps))
    report = dict(steps=len(steps), seconds=round(spent), device=device, threads=args.threads, arguments=dict(vars(args)), labels={k: len(v) for k, v in labels.items()},
                  sentences={k: len(v) for k, v in sets.items()}, dev={c: evaluate(model, items, labels) for c, items in checks.items()})
    for key in ("corpora", "prepared", "base", "out"):
        report["arguments"].pop(key)
    json.dump(report, open(os.path.join(args.out, "report.json"), "w"), indent=1)
    print(json.dumps(report["dev"], indent=1))


if __name__ == "__main__":
    main()
