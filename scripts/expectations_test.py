"""Tests of expectations.py on a small record."""

import contextlib
import io
import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import expectations  # noqa: E402

ARTICLE = """---
title: Talks
---

# Talks in Lima

Peru's president accused
Chile of spying. Chile denied it.

```expect
{lines}
```
"""
TEXT = "Talks in Lima\n\nPeru's president accused Chile of spying. Chile denied it."


def span(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def actor(number, name, country, sectors):
    return {"id": number, "name": name, "kind": "person", "country": country, "sectors": sectors, "role": None, "entity": None, "mentions": [span(name)]}


RECORD = {
    "actors": [actor("a1", "Peru", "PER", ["GOV"]), actor("a2", "Chile", "CHL", ["GOV", "MIL"])],
    "places": [{"id": "p1", "name": "Lima", "kind": "city", "country": "PER", "mentions": [span("Lima")]}],
    "statements": [{"id": "s1", "speaker": "a1", "speaker_span": span("Peru"), "content": [span("of spying")], "act": "accuses", "addressees": []}],
    "events": [
        {
            "id": "e1", "type": "ACCUSE", "mode": None, "voice": "s1", "trigger": span("accused"), "mentions": [span("spying")], "place": "p1", "mutual": False, "contexts": [],
            "date": {"first": "2024-05-01", "last": None}, "actors": [{"actor": "a1", "spans": []}], "recipients": [],
        }
    ],
    "claims": [{"id": "c1", "event": "e1", "positions": [{"actor": "a1", "stance": "asserts", "statement": "s1"}]}],
    "commitments": [],
    "notes": [],
}


class Expectations(unittest.TestCase):
    def read(self, lines):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "article.md")
            with open(path, "w", encoding="utf8") as file:
                file.write(ARTICLE.format(lines=lines))
            return expectations.read_article(path)

    def holds(self, line):
        article = self.read(line)
        self.assertEqual(article.text, TEXT)
        return not list(expectations.failures(RECORD, article))

    def test_what_holds(self):
        for line in (
            'event "president accused Chile" type=REQUEST|ACCUSE actor.country=PER mode=null  # why',
            'event "accused" voice=* voice.name=Peru voice.sector=GOV mutual=false',
            'event "accused" date.first=2024-05-01 date.last=null place.name="Lima"',
            'event "spying" type=ACCUSE',
            'event "accused" mode=allege|null voice=null|*',
            'maybe event "denied" type=REJECT',
            'claim "of spying" stance=asserts position.country=PER',
            'actor "Chile" sector=MIL name="Chile" role=null',
            'not event "accused" recipient.country=*',
            'not event "Chile denied it" type=REJECT',
            'not commitment "Talks"',
        ):
            self.assertTrue(self.holds(line), line)

    def test_what_fails(self):
        for line in (
            'event "accused" type=REQUEST',
            'event "accused" actor.country=CHL',
            'event "accused" mode=*',
            'event "denied" type=ACCUSE',
            'event "Chile of" type=ACCUSE',
            'statement "president"',
            'not event "accused"',
            'note "Talks"',
        ):
            self.assertFalse(self.holds(line), line)

    def test_what_is_no_expectation(self):
        twice = 'complete event\nevent "Chile"'
        for line in (twice, "complete event thing", 'event "accused"\ncomplete event', 'maybe not event "accused"', 'event "not in the text"', 'event "accused" colour=red', "event accused", 'thing "accused"', 'event "accused" type='):
            with self.assertRaises(SystemExit, msg=line), contextlib.redirect_stderr(io.StringIO()):
                self.read(line)

    def test_values_have_a_vocabulary(self):
        with open(expectations.SCHEMA, encoding="utf8") as file:
            schema = json.load(file)
        for line in (
            'event "accused" type=ACCUSE|REJECT mode=allege|meet|null actor.sector=GOV actor.kind=state modality=* date.first=2024-05-01',
            'place "Lima" kind=city country=PER',
            'actor "Peru" kind=state|government sector=GOV',
        ):
            self.assertEqual(self.problems(line, schema), [], line)
        for line in (
            'event "accused" type=BLAME',
            'event "accused" type=REJECT mode=allege',
            'event "accused" actor.country=Peru',
            'event "accused" date.first=yesterday',
            'event "accused" actor.kind=city',
            'place "Lima" kind=person',
            'statement "spying" resolution=known',
        ):
            self.assertEqual(len(self.problems(line, schema)), 1, line)

    def problems(self, line, schema):
        return list(expectations.vocabulary_problems(self.read(line).expectations[0], schema))


if __name__ == "__main__":
    unittest.main()
