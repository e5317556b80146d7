"""Precision and recall over the corpus articles whose expectations are complete: lines and entries are matched one to one.

A line finds an entry where the words overlap and the fields agree that say which entry is meant (IDENTITY); the other level is that all fields
agree. Recall is the share of the lines that find an entry. Precision is the share of the entries that a line finds; an entry that only a `maybe`
line finds is left out of it.
"""

import bisect
import collections

import expectations

# What must agree for an entry to count as found. A line that doesn't give the first choice of fields is held to the next.
IDENTITY = {
    "statement": [("speaker",)],
    "event": [("type",)],
    "claim": [("stance",)],
    "commitment": [("kind",)],
    "note": [("kind",)],
    "actor": [("name",), ("country", "sector")],
    "place": [("name",)],
}
LEVELS = ("found", "all fields")
BINS = 10

# One line and what became of it, or a surplus entry (no line), or a missed line (no entry).
Pair = collections.namedtuple("Pair", "path article record kind line entry exact")


def identity(line):
    """The fields of a line that say which entry is meant."""
    for choice in IDENTITY[line.kind]:
        if fields := {f: v for f, v in line.fields.items() if f.partition(".")[0] in choice}:
            return fields
    return {}


def match(record, article, kind):
    """Pairs lines with entries, as many as possible, those first that agree in all fields. Gives (line, entry, exact), either None."""
    entries = record.entries(kind)
    lines = sorted((e for e in article.expectations if e.kind == kind and e.sort != "not"), key=lambda e: e.sort == "maybe")

    def fitting(fields):
        places = [expectations.occurrences(article.text, line.words) for line in lines]
        return [[i for i, entry in enumerate(entries) if record.fits(kind, entry, places[n], fields(line))] for n, line in enumerate(lines)]

    exact, found = fitting(lambda line: line.fields), fitting(identity)
    owner = {}
    for edges in (exact, found):
        for sort in ("", "maybe"):
            for n, line in enumerate(lines):
                if line.sort == sort and n not in owner.values():
                    augment(n, edges, owner, set())
    line_of = {n: i for i, n in owner.items()}
    pairs = [(line, entries[line_of[n]], line_of[n] in exact[n]) if n in line_of else (line, None, False) for n, line in enumerate(lines)]
    return pairs + [(None, entry, False) for i, entry in enumerate(entries) if i not in owner]


def augment(line, edges, owner, seen):
    """Finds an entry for a line, moving other lines to other entries where that helps (Kuhn's algorithm)."""
    for entry in edges[line]:
        if entry not in seen:
            seen.add(entry)
            if entry not in owner or augment(owner[entry], edges, owner, seen):
                owner[entry] = line
                return True
    return False


def pairs_of(read):
    """All pairs of (path, article, record) in the kinds that the article declares complete."""
    for path, article, json in read:
        record = expectations.Record(json)
        for kind in expectations.KINDS:
            if kind in article.complete:
                yield from (Pair(path, article, record, kind, *pair) for pair in match(record, article, kind))


def figures(pairs):
    """For each kind the counts, and precision, recall and F1 at both levels."""
    table = {}
    for kind in expectations.KINDS:
        own = [p for p in pairs if p.kind == kind and not (p.line and p.line.sort == "maybe")]
        lines, entries = sum(p.line is not None for p in own), sum(p.entry is not None for p in own)
        if lines or entries:
            row = {"lines": lines, "entries": entries}
            for level in LEVELS:
                right = sum(p.line is not None and p.entry is not None and (p.exact or level == "found") for p in own)
                row[level] = {"right": right, "P": share(right, entries), "R": share(right, lines), "F1": share(2 * right, lines + entries)}
            table[kind] = row
    return table


def share(part, whole):
    return part / whole if whole else 0.0


def readings(pairs):
    """Modality and voice of the events found: {field: {(wanted, got): count}}, right answers shown as wanted."""
    tables = {"modality": collections.Counter(), "voice": collections.Counter()}
    for p in pairs:
        if p.kind == "event" and p.line and p.entry and p.line.sort == "":
            if wanted := p.line.fields.get("modality"):
                got = p.entry["modality"]
                tables["modality"][wanted if got not in wanted.split("|") else got, got] += 1
            voice = {f: v for f, v in p.line.fields.items() if f.partition(".")[0] == "voice"}
            if voice:
                wanted = "outlet" if voice.get("voice") == "null" else "statement"
                right = all(expectations.agrees(p.record.values("event", p.entry, f), v) for f, v in voice.items())
                got = wanted if right else "outlet" if p.entry["voice"] is None else "another statement" if wanted == "statement" else "statement"
                tables["voice"][wanted, got] += 1
    return tables


