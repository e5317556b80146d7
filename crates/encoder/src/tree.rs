//! From the scores of all arcs to the best tree in which exactly one word hangs on the root.
//!
//! Mostly every word's best head already makes such a tree. Else the best one is found by Chu-Liu/Edmonds. That
//! exactly one word hangs on the root is had by a charge on every arc from the root that outweighs all scores
//! together: the best tree then has as few of these arcs as possible, which is one. Scores become whole numbers first,
//! so the sums are exact and ties always fall the same way: to the head that comes first.

/// Steps in a score of 1. An arc score has fewer significant digits than that.
const STEPS: f64 = (1u64 << 32) as f64;
/// Scores are cut to this range, in steps; 512 of them stay far below [`ROOT_CHARGE`].
const RANGE: f64 = (1u64 << 60) as f64;
/// More than all the scores of a tree together can differ by.
const ROOT_CHARGE: i128 = 1 << 80;

/// A score in steps. What is no number counts as the worst score.
fn steps(score: f32) -> i128 {
    let steps = (f64::from(score) * STEPS).clamp(-RANGE, RANGE);
    if steps.is_nan() { -(RANGE as i128) } else { steps as i128 }
}

/// The heads of `words` words from `scores`, where `scores[i * (words + 1) + j]` says how well word `i + 1` hangs on
/// word `j`, 0 being the root. Gives the head of each word, by the same numbers: a tree with exactly one 0.
pub(crate) fn decode(scores: &[f32], words: usize) -> Vec<usize> {
    let width = words + 1;
    let weights: Vec<i128> = scores.iter().map(|&s| steps(s)).collect();
    assert!(weights.len() == words * width);
    let greedy: Vec<usize> =
        weights.chunks_exact(width).enumerate().map(|(i, row)| best((0..width).filter(|&j| j != i + 1), |j| row[j])).collect();
    if is_single_rooted_tree(&greedy) { greedy } else { Contraction::new(&weights, words).decode() }
}

/// The candidate of the largest weight, the first of equals; 0 where there is none.
fn best(candidates: impl Iterator<Item = usize>, weight: impl Fn(usize) -> i128) -> usize {
    let mut found: Option<(usize, i128)> = None;
    for candidate in candidates {
        let w = weight(candidate);
        if found.is_none_or(|(_, most)| w > most) {
            found = Some((candidate, w));
        }
    }
    found.map_or(0, |(candidate, _)| candidate)
}

/// True where exactly one word hangs on the root and every other hangs on it by steps.
fn is_single_rooted_tree(heads: &[usize]) -> bool {
    heads.iter().filter(|&&h| h == 0).count() == 1 && cycle(heads.len() + 1, |d| Some(heads[d - 1])).is_none()
}

/// The members of a cycle among the nodes from 1 to `nodes − 1`, if there is one; `head` is `None` for nodes that are
/// out of play.
fn cycle(nodes: usize, head: impl Fn(usize) -> Option<usize>) -> Option<Vec<usize>> {
    // Number of the walk that came by first; 0 is the root's, which ends every walk.
    let mut walk = vec![usize::MAX; nodes];
    walk[0] = 0;
    for start in 1..nodes {
        let mut at = start;
        while walk[at] == usize::MAX {
            let Some(next) = head(at) else { break };
            walk[at] = start;
            at = next;
        }
        if walk[at] == start {
            let mut members = vec![at];
            let mut next = head(at)?;
            while next != at {
                members.push(next);
                next = head(next)?;
            }
            return Some(members);
        }
    }
    None
}

/// An arc between two words, by their numbers.
#[derive(Clone, Copy)]
struct Arc {
    head: usize,
    dependant: usize,
}

/// The graph of Chu-Liu/Edmonds while its cycles are drawn together, each into one of its members.
struct Contraction {
    nodes: usize,
    /// `[head][dependant]`: weight of the best arc between two nodes.
    weights: Vec<i128>,
    /// `[head][dependant]`: that arc.
    arcs: Vec<Arc>,
    /// False for nodes that were drawn into another.
    active: Vec<bool>,
    /// The words that a node holds.
    words: Vec<Vec<usize>>,
}

/// A cycle that was drawn together: for each member the words that it held and its arc in the cycle.
type Cycle = Vec<(Vec<usize>, Arc)>;

impl Contraction {
    fn new(scores: &[i128], words: usize) -> Self {
        let nodes = words + 1;
        let mut weights = vec![0; nodes * nodes];
        let mut arcs = Vec::with_capacity(nodes * nodes);
        for head in 0..nodes {
            for dependant in 0..nodes {
                arcs.push(Arc { head, dependant });
                if dependant > 0 {
                    let charge = if head == 0 { ROOT_CHARGE } else { 0 };
                    weights[head * nodes + dependant] = scores[(dependant - 1) * nodes + head] - charge;
                }
            }
        }
        Self { nodes, weights, arcs, active: vec![true; nodes], words: (0..nodes).map(|w| vec![w]).collect() }
    }

