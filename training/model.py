"""The model: a six-layer MiniLM over one sentence, and the heads that read words off it.

The Rust program computes the same function from int8 weights (crates/encoder); change one and the other must follow.
"""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

from data import TAGS

WIDTH, HEADS, INNER, LAYERS, PIECES, SHAPES = 384, 12, 1536, 6, 30522, 9
ARC, LABEL, ANCHOR = 256, 64, 64


class Layer(nn.Module):
    """A BERT layer, normalised after each half."""

    def __init__(self, dropout=0.1):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.ff1, self.ff2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.ln1, self.ln2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        # bfloat16 attention is slow on processors without AMX, so it is done in single precision
        with torch.autocast(x.device.type, enabled=False):
            a = F.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask)
        x = self.ln1(x + self.dropout(self.out(a.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.ln2(x + self.dropout(self.ff2(F.gelu(self.ff1(x)))))


class Model(nn.Module):
    """Trunk, taggers in one matrix, biaffine arcs and labels, attribution anchors."""

    def __init__(self, labels, base=None):
        super().__init__()
        self.word, self.position = nn.Embedding(PIECES, WIDTH), nn.Embedding(512, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.shape, self.quote = nn.Embedding(SHAPES, WIDTH), nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.quote.weight)
        self.ln, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.sizes = [len(labels[t]) for t in TAGS]
        self.labels = len(labels["deprel"])
        self.tag, self.tag_dropout = nn.Linear(WIDTH, sum(self.sizes)), nn.Dropout(0.2)
        self.mlp, self.mlp_dropout = nn.Linear(WIDTH, 2 * (ARC + LABEL + ANCHOR)), nn.Dropout(0.33)
        self.arc, self.label, self.anchor = nn.Linear(ARC, ARC), nn.Linear(LABEL, self.labels * (LABEL + 1)), nn.Linear(ANCHOR, ANCHOR)
        for part in (self.arc, self.anchor):
            nn.init.zeros_(part.weight)
            nn.init.zeros_(part.bias)
        nn.init.normal_(self.label.weight, std=0.01)
        nn.init.zeros_(self.label.bias)
        if base:
            self.load_base(load_file(base))

    def load_base(self, w):
        """The weights of the base encoder (BERT names)."""
        def copy(part, name):
            part.weight.data.copy_(w[name + ".weight"])
            if getattr(part, "bias", None) is not None:
                part.bias.data.copy_(w[name + ".bias"])

        copy(self.word, "embeddings.word_embeddings")
        copy(self.position, "embeddings.position_embeddings")
        self.segment.data.copy_(w["embeddings.token_type_embeddings.weight"][0])
        copy(self.ln, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for what in ("weight", "bias"):
                getattr(layer.qkv, what).data.copy_(torch.cat([w[f"{p}attention.self.{x}.{what}"] for x in ("query", "key", "value")]))
            copy(layer.out, p + "attention.output.dense")
            copy(layer.ln1, p + "attention.output.LayerNorm")
            copy(layer.ff1, p + "intermediate.dense")
            copy(layer.ff2, p + "output.dense")
            copy(layer.ln2, p + "output.LayerNorm")

    def body(self):
        """What comes from the base encoder, and learns slowly."""
        return [p for n, p in self.named_parameters() if n.split(".")[0] in ("word", "position", "segment", "shape", "quote", "ln", "layers")]

    def words(self, b):
        """Vectors of the words, with the root at 0: [batch, words, WIDTH]."""
        ids = b["ids"]
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.segment + self.shape(b["shape"]) + self.quote(b["quoted"])
        x = self.dropout(self.ln(x))
        mask = torch.zeros(ids.shape, device=ids.device).masked_fill(ids == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        pick = lambda at: torch.gather(x, 1, at[..., None].expand(-1, -1, WIDTH))
        return (pick(b["first"]) + pick(b["last"])) * 0.5

    def forward(self, b):
        """Scores of tags (a list), arcs and anchors ([batch, words, words]), and what the labels are made of."""
        w = self.words(b)
        tags = self.tag(self.tag_dropout(w)).split(self.sizes, -1)
        z = self.mlp_dropout(F.leaky_relu(self.mlp(w), 0.1))
        ad, ah, rd, rh, td, th = z.split([ARC, ARC, LABEL, LABEL, ANCHOR, ANCHOR], -1)
        real = (b["first"] > 0).float()
        real[:, 0] = 1
        block = (real[:, None, :] - 1) * 1e4
        arcs = (self.arc(ad) @ ah.transpose(1, 2)).float() / math.sqrt(ARC) + block
        anchors = (self.anchor(td) @ th.transpose(1, 2)).float() / math.sqrt(ANCHOR) + block
        return [t.float() for t in tags], arcs, anchors, (rd, rh)

    def label_scores(self, parts, heads):
        """Scores of the relations, given each word's head: [batch, words, labels]."""
        rd, rh = parts
        batch, words, _ = rd.shape
        head = torch.gather(rh, 1, heads[..., None].expand(-1, -1, LABEL))
        q = self.label(rd).view(batch, words, self.labels, LABEL + 1)
        return ((q[..., :LABEL] @ head[..., None]).squeeze(-1) + q[..., LABEL]).float()
