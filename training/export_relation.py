"""Turns the relation model into int8 weights: all of them, or with --changes only those that differ from a given file's."""

import argparse
import json

import torch
from safetensors.torch import load_file, save_file

from export import quantised


def tensors_of(w):
    """The model's tensors by the names that the program reads; the word embeddings are the parser's."""
    out = {"emb.pos": w["trunk.position.weight"], "emb.type": w["trunk.segment"], "emb.shape": w["trunk.shape.weight"], "emb.quote": w["trunk.quote.weight"],
           "emb.side": w["side.weight"]}

    def linear(name, key):
        out[name + ".q"], out[name + ".s"] = quantised(w[key + ".weight"])
        out[name + ".b"] = w[key + ".bias"]

    def norm(name, key):
        out[name + ".w"], out[name + ".b"] = w[key + ".weight"], w[key + ".bias"]

    norm("emb.ln", "trunk.ln")
    for i in range(6):
        for part in ("qkv", "out", "ff1", "ff2"):
            linear(f"layer.{i}.{part}", f"trunk.layers.{i}.{part}")
        for part in ("ln1", "ln2"):
            norm(f"layer.{i}.{part}", f"trunk.layers.{i}.{part}")
    for part in ("hidden", "out", "trigger"):
        linear(part, part)
    return {name: tensor.contiguous() for name, tensor in out.items()}


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("checkpoint")
    args.add_argument("out")
    args.add_argument("--version", required=True)
    args.add_argument("--changes", metavar="BASE", help="weights file to leave out what is the same in")
    args = args.parse_args()
    saved = torch.load(args.checkpoint, map_location="cpu", weights_only=False)
    tensors = tensors_of({k: v.float() for k, v in saved["model"].items()})
    metadata = {"version": args.version}
    if args.changes:
        base = load_file(args.changes)
        tensors = {name: t for name, t in tensors.items() if not torch.equal(t, base[name])}
    else:
        metadata["labels"] = json.dumps({"types": saved["types"], "modes": saved["modes"]})
    save_file(tensors, args.out, metadata)


if __name__ == "__main__":
    main()
