//! Where things happen: names that are used as places, which of the world's places they are, and which of them an event
//! took place in.

mod city;
mod dateline;
mod event;
mod identity;
mod usage;
mod words;

use crate::article::{Article, At};
use crate::gazetteer::cities::City;
use crate::gazetteer::{Gazetteer, Known, KnownPlace};
use crate::mentions::Mentions;
use chancery_record::{ByteSpan, Coordinates, Country, PlaceKind};
pub use event::of_event;
use std::collections::BTreeMap;

/// A place while the document is read.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceDraft {
    /// Canonical name; for a place that the gazetteer doesn't know, as the text has it.
    pub name: String,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// The country it lies in; `None` where unknown or where the text leaves it open.
    pub country: Option<Country>,
    /// First-level division.
    pub admin: Option<String>,
    /// Where it lies.
    pub coordinates: Option<Coordinates>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Where it is named as a place, in the order of the text.
    pub mentions: Vec<ByteSpan>,
    /// The heads of those mentions.
    pub heads: Vec<At>,
}

/// A name in use as a place.
struct Use {
    span: ByteSpan,
    head: At,
    key: String,
    name: String,
    known: Vec<Known>,
    /// Cities of the long table with that name. They never make a place of a name; they say which place is meant.
    cities: Vec<City>,
    /// Kind by the noun beside it.
    kind: Option<PlaceKind>,
    /// The countries and divisions named beside it.
    beside: Beside,
    preposition: Option<String>,
}

#[derive(Default)]
struct Beside {
    countries: Vec<Country>,
    places: Vec<String>,
}

/// The places of an article, in the order of first mention; a name is one place in one document.
///
/// A name that several countries have is settled by the country or division named beside it, then by the countries that
/// the document speaks of, then as a capital; where that leaves it open, its country stays unknown.
pub fn find(article: &Article, mentions: &Mentions, gazetteer: &Gazetteer) -> Vec<PlaceDraft> {
    let mut uses: Vec<Use> =
        mentions.list.iter().enumerate().filter_map(|(i, m)| usage::usage(article, mentions, gazetteer, i, m)).collect();
    uses.extend(dateline::datelines(article, gazetteer));
    uses.sort_by_key(|u| u.span);
    uses.dedup_by_key(|u| u.span);
    let spoken = identity::spoken_of(mentions, gazetteer);
    let mut by_name: BTreeMap<(&str, Option<&'static str>), Vec<&Use>> = BTreeMap::new();
    for used in &uses {
        // "Homs province" and "the city of Homs" are two places.
        let apart = used.kind.filter(|&k| k != PlaceKind::City).map(PlaceKind::as_str);
        by_name.entry((&used.key, apart)).or_default().push(used);
    }
    let mut found: Vec<PlaceDraft> = Vec::new();
    for uses in by_name.values() {
        let Some(mut draft) = identity::identify(gazetteer, uses, &spoken) else { continue };
        let same = found.iter_mut().find(|f| f.name == draft.name && f.kind == draft.kind && f.country == draft.country);
        let place = match same {
            Some(place) => place,
            None => {
                found.push(std::mem::replace(&mut draft, blank()));
                let Some(place) = found.last_mut() else { continue };
                place
            }
        };
        for used in uses {
            place.mentions.push(used.span);
            place.heads.push(used.head);
        }
    }
    for place in &mut found {
        place.mentions.sort();
        place.heads.sort();
    }
    found.sort_by_key(|p| p.mentions.first().copied());
    found
}

fn of_known(place: &KnownPlace) -> PlaceDraft {
    PlaceDraft {
        name: place.name.clone(),
        kind: place.kind,
        country: place.country,
        admin: place.admin.clone(),
        coordinates: place.coordinates,
        geonames: place.geonames,
        ..blank()
    }
}

fn blank() -> PlaceDraft {
    PlaceDraft {
        name: String::new(),
        kind: PlaceKind::Site,
        country: None,
        admin: None,
        coordinates: None,
        geonames: None,
        mentions: Vec::new(),
        heads: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
