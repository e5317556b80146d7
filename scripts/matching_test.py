"""Tests of matching.py: lines and entries in pairs, precision and recall, reliability."""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import expectations  # noqa: E402
import matching  # noqa: E402

TEXT = "Peru accused Chile, met Chile and praised Chile."


def event(number, words, kind, modality="actual", confidence=0.9):
    span = {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}
    entry = {"id": f"e{number}", "type": kind, "modality": modality, "trigger": span, "mentions": [], "actors": [], "recipients": []}
    return {**entry, "voice": None, "confidence": confidence}


def line(words, sort="", **fields):
    return expectations.Expectation(1, sort, "event", words, fields, words)


def pairs(events, lines):
    record = {"actors": [], "places": [], "statements": [], "events": events}
    article = expectations.Article(TEXT, lines, {"event"})
    return list(matching.pairs_of([("article.md", article, record)]))


class Matching(unittest.TestCase):
    def counts(self, events, lines):
        row = matching.figures(pairs(events, lines))["event"]
        return row["lines"], row["entries"], row["found"]["right"], row["all fields"]["right"]

    def test_one_entry_answers_one_line(self):
        one, two = event(1, "accused", "ACCUSE"), event(2, "accused Chile", "ACCUSE")
        self.assertEqual(self.counts([one], [line("Peru accused", type="ACCUSE"), line("accused Chile", type="ACCUSE")]), (2, 1, 1, 1))
        self.assertEqual(self.counts([one, two], [line("Peru accused", type="ACCUSE")]), (1, 2, 1, 1))

    def test_as_many_pairs_as_can_be(self):
        # The first line could take either entry, the second only the first.
        both = [event(1, "accused", "ACCUSE"), event(2, "met", "ACCUSE")]
        self.assertEqual(self.counts(both, [line("accused Chile, met", type="ACCUSE"), line("accused", type="ACCUSE")]), (2, 2, 2, 2))

    def test_pairs_that_agree_in_all_fields_come_first(self):
        both = [event(1, "accused", "ACCUSE", "negated"), event(2, "accused", "ACCUSE")]
        found = pairs(both, [line("accused", type="ACCUSE", modality="actual")])
        self.assertEqual([(p.entry["id"], p.exact) for p in found if p.line], [("e2", True)])

    def test_levels(self):
        self.assertEqual(self.counts([event(1, "met", "CONSULT", "planned")], [line("met", type="CONSULT", modality="actual")]), (1, 1, 1, 0))
        self.assertEqual(self.counts([event(1, "met", "AID")], [line("met", type="CONSULT")]), (1, 1, 0, 0))

    def test_what_is_only_possible_counts_for_nothing(self):
        praise = event(1, "praised", "SUPPORT")
        self.assertEqual(self.counts([praise, event(2, "met", "CONSULT")], [line("praised", "maybe", type="SUPPORT"), line("met", type="CONSULT")]), (1, 1, 1, 1))
        self.assertEqual(matching.figures(pairs([praise], [line("praised", "maybe", type="SUPPORT")])), {})
        # A line that is asked for comes before one that is only possible.
        self.assertEqual(self.counts([praise], [line("praised", "maybe", type="SUPPORT"), line("praised", type="SUPPORT")]), (1, 1, 1, 1))

    def test_shares(self):
        row = matching.figures(pairs([event(1, "met", "CONSULT"), event(2, "praised", "AID")], [line("met", type="CONSULT")]))["event"]["found"]
        self.assertEqual((row["P"], row["R"]), (0.5, 1.0))
        self.assertAlmostEqual(row["F1"], 2 / 3)

    def test_modality_and_voice(self):
        found = pairs([event(1, "met", "CONSULT", "planned")], [line("met", type="CONSULT", modality="actual|ongoing", voice="null")])
        tables = matching.readings(found)
        self.assertEqual(tables, {"modality": {("actual|ongoing", "planned"): 1}, "voice": {("outlet", "outlet"): 1}})

    def test_identity_of_an_actor(self):
        actor = lambda **fields: expectations.Expectation(1, "", "actor", "Peru", fields, "")
        self.assertEqual(matching.identity(actor(name="Peru", country="PER")), {"name": "Peru"})
        self.assertEqual(matching.identity(actor(country="PER", kind="state")), {"country": "PER"})


class Confidence(unittest.TestCase):
    def test_reliability(self):
        points = matching.confidences(pairs([event(1, "met", "CONSULT", confidence=0.7), event(2, "praised", "AID", confidence=0.75)], [line("met", type="CONSULT")]), "event")
        self.assertEqual(points, [(0.7, 1), (0.75, 0)])
        rows, error = matching.reliability(points)
        self.assertEqual([(start, n, right) for start, n, _, right in rows], [(0.7, 2, 0.5)])
        self.assertAlmostEqual(error, 0.225)
        self.assertEqual(matching.reliability([])[1], 0)

    def test_calibration_rises(self):
        points = sorted((c / 100, int(c % 3 > 0 or c > 80)) for c in range(100))
        table = matching.calibration(points)
        self.assertTrue(2 <= len(table) <= 6, table)
        self.assertEqual(table, sorted(table, key=lambda row: row[1]))
        self.assertEqual(matching.calibration([]), [])


if __name__ == "__main__":
    unittest.main()
