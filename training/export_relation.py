"""Turns the relation model into int8 weights: all of them, or with --changes only those that differ from a given file's."""

import argparse
import json

import torch
from safetensors.torch import load_file, save_file

from export import trunk_tensors


def tensors_of(w):
    """The model's tensors by the names that the program reads; the word embeddings are the parser's."""
    tensors = trunk_tensors(w, ("hidden", "out", "trigger"), prefix="trunk.")
    tensors["emb.side"] = w["side.weight"]
    return {name: tensor.contiguous() for name, tensor in tensors.items()}


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
