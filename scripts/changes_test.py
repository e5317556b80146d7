"""Tests of changes.py: entries gained and lost between two files of records."""

import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import changes  # noqa: E402


def record(note_kinds, actor="a1"):
    """A record with a statement by an actor of this id, and notes of these kinds."""
    span = {"start": 3, "end": 7, "text": "this"}
    statement = {"act": "says", "manner": "indirect", "speaker": actor, "speaker_span": None, "content": [span]}
    notes = [{"kind": kind, "span": span, "message": "."} for kind in note_kinds]
    actors = [{"id": actor, "name": "Peru"}]
    return {"document": {"source": "talks.md"}, "actors": actors, "places": [], "statements": [{"id": "s1", **statement}], "events": [], "claims": [], "commitments": [], "notes": notes}


class Changes(unittest.TestCase):
    def between(self, before, after):
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("before", "after")]
            for path, records in zip(paths, (before, after)):
                with open(path, "w", encoding="utf8") as file:
                    file.write("".join(json.dumps(r) + "\n" for r in records))
            return changes.between(*paths)

    def test_ids_are_no_change(self):
        self.assertEqual(self.between([record([])], [record([], actor="a2")]), [])
        self.assertEqual(changes.totals([]), "no change")

    def test_gained_and_lost(self):
        found = self.between([record(["truncated_text"])], [record(["not_english", "not_english"])])
        self.assertEqual([row[:3] for row in found], [("talks.md", "note", "+")] * 2 + [("talks.md", "note", "-")])
        self.assertIn("not_english", found[0][3])
        self.assertEqual(changes.totals(found), "notes +2 -1")


if __name__ == "__main__":
    unittest.main()
