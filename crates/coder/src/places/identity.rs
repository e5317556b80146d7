//! Which of the world's places a name means: by what stands beside it, by the countries that the document speaks of.

use super::{PlaceDraft, Use, blank, city, of_known};
use crate::gazetteer::{Gazetteer, Known, KnownPlace};
use crate::mentions::Mentions;
use chancery_record::{Country, PlaceKind};
use std::collections::{HashMap, HashSet};

/// Of namesakes, one with so many times the people of each other is meant where nothing else decides: London, not London, Ontario.
pub(super) const OUTWEIGHS: u32 = 10;

/// Which countries and divisions are spoken of, by names that mean only one.
pub(super) fn spoken_of(mentions: &Mentions, gazetteer: &Gazetteer) -> Spoken {
    let mut found = HashMap::new();
    let mut divisions = HashSet::new();
    for mention in &mentions.list {
        if let [city @ Known::Place(_)] = mention.known[..] {
            divisions.extend(admin_of(gazetteer, city).filter(|_| !is_division(gazetteer, city)).map(str::to_owned));
        }
        let mut meant: Vec<Country> = mention.known.iter().filter_map(|&k| country_of(gazetteer, k)).collect();
        meant.sort_unstable();
        meant.dedup();
        if let [only] = meant[..] {
            *found.entry(only).or_insert(0) += 1;
        }
    }
    Spoken { countries: found, divisions }
}

fn country_of(gazetteer: &Gazetteer, known: Known) -> Option<Country> {
    match known {
        Known::State(i) | Known::Adjective(i) | Known::Demonym(i) | Known::Seat(i) => gazetteer.states.get(i).map(|s| s.country),
        Known::Place(i) => gazetteer.places.get(i).and_then(|p| p.country),
        Known::Organisation(i) => gazetteer.organisations.get(i).and_then(|o| o.country).filter(|c| c.is_state()),
        Known::Person(i) => gazetteer.people.get(i).and_then(|p| p.country),
    }
}

/// What a document speaks of besides the name in question.
pub(super) struct Spoken {
    /// How often each country.
    pub countries: HashMap<Country, usize>,
    /// Divisions of the places that are named.
    pub divisions: HashSet<String>,
}

/// Which place the uses of a name mean.
pub(super) fn identify(gazetteer: &Gazetteer, uses: &[&Use], spoken: &Spoken) -> Option<PlaceDraft> {
    let first = uses.first()?;
    let kind = uses.iter().find_map(|u| u.kind);
    let beside = |country: Option<Country>, admin: Option<&str>| {
        uses.iter().any(|u| {
            country.is_some_and(|c| u.beside.countries.contains(&c)) || admin.is_some_and(|a| u.beside.places.iter().any(|p| p == a))
        })
    };
    let named_beside = |p: &KnownPlace| beside(p.country, p.admin.as_deref());
    let ours = first.known.iter().any(|&k| beside(country_of(gazetteer, k), admin_of(gazetteer, k)));
    if !ours && kind.is_none_or(|k| k == PlaceKind::City) {
        let guarded = !first.known.is_empty() || gazetteer.is_guarded(&first.name);
        if let Some(city) = city::meant(&first.cities, named_beside, spoken, guarded) {
            return Some(city);
        }
    }
    let mut candidates: Vec<Known> = first.known.clone();
    // The name of a city with "province" beside it means the province, if there is one of that name.
    if let Some(kind) = kind {
        let fitting: Vec<Known> = candidates.iter().copied().filter(|&k| kind_of(gazetteer, k) == Some(kind)).collect();
        if !fitting.is_empty() {
            candidates = fitting;
        }
    }
    let named: Vec<Known> = candidates.iter().copied().filter(|&k| beside(country_of(gazetteer, k), admin_of(gazetteer, k))).collect();
    if !named.is_empty() {
        candidates = named;
    } else if let Some(&division) = candidates.iter().find(|&&k| is_division(gazetteer, k) && names_places_in(gazetteer, k, spoken)) {
        candidates = vec![division];
    } else if let Some(&state) = candidates.iter().find(|k| matches!(k, Known::State(_))) {
        candidates = vec![state];
    } else if several_countries(gazetteer, &candidates) {
        candidates = most_spoken(gazetteer, candidates, spoken);
    }
    let mut draft = blank();
    if several_countries(gazetteer, &candidates) {
        draft.name = candidates.first().and_then(|&k| name_of(gazetteer, k)).unwrap_or_else(|| first.name.clone());
        draft.kind = candidates.first().and_then(|&k| kind_of(gazetteer, k)).unwrap_or(PlaceKind::City);
        return Some(draft);
    }
    match candidates.first() {
        // "the Niger River"
        Some(Known::State(_))
            if kind.is_some_and(|k| matches!(k, PlaceKind::River | PlaceKind::Sea | PlaceKind::Mountain | PlaceKind::Strait)) =>
        {
            (draft.name, draft.kind) = (first.name.clone(), kind.unwrap_or(PlaceKind::River));
        }
        Some(&Known::Seat(i)) => {
            (draft.name, draft.kind, draft.country) = (first.name.clone(), PlaceKind::Site, gazetteer.states.get(i).map(|s| s.country));
        }
        Some(&Known::State(i)) => {
            let state = gazetteer.states.get(i)?;
            (draft.name, draft.kind, draft.country, draft.coordinates) =
                (state.name.clone(), PlaceKind::Country, Some(state.country), state.coordinates);
        }
        Some(&Known::Place(i)) => {
            let place = gazetteer.places.get(i)?;
            draft = of_known(place);
            // "Homs province" where only the city is known: what is known of the city doesn't hold for it.
            if let Some(kind) = kind.filter(|&k| k != place.kind && matches!(place.kind, PlaceKind::City) && k != PlaceKind::City) {
                (draft.name, draft.kind, draft.coordinates, draft.geonames) = (first.name.clone(), kind, None, None);
            }
        }
        _ => {
            let near = uses.iter().any(|u| matches!(u.preposition.as_deref(), Some("in" | "near" | "outside")));
            draft.kind = kind.unwrap_or(if near { PlaceKind::City } else { PlaceKind::Site });
            draft.name = first.name.clone();
        }
    }
    Some(draft)
}

