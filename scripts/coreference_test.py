"""The scores of coreference.py on small cases worked out by hand."""

import unittest

from coreference import Scores, b_cubed, best_assignment, muc, same_name


class ScoresTest(unittest.TestCase):
    GOLD, FOUND = [["a", "b", "c"], ["d", "e", "f", "g"]], [["a", "b"], ["c", "d"], ["f", "g", "h", "i"]]

    def test_muc(self):
        self.assertEqual(muc(self.GOLD, self.FOUND), (2, 5))

    def test_b_cubed(self):
        hit, of = b_cubed(self.GOLD, self.FOUND)
        self.assertEqual(of, 7)
        self.assertAlmostEqual(hit, 2 / 3 * 2 + 1 / 3 + 1 / 4 + 2 / 4 * 2)

    def test_assignment_gives_up_the_best_pair_for_the_best_sum(self):
        self.assertAlmostEqual(best_assignment({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7}), 1.5)

    def test_equal_chains_score_one(self):
        scores = Scores()
        scores.add(self.GOLD, self.GOLD)
        self.assertAlmostEqual(scores.figures()["conll"], 1.0)

    def test_names(self):
        self.assertTrue(same_name("Ana Lopez", [["lopez"]]))
        self.assertFalse(same_name("Ana Lopez", [["marta", "ruiz"]]))


if __name__ == "__main__":
    unittest.main()
