//! What a confidence means: the share of such entries that is right.
//!
//! The stages compute scores of their own; here they become shares, measured over the complete articles of `corpus/`
//! (`scripts/evaluate --calibration`; docs/ACCURACY.md has the reliability).

use crate::statements;
use chancery_record::Resolution;

/// Scores of events and the share that is right, both ascending.
const EVENTS: [(f32, f32); 5] = [(0.0, 0.3), (0.5, 0.62), (0.65, 0.74), (0.8, 0.9), (1.0, 0.97)];
/// From this score on the encoder's certainty says nothing more about an attribution.
const SETTLED: f32 = 0.8;

/// The confidence of an event.
pub fn of_event(score: f32) -> f32 {
    interpolated(&EVENTS, score)
}

/// The confidence of a statement: how surely it is one, and how surely it is the speaker's, by the words that name him.
pub fn of_statement(draft: &statements::Draft) -> f32 {
    let speaker = match draft.resolution {
        Resolution::Named => 0.91,
        Resolution::Pronoun | Resolution::Continued => 0.86,
        Resolution::Collective => 0.76,
        Resolution::Described => 0.72,
        Resolution::None => 0.38,
        Resolution::Ambiguous => 0.1,
    };
    speaker * interpolated(&[(0.0, 0.4), (SETTLED, 1.0)], draft.confidence)
}

/// The value at `x` on the line through some points, flat beyond them.
fn interpolated(points: &[(f32, f32)], x: f32) -> f32 {
    let after = points.partition_point(|p| p.0 <= x);
    match (after.checked_sub(1).map(|i| points[i]), points.get(after)) {
        (Some((x0, y0)), Some(&(x1, y1))) => y0 + (y1 - y0) * (x - x0) / (x1 - x0),
        (Some((_, y)), None) => y,
        (None, first) => first.map_or(x, |p| p.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_between_points() {
        let points = [(0.2, 0.1), (0.6, 0.5)];
        for (x, y) in [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.6, 0.5), (0.9, 0.5)] {
            assert!((interpolated(&points, x) - y).abs() < 1e-6, "{x}");
        }
        assert!((interpolated(&[], 0.7) - 0.7).abs() < 1e-6);
    }

    #[test]
    fn a_higher_score_is_no_lower_confidence() {
        let scores: Vec<f32> = (0..=100).map(|i| of_event(i as f32 / 100.0)).collect();
        assert!(scores.is_sorted() && scores.iter().all(|s| (0.0..=1.0).contains(s)));
    }
}