/// Georgia the state of America, where "Atlanta" stands in the text.
fn names_places_in(gazetteer: &Gazetteer, division: Known, spoken: &Spoken) -> bool {
    admin_of(gazetteer, division).is_some_and(|a| spoken.divisions.contains(a))
}

fn is_division(gazetteer: &Gazetteer, known: Known) -> bool {
    kind_of(gazetteer, known) == Some(PlaceKind::Region)
}

/// Those in the country that is spoken of most; where none is, the capital, if no namesake is larger, or by far the largest.
fn most_spoken(gazetteer: &Gazetteer, candidates: Vec<Known>, spoken: &Spoken) -> Vec<Known> {
    let times = |k: &Known| country_of(gazetteer, *k).and_then(|c| spoken.countries.get(&c)).copied().unwrap_or(0);
    let most = candidates.iter().map(times).max().unwrap_or(0);
    if most > 0 {
        return candidates.into_iter().filter(|k| times(k) == most).collect();
    }
    let capital = candidates.iter().copied().find(|&k| is_capital(gazetteer, k) && larger(gazetteer, &candidates, k, 1));
    let likeliest = capital.or_else(|| candidates.iter().copied().find(|&k| larger(gazetteer, &candidates, k, OUTWEIGHS)));
    likeliest.map_or(candidates, |k| vec![k])
}

/// True where a place has so many times the people of every other candidate.
fn larger(gazetteer: &Gazetteer, candidates: &[Known], of: Known, times: u32) -> bool {
    let people = |k: Known| if let Known::Place(i) = k { gazetteer.places.get(i).map_or(0, |p| p.population) } else { 0 };
    times == 1 && candidates.iter().all(|&k| people(k) <= people(of))
        || people(of) > 0 && candidates.iter().all(|&k| k == of || people(k) > 0 && people(k).saturating_mul(times) <= people(of))
}

fn several_countries(gazetteer: &Gazetteer, candidates: &[Known]) -> bool {
    let mut countries = candidates.iter().map(|&k| country_of(gazetteer, k));
    countries.next().is_some_and(|first| countries.any(|c| c != first))
}

fn is_capital(gazetteer: &Gazetteer, known: Known) -> bool {
    let Known::Place(i) = known else { return false };
    let capital = gazetteer.places.get(i).and_then(|p| Some((p.country?, gazetteer.states.get(gazetteer.capital(&p.name)?)?.country)));
    capital.is_some_and(|(own, state)| own == state)
}

fn kind_of(gazetteer: &Gazetteer, known: Known) -> Option<PlaceKind> {
    match known {
        Known::State(_) => Some(PlaceKind::Country),
        Known::Place(i) => gazetteer.places.get(i).map(|p| p.kind),
        _ => None,
    }
}

fn name_of(gazetteer: &Gazetteer, known: Known) -> Option<String> {
    match known {
        Known::State(i) => gazetteer.states.get(i).map(|s| s.name.clone()),
        Known::Place(i) => gazetteer.places.get(i).map(|p| p.name.clone()),
        _ => None,
    }
}

fn admin_of(gazetteer: &Gazetteer, known: Known) -> Option<&str> {
    let Known::Place(i) = known else { return None };
    gazetteer.places.get(i).and_then(|p| p.admin.as_deref())
}