def confidences(pairs, kind):
    """(confidence, 1 where right) of each entry that is right or wrong."""
    own = [p for p in pairs if p.kind == kind and p.entry and not (p.line and p.line.sort == "maybe")]
    return sorted((p.entry["confidence"], int(p.line is not None)) for p in own)


def reliability(points):
    """Bins of confidence as (from, count, mean confidence, share right), and the expected calibration error."""
    bins = collections.defaultdict(list)
    for confidence, right in points:
        bins[min(int(confidence * BINS + 1e-6), BINS - 1)].append((confidence, right))
    rows = [(b / BINS, len(held), *(sum(x[i] for x in held) / len(held) for i in (0, 1))) for b, held in sorted(bins.items())]
    return rows, sum(n * abs(mean - right) for _, n, mean, right in rows) / max(len(points), 1)


def calibration(points, knots=6):
    """A monotone table of (confidence, share right): means of groups of like size, those that fall pooled (isotonic regression)."""
    pools = []
    values = [c for c, _ in points]
    cuts = sorted({bisect.bisect_left(values, values[len(points) * k // knots]) for k in range(knots)} | {len(points)}) if points else []
    for start, end in zip(cuts, cuts[1:]):
        pools.append(points[start:end])
        while len(pools) > 1 and rate(pools[-2]) >= rate(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [(sum(c for c, _ in pool) / len(pool), rate(pool)) for pool in pools]


def rate(pool):
    """The share of what is right, drawn a little to one half where there is little to go by."""
    return (sum(right for _, right in pool) + 1) / (len(pool) + 2)


def show_figures(pairs):
    table = figures(pairs)
    print(f"\n{len({p.path for p in pairs})} complete articles        found                 all fields")
    print(f"  {'':<12}{'lines':>6}{'entries':>8}   {'P':>6}{'R':>6}{'F1':>6}   {'P':>6}{'R':>6}{'F1':>6}")
    for kind, row in table.items():
        numbers = "   ".join("".join(f"{row[level][m]:6.3f}" for m in ("P", "R", "F1")) for level in LEVELS)
        print(f"  {kind:<12}{row['lines']:>6}{row['entries']:>8}   {numbers}")
    for field, counts in readings(pairs).items():
        total, right = sum(counts.values()), sum(n for (wanted, got), n in counts.items() if wanted == got)
        wrong = ", ".join(f"{wanted} as {got} {n}" for (wanted, got), n in counts.most_common() if wanted != got)
        print(f"  {field} of the events found: {right} of {total} right ({share(right, total):.3f}){'; ' if wrong else ''}{wrong}")
    for kind in ("event", "statement"):
        rows, error = reliability(confidences(pairs, kind))
        print(f"  confidence of {kind}s, expected calibration error {error:.3f}:")
        for start, n, mean, right in rows:
            print(f"    from {start:.1f}{n:>6} entries   mean {mean:.2f}   right {right:.2f}")


def show_calibration(pairs):
    """Prints the fitted tables as TOML."""
    print("\n# Confidence as computed, and the share of such entries that is right.\n[calibration]")
    for kind in ("event", "statement"):
        print(f"{kind} = [{', '.join(f'[{c:.2f}, {right:.2f}]' for c, right in calibration(confidences(pairs, kind)))}]")


def show_errors(pairs):
    """Lists by kind the lines that found nothing, those that found an entry with other values, and the entries that no line found."""
    for kind in expectations.KINDS:
        own = [p for p in pairs if p.kind == kind and not (p.line and p.line.sort == "maybe")]
        groups = {
            "missed": [p for p in own if not p.entry],
            "found with other values": [p for p in own if p.line and p.entry and not p.exact],
            "surplus": [p for p in own if not p.line],
        }
        for title, group in groups.items():
            if group:
                print(f"\n{kind}: {len(group)} {title}")
            for p in group:
                where = p.path.rsplit("/", 1)[-1]
                if not p.line:
                    print(f"  {where}: {p.record.describe(kind, p.entry)}")
                    continue
                print(f"  {where}:{p.line.line}: {p.line.source}")
                near = [p.entry] if p.entry else list(near_misses(p))[:3]
                for entry in near:
                    print(f"      {'has' if p.entry else 'near'} {differences(p, entry) or 'an entry of another line'}")


def near_misses(pair):
    """The entries whose words overlap a missed line's."""
    places = expectations.occurrences(pair.article.text, pair.line.words)
    return (x for x in pair.record.entries(pair.kind) if pair.record.fits(pair.kind, x, places, {}))


def differences(pair, entry):
    values = {f: pair.record.values(pair.kind, entry, f) for f in pair.line.fields}
    return "  ".join(f"{f}={'|'.join(map(str, v)) or 'null'}" for f, v in values.items() if not expectations.agrees(v, pair.line.fields[f]))
