"""Writes the table of word forms whose lemma the treebanks settle: form, part of speech, lemma.

A head that reads lemmas off as edit scripts is right where forms are regular and slips on the words that everybody knows; for those the table
is asked first. Only the training parts are counted.
"""

import argparse
import collections

from conllu import read_conllu

SEEN = 2  # a form met once may be a slip of the annotator
SHARE = 0.7  # of the uses that must agree


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("out")
    args.add_argument("treebanks", nargs="+")
    args = args.parse_args()
    seen = collections.defaultdict(collections.Counter)
    for path in args.treebanks:
        for rows in read_conllu(path):
            for row in rows:
                if row[2] != "_" and "\t" not in row[1]:
                    seen[row[1], row[3]][row[2]] += 1
    with open(args.out, "w", encoding="utf8") as out:
        for (form, upos), lemmas in sorted(seen.items()):
            lemma, uses = lemmas.most_common(1)[0]
            if lemmas.total() >= SEEN and uses > SHARE * lemmas.total():
                out.write(f"{form}\t{upos}\t{lemma}\n")


if __name__ == "__main__":
    main()
