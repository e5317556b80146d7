"""Turns a checkpoint into the int8 weights that the program carries: per-channel scales, rows are outputs."""

import argparse
import json

import torch
from safetensors.torch import save_file

from data import TAGS


def quantised(weight):
    """Symmetric int8 with one scale a row."""
    scale = weight.abs().amax(1).clamp(min=1e-9) / 127
    return (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def trunk_tensors(w, heads, prefix=""):
    """The tensors of a trunk and of the linear layers `heads` beside it, by the names that the program reads; without the word embeddings.
    `prefix` stands before the names of the trunk's weights."""
    tensors = {"emb.pos": w[prefix + "position.weight"], "emb.type": w[prefix + "segment"], "emb.shape": w[prefix + "shape.weight"], "emb.quote": w[prefix + "quote.weight"]}

    def linear(name, key):
        tensors[name + ".q"], tensors[name + ".s"] = quantised(w[key + ".weight"])
        tensors[name + ".b"] = w[key + ".bias"]

    def norm(name, key):
        tensors[name + ".w"], tensors[name + ".b"] = w[key + ".weight"], w[key + ".bias"]

    norm("emb.ln", prefix + "ln")
    for i in range(6):
        for part in ("qkv", "out", "ff1", "ff2"):
            linear(f"layer.{i}.{part}", f"{prefix}layers.{i}.{part}")
        for part in ("ln1", "ln2"):
            norm(f"layer.{i}.{part}", f"{prefix}layers.{i}.{part}")
    for part in heads:
        linear(part, part)
    return tensors


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("checkpoint")
    args.add_argument("out")
    args.add_argument("--version", required=True)
    args = args.parse_args()
    saved = torch.load(args.checkpoint, map_location="cpu", weights_only=False)
    w = {k: v.float() for k, v in saved["model"].items()}
    tensors = trunk_tensors(w, ("tag", "mlp", "arc", "label", "anchor"))
    tensors["emb.word.q"], tensors["emb.word.s"] = quantised(w["word.weight"])
    labels = {k: saved["labels"][k] for k in (*TAGS, "deprel")}
    save_file({k: v.contiguous() for k, v in tensors.items()}, args.out, {"labels": json.dumps(labels, ensure_ascii=False), "version": args.version})


if __name__ == "__main__":
    main()
