//! Which of the cities of the long table a name means.

use super::identity::{OUTWEIGHS, Spoken};
use super::{PlaceDraft, blank, of_known};
use crate::gazetteer::KnownPlace;
use crate::gazetteer::cities::City;

/// A city that nothing in the text points at is meant only if it has this many people.
const LARGE: u32 = 100_000;

/// Which city is meant: one whose country or division stands beside the name; for a name that is nothing else also one of
/// a country that the document speaks of, or by far the largest. Where several of one country remain, or only a small one,
/// only the country is known.
pub(super) fn meant(namesakes: &[City], named_beside: impl Fn(&KnownPlace) -> bool, spoken: &Spoken, guarded: bool) -> Option<PlaceDraft> {
    let only =
        |fits: &dyn Fn(&KnownPlace) -> bool| -> Vec<&KnownPlace> { namesakes.iter().map(|c| &c.place).filter(|p| fits(p)).collect() };
    let mut meant = only(&named_beside);
    let named = !meant.is_empty();
    if !named && !guarded && namesakes.iter().all(|c| !c.word) {
        meant = only(&|p| p.country.is_some_and(|c| spoken.countries.contains_key(&c)));
        if meant.is_empty() {
            meant = only(&|_| true);
            meant = meant.first().filter(|p| p.population >= LARGE).map_or(Vec::new(), |_| meant.clone());
        }
    }
    let (&largest, others) = meant.split_first()?;
    // "Chelsea" in an article on America may as well be a quarter that the table lacks.
    let sure = named || largest.population >= LARGE;
    if sure && others.iter().all(|o| o.population.saturating_mul(OUTWEIGHS) <= largest.population) {
        return Some(of_known(largest));
    }
    let country = largest.country.filter(|_| others.iter().all(|o| o.country == largest.country));
    country.map(|_| PlaceDraft { name: largest.name.clone(), kind: largest.kind, country, ..blank() })
}