    /// Draws cycles together until none is left, then opens them again from the last to the first.
    fn decode(mut self) -> Vec<usize> {
        let mut cycles = Vec::new();
        let heads = loop {
            let heads: Vec<usize> = (0..self.nodes).map(|d| self.best_head(d)).collect();
            match cycle(self.nodes, |d| self.active[d].then(|| heads[d])) {
                Some(members) => cycles.push(self.contract(members, &heads)),
                None => break heads,
            }
        };
        let mut found = vec![None; self.nodes];
        for node in (1..self.nodes).filter(|&d| self.active[d]) {
            let arc = self.arcs[heads[node] * self.nodes + node];
            found[arc.dependant] = Some(arc.head);
        }
        for (words, arc) in cycles.into_iter().rev().flatten() {
            // The member that an arc enters from outside has its head; the others keep their arc in the cycle.
            if words.iter().all(|&w| found[w].is_none()) {
                found[arc.dependant] = Some(arc.head);
            }
        }
        found.into_iter().skip(1).map(|head| head.unwrap_or(0)).collect()
    }

    fn best_head(&self, dependant: usize) -> usize {
        let candidates = (0..self.nodes).filter(|&h| h != dependant && self.active[h]);
        best(candidates, |h| self.weights[h * self.nodes + dependant])
    }

    /// Draws a cycle into its first member. An arc into the cycle is worth what it adds over the arc that it replaces.
    fn contract(&mut self, mut members: Vec<usize>, heads: &[usize]) -> Cycle {
        let n = self.nodes;
        members.sort_unstable();
        let into = members[0];
        for &m in &members {
            self.active[m] = false;
        }
        let kept: Vec<i128> = members.iter().map(|&m| self.weights[heads[m] * n + m]).collect();
        let ring = members.iter().map(|&m| self.arcs[heads[m] * n + m]).collect::<Vec<_>>();
        for outside in (0..n).filter(|&v| self.active[v]) {
            let gain = |i: usize| self.weights[outside * n + members[i]] - kept[i];
            let entry = best(0..members.len(), gain);
            let (weight, arc) = (gain(entry), self.arcs[outside * n + members[entry]]);
            let exit = best(members.iter().copied(), |m| self.weights[m * n + outside]);
            self.weights[into * n + outside] = self.weights[exit * n + outside];
            self.arcs[into * n + outside] = self.arcs[exit * n + outside];
            self.weights[outside * n + into] = weight;
            self.arcs[outside * n + into] = arc;
        }
        self.active[into] = true;
        let held: Vec<Vec<usize>> = members.iter().map(|&m| std::mem::take(&mut self.words[m])).collect();
        self.words[into] = held.concat();
        held.into_iter().zip(ring).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, is_single_rooted_tree, steps};
    use crate::random_weights::Numbers;

    fn total(scores: &[f32], heads: &[usize]) -> i128 {
        heads.iter().enumerate().map(|(i, &h)| steps(scores[i * (heads.len() + 1) + h])).sum()
    }

    /// The best total of all trees with one root, by trying every choice of heads.
    fn brute_force(scores: &[f32], words: usize) -> i128 {
        let mut best = None;
        let mut heads = vec![0; words];
        loop {
            if heads.iter().enumerate().all(|(i, &h)| h != i + 1) && is_single_rooted_tree(&heads) {
                best = best.max(Some(total(scores, &heads)));
            }
            let Some(i) = heads.iter().position(|&h| h < words) else {
                break;
            };
            heads[..i].fill(0);
            heads[i] += 1;
        }
        best.expect("a tree")
    }

    #[test]
    fn the_tree_is_the_best_with_one_root() {
        let mut numbers = Numbers::new(7);
        for round in 0..4000 {
            let words = 1 + round % 5;
            // Few different values make many ties and cycles; many values make few.
            let values = if round % 2 == 0 { 4 } else { 1 << 20 };
            let scores: Vec<f32> = (0..words * (words + 1)).map(|_| (numbers.next() % values) as f32 / 8.0 - 3.0).collect();
            let heads = decode(&scores, words);
            assert!(is_single_rooted_tree(&heads), "{scores:?} gives {heads:?}");
            assert_eq!(total(&scores, &heads), brute_force(&scores, words), "{scores:?} gives {heads:?}");
            assert_eq!(heads, decode(&scores, words));
        }
    }

    #[test]
    fn long_sentences_give_trees() {
        let mut numbers = Numbers::new(11);
        for words in [50, 200, 510] {
            let scores: Vec<f32> = (0..words * (words + 1)).map(|_| (numbers.next() % 1000) as f32).collect();
            assert!(is_single_rooted_tree(&decode(&scores, words)));
        }
    }

    #[test]
    fn any_scores_give_a_tree() {
        let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, 0.0, -0.0, 1.0];
        let mut numbers = Numbers::new(3);
        for round in 0..2000 {
            let words = 1 + round % 7;
            let scores: Vec<f32> = (0..words * (words + 1)).map(|_| odd[numbers.below(odd.len())]).collect();
            assert!(is_single_rooted_tree(&decode(&scores, words)), "{scores:?}");
        }
    }

    #[test]
    fn ties_fall_to_the_first_head() {
        assert_eq!(decode(&[0.0; 12], 3), [0, 1, 1]);
        assert!(decode(&[], 0).is_empty());
    }
}
