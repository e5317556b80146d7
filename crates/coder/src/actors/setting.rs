//! Where a passage is set: the country of an institution or a crowd that the text gives none of its own. "In Lisbon protesters burned
//! flags" are Portugal's, "parliament" in a story of Zimbabwe is Zimbabwe's. What a passage leaves open stays open.

use crate::article::{Article, At};
use crate::gazetteer::{Descriptor, Gazetteer, Known};
use crate::mentions::Mentions;
use crate::places::PlaceDraft;
use chancery_record::{Country, Sector};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// By how many times the country that an article is about must be named more often than the next.
const LEAD: usize = 2;

/// The countries that an article names, by sentence and by paragraph, and the one that it is about.
#[derive(Debug, Default)]
pub(super) struct Setting {
    /// The places of each sentence, with their countries.
    places: BTreeMap<usize, Vec<(At, Country)>>,
    /// The countries of each paragraph, true for those that it names by a place.
    named: BTreeMap<usize, BTreeMap<Country, bool>>,
    home: Option<Home>,
}

/// The country that an article is about.
#[derive(Clone, Copy, Debug)]
struct Home {
    country: Country,
    /// True where it is named far more often than any other; else it is that of the article's first place, and named about as often.
    clear: bool,
}

impl Setting {
    pub(super) fn of(article: &Article, mentions: &Mentions, places: &[PlaceDraft], gazetteer: &Gazetteer) -> Self {
        let mut setting = Self::default();
        let mut counts: BTreeMap<Country, usize> = BTreeMap::new();
        let located = places.iter().filter_map(|p| Some((p, p.country?)));
        let places: BTreeSet<(At, Country)> = located.flat_map(|(p, country)| p.heads.iter().map(move |&at| (at, country))).collect();
        let names = mentions.list.iter().filter_map(|m| Some((m.head, of_name(gazetteer, &m.known)?)));
        for (at, country, is_place) in places.iter().map(|&(at, c)| (at, c, true)).chain(names.map(|(at, c)| (at, c, false))) {
            *counts.entry(country).or_default() += 1;
            *setting.named.entry(article.sentence(at.sentence).paragraph).or_default().entry(country).or_default() |= is_place;
            if is_place {
                setting.places.entry(at.sentence).or_default().push((at, country));
            }
        }
        let mut order: Vec<(usize, Country)> = counts.into_iter().map(|(country, n)| (n, country)).collect();
        order.sort_by_key(|&(n, country)| (Reverse(n), country));
        let first = places.first().map(|&(_, country)| country).filter(|first| order.iter().take(2).any(|(_, c)| c == first));
        setting.home = match order.as_slice() {
            [(n, country), rest @ ..] if rest.first().is_none_or(|(m, _)| *n >= LEAD * m) => Some(Home { country: *country, clear: true }),
            _ => first.map(|country| Home { country, clear: false }),
        };
        setting
    }

    /// True for the head of a name that stands as a place.
    pub(super) fn is_place(&self, at: At) -> bool {
        self.places.get(&at.sentence).is_some_and(|places| places.iter().any(|&(head, _)| head == at))
    }

    /// The country that the passage around a phrase is set in.
    pub(super) fn country(&self, article: &Article, at: At) -> Option<Country> {
        let home = self.home.map(|h| h.country);
        let places = self.places.get(&at.sentence).map_or(&[][..], Vec::as_slice);
        if let [(_, place), rest @ ..] = places
            && rest.iter().all(|(_, other)| other == place)
            && (home == Some(*place) || places.iter().any(|&(head, _)| shares_clause(article, at, head)))
        {
            return Some(*place);
        }
        let Some(named) = self.named.get(&article.sentence(at.sentence).paragraph) else { return home };
        if let Some(home) = home.filter(|h| named.contains_key(h)) {
            return Some(home);
        }
        match named.iter().next() {
            Some((&only, true)) if named.len() == 1 => Some(only),
            _ => self.home.filter(|h| h.clear && named.values().all(|is_place| !is_place)).map(|h| h.country),
        }
    }
}

/// True where a place hangs on the phrase or on a word that the phrase hangs on.
fn shares_clause(article: &Article, at: At, place: At) -> bool {
    article.head(place).is_some_and(|above| above == at || article.ancestors(at).any(|a| a == above))
}

fn of_name(gazetteer: &Gazetteer, known: &[Known]) -> Option<Country> {
    let country = |k: &Known| match *k {
        Known::State(i) | Known::Adjective(i) | Known::Seat(i) | Known::Demonym(i) => Some(gazetteer.states[i].country),
        Known::Organisation(i) => gazetteer.organisations[i].country,
        Known::Person(i) => gazetteer.people[i].country,
        Known::Place(_) => None,
    };
    let mut found = known.iter().filter_map(country);
    let first = found.next();
    first.filter(|&c| found.all(|other| other == c))
}

/// True for those who are of the country that they act in: its institutions and its people; not for envoys, reporters and leaders of all the world.
pub(super) fn is_domestic(descriptor: &Descriptor) -> bool {
    descriptor.sectors.iter().any(|s| {
        !matches!(s, Sector::Eli | Sector::Jrn | Sector::Unk | Sector::Spy | Sector::Bus | Sector::Prm)
            && (*s != Sector::Gov || descriptor.kind != "person")
    })
}
