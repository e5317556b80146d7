//! Where things happen: names that are used as places, which of the world's places they are, and which of them an event
//! took place in. "Moscow protested" is no place; "flew to Moscow" is one.

use crate::article::{Article, At};
use crate::gazetteer::cities::City;
use crate::gazetteer::{Gazetteer, Known, KnownPlace, key};
use crate::mentions::{Form, Mention, Mentions};
use crate::time::attach::climb;
use chancery_encoder::Upos;
use chancery_record::{ByteSpan, Coordinates, Country, PlaceKind};
use std::collections::{BTreeMap, HashMap};

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

/// Prepositions that put something in a place, whatever the place.
const IN: [&str; 21] = [
    "in",
    "inside",
    "outside",
    "near",
    "across",
    "around",
    "within",
    "throughout",
    "along",
    "beyond",
    "into",
    "through",
    "off",
    "via",
    "out of",
    "close to",
    "next to",
    "outside of",
    "inside of",
    "at",
    "onto",
];
/// Prepositions that do so for places that don't act; a state or a capital after them may be meant as its government.
const LOOSE: [&str; 12] = ["to", "from", "on", "over", "of", "for", "toward", "towards", "by", "above", "against", "between"];
/// What moves, moves somewhere: after these "to Moscow" is the place.
const MOTION: [&str; 68] = [
    "fly",
    "travel",
    "go",
    "return",
    "come",
    "arrive",
    "move",
    "head",
    "visit",
    "flee",
    "cross",
    "drive",
    "walk",
    "march",
    "sail",
    "trip",
    "flight",
    "journey",
    "tour",
    "return",
    "way",
    "route",
    "back",
    "deport",
    "deportation",
    "deploy",
    "deployment",
    "withdraw",
    "withdrawal",
    "pull",
    "evacuate",
    "evacuation",
    "exit",
    "escape",
    "refugee",
    "migrant",
    "migration",
    "arrival",
    "departure",
    "depart",
    "stop",
    "stopover",
    "transfer",
    "extradite",
    "extradition",
    "transport",
    "smuggle",
    "bring",
    "take",
    "rush",
    "relocate",
    "move",
    "enter",
    "entry",
    "invite",
    "invitation",
    "expel",
    "road",
    "border",
    "convoy",
    "ship",
    "land",
    "spill",
    "spread",
    "advance",
    "infiltrate",
    "bind",
    "move",
];
/// Verbs whose object is a place even where it is a state.
const ENTERED: [&str; 20] = [
    "visit",
    "enter",
    "leave",
    "reach",
    "cross",
    "flee",
    "tour",
    "invade",
    "occupy",
    "exit",
    "quit",
    "evacuate",
    "hit",
    "ravage",
    "devastate",
    "rock",
    "infiltrate",
    "annex",
    "roam",
    "bomb",
];
/// Nouns that a place follows with "of", "on" or "for" even where it is a state.
const HAPPENINGS: [&str; 22] = [
    "siege",
    "battle",
    "bombing",
    "bombardment",
    "shelling",
    "capture",
    "fall",
    "liberation",
    "occupation",
    "annexation",
    "invasion",
    "part",
    "rest",
    "most",
    "half",
    "evacuation",
    "seizure",
    "map",
    "coast",
    "visit",
    "raid",
    "flooding",
];
/// Nouns for places: the name of one stands with them, and they say what sort it is.
const NOUNS: [(&str, Option<PlaceKind>); 62] = [
    ("city", Some(PlaceKind::City)),
    ("town", Some(PlaceKind::City)),
    ("village", Some(PlaceKind::City)),
    ("capital", Some(PlaceKind::City)),
    ("port", Some(PlaceKind::City)),
    ("suburb", Some(PlaceKind::City)),
    ("hamlet", Some(PlaceKind::City)),
    ("settlement", Some(PlaceKind::City)),
    ("province", Some(PlaceKind::Region)),
    ("region", Some(PlaceKind::Region)),
    ("governorate", Some(PlaceKind::Region)),
    ("oblast", Some(PlaceKind::Region)),
    ("district", Some(PlaceKind::Region)),
    ("county", Some(PlaceKind::Region)),
    ("prefecture", Some(PlaceKind::Region)),
    ("department", Some(PlaceKind::Region)),
    ("state", Some(PlaceKind::Region)),
    ("territory", Some(PlaceKind::Region)),
    ("enclave", Some(PlaceKind::Region)),
    ("valley", Some(PlaceKind::Region)),
    ("peninsula", Some(PlaceKind::Region)),
    ("plain", Some(PlaceKind::Region)),
    ("desert", Some(PlaceKind::Region)),
    ("strip", Some(PlaceKind::Region)),
    ("republic", Some(PlaceKind::Region)),
    ("canton", Some(PlaceKind::Region)),
    ("river", Some(PlaceKind::River)),
    ("sea", Some(PlaceKind::Sea)),
    ("ocean", Some(PlaceKind::Sea)),
    ("gulf", Some(PlaceKind::Sea)),
    ("bay", Some(PlaceKind::Sea)),
    ("lake", Some(PlaceKind::Sea)),
    ("mountain", Some(PlaceKind::Mountain)),
    ("hill", Some(PlaceKind::Mountain)),
    ("strait", Some(PlaceKind::Strait)),
    ("channel", Some(PlaceKind::Strait)),
    ("island", Some(PlaceKind::Island)),
    ("isle", Some(PlaceKind::Island)),
    ("archipelago", Some(PlaceKind::Island)),
    ("airport", Some(PlaceKind::Airport)),
    ("airfield", Some(PlaceKind::Airport)),
    ("base", Some(PlaceKind::Base)),
    ("airbase", Some(PlaceKind::Base)),
    ("camp", Some(PlaceKind::Site)),
    ("crossing", Some(PlaceKind::Site)),
    ("plant", Some(PlaceKind::Site)),
    ("prison", Some(PlaceKind::Site)),
    ("checkpoint", Some(PlaceKind::Site)),
    ("refinery", Some(PlaceKind::Site)),
    ("square", Some(PlaceKind::Site)),
    ("area", None),
    ("neighborhood", None),
    ("neighbourhood", None),
    ("outskirts", None),
    ("outskirt", None),
    ("centre", None),
    ("center", None),
    ("north", None),
    ("south", None),
    ("east", None),
    ("west", None),
    ("border", None),
];
/// Names with a capital that say too little to be a place on a map.
const VAGUE: [&str; 12] =
    ["west", "east", "north", "south", "region", "global south", "global north", "far east", "earth", "world", "internet", "moon"];

fn noun(article: &Article, at: At) -> Option<Option<PlaceKind>> {
    let known = NOUNS.iter().find(|(noun, _)| *noun == article.lemma(at)).map(|n| n.1);
    known.filter(|_| article.token(at).upos != Upos::Verb)
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
    let mut uses: Vec<Use> = mentions.list.iter().enumerate().filter_map(|(i, m)| usage(article, mentions, gazetteer, i, m)).collect();
    uses.extend(datelines(article, gazetteer));
    uses.sort_by_key(|u| u.span);
    uses.dedup_by_key(|u| u.span);
    let spoken_of = countries(mentions, gazetteer);
    let mut by_name: BTreeMap<(&str, Option<&'static str>), Vec<&Use>> = BTreeMap::new();
    for used in &uses {
        // "Homs province" and "the city of Homs" are two places.
        let apart = used.kind.filter(|&k| k != PlaceKind::City).map(PlaceKind::as_str);
        by_name.entry((&used.key, apart)).or_default().push(used);
    }
    let mut found: Vec<PlaceDraft> = Vec::new();
    for uses in by_name.values() {
        let Some(mut draft) = identify(gazetteer, uses, &spoken_of) else { continue };
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

/// The mention as a place, if it is used as one.
fn usage(article: &Article, mentions: &Mentions, gazetteer: &Gazetteer, index: usize, mention: &Mention) -> Option<Use> {
    let known: Vec<Known> = mention.known.iter().copied().filter(|k| matches!(k, Known::Place(_) | Known::State(_))).collect();
    let name = article.words(mention.span);
    let unknown = mention.known.is_empty() && mention.entity == "place" && name.starts_with(char::is_uppercase);
    if !matches!(mention.form, Form::Name | Form::Modifier) || VAGUE.contains(&key(name).as_str()) {
        return None;
    }
    let other = mention.known.len() > known.len();
    if known.is_empty() && !unknown || mention.entity == "person" || other && mention.entity == "organization" {
        return None;
    }
    let (top, beside_noun) = top(article, mentions, mention.head);
    if mention.form == Form::Modifier && beside_noun.is_none() {
        return None;
    }
    let acts = beside_noun.is_none() && known.iter().any(|k| can_act(gazetteer, *k));
    // A name that nobody knows needs more than a loose preposition.
    if !is_place(article, top, acts || unknown) {
        return None;
    }
    Some(Use {
        span: mention.span,
        head: mention.head,
        key: key(name),
        name: name.to_owned(),
        cities: if known.iter().any(|k| matches!(k, Known::State(_))) { Vec::new() } else { gazetteer.cities(name) },
        known,
        kind: beside_noun.flatten(),
        beside: beside(article, mentions, gazetteer, index, mention, top),
        preposition: article.preposition(top),
    })
}

/// True for states and capitals: their names stand for governments too.
fn can_act(gazetteer: &Gazetteer, known: Known) -> bool {
    match known {
        Known::State(_) => true,
        Known::Place(i) => gazetteer.places.get(i).is_some_and(|p| gazetteer.capital(&p.name).is_some()),
        _ => false,
    }
}

/// The token that carries the phrase's preposition, and the noun for a place that the name stands with.
fn top(article: &Article, mentions: &Mentions, head: At) -> (At, Option<Option<PlaceKind>>) {
    let (mut node, mut beside) = (head, None);
    for _ in 0..8 {
        let Some(above) = article.head(node) else { break };
        let place_noun = noun(article, above);
        match article.deprel(node) {
            "conj" if article.preposition(node).is_none() => node = above,
            "compound" | "nmod:desc" | "flat" | "nmod:poss" | "amod" if place_noun.is_some() => {
                beside = beside.or(place_noun.filter(|_| article.deprel(node) != "nmod:poss"));
                node = above;
            }
            "nmod" | "nmod:desc" | "appos" | "compound" if place_noun.is_some() && article.preposition(node).is_none_or(|p| p == "of") => {
                beside = beside.or(place_noun);
                node = above;
            }
            // "Homs, Syria": the country stands with the city.
            "appos" | "nmod" | "flat" | "list" | "dep" | "nmod:desc" | "compound"
                if article.preposition(node).is_none()
                    && mentions.at(above).is_some_and(|m| mentions.list[m].known.iter().any(|k| matches!(k, Known::Place(_)))) =>
            {
                node = above;
            }
            _ => break,
        }
    }
    (node, beside)
}

/// True where the phrase stands as a place; `acts` for one that may as well be a government.
fn is_place(article: &Article, top: At, acts: bool) -> bool {
    let governor = article.head(top);
    let lemma = governor.map_or("", |g| article.lemma(g));
    let relation = article.token(top).relation();
    if let Some(preposition) = article.preposition(top) {
        let preposition = preposition.as_str();
        if matches!(
            relation,
            "obl"
                | "nmod"
                | "advmod"
                | "root"
                | "advcl"
                | "conj"
                | "acl"
                | "parataxis"
                | "dep"
                | "xcomp"
                | "appos"
                | "orphan"
                | "ccomp"
                | "obj"
        ) {
            // "aimed at Iran", "laughed at London".
            let plain = IN.contains(&preposition) && !(acts && preposition == "at");
            let loose = LOOSE.contains(&preposition)
                && (!acts || matches!(preposition, "to" | "from" | "toward" | "towards" | "over") && MOTION.contains(&lemma));
            let of = matches!(preposition, "of" | "on" | "for" | "over") && (HAPPENINGS.contains(&lemma) || noun_lemma(lemma));
            return plain || loose || of;
        }
        return relation == "nmod" && !acts;
    }
    match article.deprel(top) {
        "obj" | "nsubj:pass" => !acts || ENTERED.contains(&lemma),
        "nmod:poss" => !acts,
        _ => false,
    }
}

fn noun_lemma(lemma: &str) -> bool {
    NOUNS.iter().any(|(noun, _)| *noun == lemma)
}

/// Countries and divisions named with a place: "Homs, Syria", "the Syrian city of Homs", "Syria's Homs province".
fn beside(article: &Article, mentions: &Mentions, gazetteer: &Gazetteer, index: usize, mention: &Mention, top: At) -> Beside {
    let mut found = Beside::default();
    let mut note = |other: &Mention| {
        for known in &other.known {
            match *known {
                Known::State(i) | Known::Adjective(i) | Known::Demonym(i) => {
                    found.countries.extend(gazetteer.states.get(i).map(|s| s.country))
                }
                Known::Place(i) => found.places.extend(gazetteer.places.get(i).map(|p| p.name.clone())),
                _ => {}
            }
        }
    };
    let following = mentions.list.get(index + 1).filter(|n| {
        article.text.get(mention.span.end..n.span.start).is_some_and(|between| between.trim() == "," || between.trim() == "in")
    });
    following.into_iter().for_each(&mut note);
    let mut node = mention.head;
    for _ in 0..8 {
        for child in article.children(node).filter(|&c| c != mention.head) {
            let relation = article.token(child).relation();
            let within = article.preposition(child).is_none_or(|p| p == "in" || p == "of");
            if let Some(other) = mentions.at(child)
                && (matches!(relation, "amod" | "compound" | "appos" | "flat" | "list")
                    || relation == "nmod" && (within || article.deprel(child) == "nmod:poss"))
            {
                note(&mentions.list[other]);
            }
        }
        if node == top {
            break;
        }
        match article.head(node) {
            Some(above) => node = above,
            None => break,
        }
    }
    found
}

/// How often each country is spoken of, by names that mean only one.
fn countries(mentions: &Mentions, gazetteer: &Gazetteer) -> HashMap<Country, usize> {
    let mut found = HashMap::new();
    for mention in &mentions.list {
        let mut meant: Vec<Country> = mention.known.iter().filter_map(|&k| country_of(gazetteer, k)).collect();
        meant.sort_unstable();
        meant.dedup();
        if let [only] = meant[..] {
            *found.entry(only).or_insert(0) += 1;
        }
    }
    found
}

fn country_of(gazetteer: &Gazetteer, known: Known) -> Option<Country> {
    match known {
        Known::State(i) | Known::Adjective(i) | Known::Demonym(i) | Known::Seat(i) => gazetteer.states.get(i).map(|s| s.country),
        Known::Place(i) => gazetteer.places.get(i).and_then(|p| p.country),
        Known::Organisation(i) => gazetteer.organisations.get(i).and_then(|o| o.country).filter(|c| c.is_state()),
        Known::Person(i) => gazetteer.people.get(i).and_then(|p| p.country),
    }
}

/// Which place the uses of a name mean.
fn identify(gazetteer: &Gazetteer, uses: &[&Use], spoken_of: &HashMap<Country, usize>) -> Option<PlaceDraft> {
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
        if let Some(city) = city(&first.cities, named_beside, spoken_of, guarded) {
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
    } else if let Some(&state) = candidates.iter().find(|k| matches!(k, Known::State(_))) {
        candidates = vec![state];
    } else if several_countries(gazetteer, &candidates) {
        let spoken: Vec<Known> =
            candidates.iter().copied().filter(|&k| country_of(gazetteer, k).is_some_and(|c| spoken_of.contains_key(&c))).collect();
        let capital = candidates.iter().copied().find(|&k| is_capital(gazetteer, k) && larger(gazetteer, &candidates, k, 1));
        let largest = candidates.iter().copied().find(|&k| larger(gazetteer, &candidates, k, OUTWEIGHS));
        if !spoken.is_empty() {
            candidates = spoken;
        } else if let Some(likeliest) = capital.or(largest) {
            candidates = vec![likeliest];
        }
    }
    let mut draft = blank();
    if several_countries(gazetteer, &candidates) {
        draft.name = candidates.first().and_then(|&k| name_of(gazetteer, k)).unwrap_or_else(|| first.name.clone());
        draft.kind = candidates.first().and_then(|&k| kind_of(gazetteer, k)).unwrap_or(PlaceKind::City);
        return Some(draft);
    }
    match candidates.first() {
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

/// Of namesakes, one with so many times the people of each other is meant where nothing else decides: London, not London, Ontario.
const OUTWEIGHS: u32 = 10;
/// A city of the long table that nothing in the text points at is meant only if it has this many people.
const LARGE: u32 = 100_000;

/// Which of the cities of the long table is meant: one whose country or division stands beside the name; for a name that
/// is nothing else also one of a country that the document speaks of, or by far the largest. Where several of one
/// country remain, or only a small one, only the country is known.
fn city(
    namesakes: &[City],
    named_beside: impl Fn(&KnownPlace) -> bool,
    spoken_of: &HashMap<Country, usize>,
    guarded: bool,
) -> Option<PlaceDraft> {
    let only =
        |fits: &dyn Fn(&KnownPlace) -> bool| -> Vec<&KnownPlace> { namesakes.iter().map(|c| &c.place).filter(|p| fits(p)).collect() };
    let mut meant = only(&named_beside);
    let named = !meant.is_empty();
    if meant.is_empty() && !guarded && namesakes.iter().all(|c| !c.word) {
        meant = only(&|p| p.country.is_some_and(|c| spoken_of.contains_key(&c)));
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

/// Words at the head of a paragraph that say where it was written: "BEIRUT, Lebanon (AP) —", "Paris —".
fn datelines(article: &Article, gazetteer: &Gazetteer) -> Vec<Use> {
    let mut found = Vec::new();
    let mut paragraph = None;
    for (index, sentence) in article.parse.sentences.iter().enumerate() {
        let first = paragraph != Some(sentence.paragraph);
        paragraph = Some(sentence.paragraph);
        if !first {
            continue;
        }
        let forms: Vec<&str> = sentence.tokens.iter().map(|t| t.form.as_str()).take(16).collect();
        let Some(length) = dateline(&forms) else { continue };
        let (Some(from), Some(to)) = (sentence.tokens.first(), sentence.tokens.get(length - 1)) else { continue };
        if from.span.start > to.span.end {
            continue;
        }
        let span = ByteSpan::new(from.span.start, to.span.end);
        let name = article.words(span);
        let known: Vec<Known> = gazetteer.meanings(&name.to_lowercase()).iter().copied().filter(|k| matches!(k, Known::Place(_))).collect();
        if known.is_empty() {
            continue;
        }
        let country = forms
            .get(length + 1)
            .filter(|_| forms[length] == ",")
            .and_then(|f| gazetteer.state_of_word(f))
            .and_then(|i| gazetteer.states.get(i));
        found.push(Use {
            span,
            head: At { sentence: index, token: length - 1 },
            key: key(&name.to_lowercase()),
            name: name.to_owned(),
            known,
            cities: Vec::new(),
            kind: None,
            beside: Beside { countries: country.map(|s| s.country).into_iter().collect(), places: Vec::new() },
            preposition: None,
        });
    }
    found
}

/// How many words the place of a dateline takes; none where the words are no dateline.
fn dateline(forms: &[&str]) -> Option<usize> {
    let capital = |f: &&str| f.starts_with(char::is_uppercase) && f.chars().any(char::is_alphabetic);
    let length = forms.iter().take(4).take_while(|f| capital(f)).count();
    let mut at = length;
    if forms.get(at) == Some(&",") {
        at += 1 + forms
            .get(at + 1..)?
            .iter()
            .take(4)
            .take_while(|f| capital(f) || f.bytes().all(|b| b.is_ascii_digit()) || **f == ".")
            .count();
    }
    if forms.get(at) == Some(&"(") {
        at += 1 + forms.get(at..)?.iter().take(8).position(|f| *f == ")")?;
    }
    let dash = matches!(*forms.get(at)?, "—" | "–" | "-" | "--" | "―");
    (length > 0 && dash).then_some(length)
}

/// The place of an event, as an index into `places`: in its own clause, on the trigger, on the verb that carries it or on
/// its object; the most specific where several are named.
pub fn of_event(article: &Article, places: &[PlaceDraft], trigger: At) -> Option<usize> {
    let heads: HashMap<At, usize> = places
        .iter()
        .enumerate()
        .flat_map(|(i, p)| p.heads.iter().filter(|h| h.sentence == trigger.sentence).map(move |&h| (h, i)))
        .collect();
    if heads.is_empty() {
        return None;
    }
    let (mut node, mut limit) = (trigger, None);
    for _ in 0..8 {
        let found = around(article, &heads, node, limit);
        if let Some(&(_, best)) =
            found.iter().min_by_key(|(head, place)| (breadth(places[*place].kind), head.token.abs_diff(trigger.token)))
        {
            return Some(best);
        }
        (node, limit) = climb(article, node, trigger)?;
    }
    None
}

/// The places that a predicate's phrases name.
fn around(article: &Article, heads: &HashMap<At, usize>, node: At, limit: Option<At>) -> Vec<(At, usize)> {
    let mut found = Vec::new();
    let verbal = article.token(node).upos == Upos::Verb;
    for child in article.children(node).filter(|&c| limit.is_none_or(|l| c < l)) {
        match article.token(child).relation() {
            "obl" | "nmod" | "advmod" if happens_there(article, node, child) => below(article, heads, child, 4, &mut found),
            // "shelled Homs", "killed five people in Homs".
            "obj" | "nsubj" if verbal && matches!(article.deprel(child), "obj" | "nsubj:pass") => {
                below(article, heads, child, 4, &mut found)
            }
            _ => {}
        }
    }
    found
}

/// True for a phrase that says where: "in Homs", "near the border", for what moves also "to Moscow".
fn happens_there(article: &Article, node: At, phrase: At) -> bool {
    let Some(preposition) = article.preposition(phrase) else {
        return article.token(phrase).relation() == "nmod"
            && article.deprel(phrase) == "nmod:poss"
            && article.token(node).upos == Upos::Noun;
    };
    match preposition.as_str() {
        "in" | "at" | "near" | "on" | "inside" | "outside" | "over" | "across" | "around" | "within" | "throughout" | "along" | "off"
        | "close to" | "outside of" => true,
        "to" | "into" | "through" | "toward" | "towards" => {
            MOTION.contains(&article.lemma(node)) || article.token(node).upos == Upos::Verb && preposition == "into"
        }
        "of" | "for" => HAPPENINGS.contains(&article.lemma(node)),
        _ => false,
    }
}

/// The places inside a phrase: itself, what stands with it, "in a suburb of Damascus", "in a hospital in Homs".
fn below(article: &Article, heads: &HashMap<At, usize>, at: At, depth: usize, found: &mut Vec<(At, usize)>) {
    if let Some(&place) = heads.get(&at) {
        found.push((at, place));
    }
    if depth == 0 {
        return;
    }
    for child in article.children(at) {
        let inside = match article.token(child).relation() {
            "appos" | "compound" | "flat" | "conj" | "list" | "amod" => true,
            "nmod" => match article.preposition(child).as_deref() {
                Some("in" | "near" | "outside" | "inside" | "at" | "on" | "across" | "along") => true,
                Some("of") | None => noun(article, at).is_some() || heads.contains_key(&at),
                _ => false,
            },
            _ => false,
        };
        if inside {
            below(article, heads, child, depth - 1, found);
        }
    }
}

/// From the most specific sort of place to the widest.
fn breadth(kind: PlaceKind) -> u8 {
    match kind {
        PlaceKind::Site | PlaceKind::Base | PlaceKind::Airport => 0,
        PlaceKind::City => 1,
        PlaceKind::Island | PlaceKind::River | PlaceKind::Mountain | PlaceKind::Strait => 2,
        PlaceKind::Region => 3,
        PlaceKind::Sea => 4,
        PlaceKind::Country => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parse;

    /// A small world of its own: the tests must not depend on the tables' content.
    fn world() -> Gazetteer {
        let mut gazetteer = Gazetteer::default();
        let tables = [
            (
                "countries.tsv",
                "iso3\tname\taliases\tadjectives\tdemonyms\tcapital\tseats\tlat\tlon\nSYR\tSyria\t\tSyrian\tSyrians\tDamascus\t\t33.5\t36.3\nRUS\tRussia\t\tRussian\tRussians\tMoscow\tthe Kremlin\t55.7\t37.6\n\
                 GBR\tUnited Kingdom\tBritain\tBritish\tBritons\tLondon\t\t51.5\t-0.1\nUSA\tUnited States\tUS\tAmerican\tAmericans\tWashington\t\t38.9\t-77.0\nLBN\tLebanon\t\tLebanese\tLebanese\tBeirut\t\t33.9\t35.5\n",
            ),
            (
                "places.tsv",
                "name\taliases\tkind\tcountry\tadmin1\tlat\tlon\tgeonames\nMoscow\t\tcity\tRUS\t\t55.75\t37.62\t524901\nHoms\t\tcity\tSYR\tHoms\t34.73\t36.71\t169577\nBirmingham\t\tcity\tGBR\tEngland\t52.5\t-1.9\t1\n\
                 Birmingham\t\tcity\tUSA\tAlabama\t33.5\t-86.8\t2\nBeirut\t\tcity\tLBN\t\t33.9\t35.5\t3\n",
            ),
        ];
        for (table, text) in tables {
            gazetteer.add(table, text).expect("a table that can be read");
        }
        gazetteer
    }

    fn shown(notation: &'static str, trigger: Option<usize>) -> (Vec<String>, Option<String>) {
        let (text, parse) = parse(notation);
        let (article, gazetteer) = (Article::new(&text, &parse), world());
        let mentions = Mentions::find(&article, &gazetteer);
        let places = find(&article, &mentions, &gazetteer);
        let list = places
            .iter()
            .map(|p| format!("{} {} {} x{}", p.name, p.kind, p.country.map_or("?", Country::as_str), p.mentions.len()))
            .collect();
        let of = trigger.and_then(|t| of_event(&article, &places, At { sentence: 0, token: t - 1 })).map(|i| places[i].name.clone());
        (list, of)
    }

    fn check(notation: &'static str, expect: &[&str]) {
        assert_eq!(shown(notation, None).0, expect, "{notation}");
    }

    #[test]
    fn a_capital_is_a_place_only_by_its_use() {
        check("Moscow/PROPN/2/nsubj protested/VERB/0/root ./PUNCT/2/punct", &[]);
        check("He/PRON/2/nsubj flew=fly/VERB/0/root to/ADP/4/case Moscow/PROPN/2/obl ./PUNCT/2/punct", &["Moscow city RUS x1"]);
        check("He/PRON/2/nsubj sold=sell/VERB/0/root arms/NOUN/2/obj to/ADP/5/case Moscow/PROPN/2/obl ./PUNCT/2/punct", &[]);
        check("He/PRON/2/nsubj visited=visit/VERB/0/root Russia/PROPN/2/obj ./PUNCT/2/punct", &["Russia country RUS x1"]);
        check("He/PRON/2/nsubj accused=accuse/VERB/0/root Russia/PROPN/2/obj ./PUNCT/2/punct", &[]);
        check("Troops/NOUN/2/nsubj died=die/VERB/0/root in/ADP/4/case Syria/PROPN/2/obl ./PUNCT/2/punct", &["Syria country SYR x1"]);
    }

    #[test]
    fn what_stands_beside_a_name_settles_it() {
        check(
            "Jets/NOUN/2/nsubj struck=strike/VERB/0/root the/DET/5/det Syrian/ADJ/5/amod city/NOUN/2/obj of/ADP/7/case Homs/PROPN/5/nmod ./PUNCT/2/punct",
            &["Homs city SYR x1"],
        );
        check("They/PRON/2/nsubj met=meet/VERB/0/root in/ADP/4/case Birmingham/PROPN/2/obl ./PUNCT/2/punct", &["Birmingham city ? x1"]);
        check(
            "British/ADJ/2/amod ministers/NOUN/3/nsubj met=meet/VERB/0/root in/ADP/5/case Birmingham/PROPN/3/obl ./PUNCT/3/punct
             Birmingham/PROPN/3/nmod:poss 's/PART/1/case police/NOUN/4/nsubj watched=watch/VERB/0/root ./PUNCT/4/punct",
            &["Birmingham city GBR x2"],
        );
        check("They/PRON/2/nsubj fled=flee/VERB/0/root Homs/PROPN/4/compound province/NOUN/2/obj ./PUNCT/2/punct", &["Homs region SYR x1"]);
    }

    #[test]
    fn datelines_and_unknown_places() {
        check(
            "BEIRUT/PROPN/8/dep (/PUNCT/3/punct Reuters/PROPN/1/dep )/PUNCT/3/punct —/PUNCT/1/punct Syria/PROPN/8/nsubj has/AUX/8/aux protested=protest/VERB/0/root ./PUNCT/8/punct",
            &["Beirut city LBN x1"],
        );
        check(
            "Shells/NOUN/2/nsubj fell=fall/VERB/0/root near/ADP/4/case Qalat/PROPN/2/obl/_/B-place ./PUNCT/2/punct",
            &["Qalat city ? x1"],
        );
    }

    #[test]
    fn an_event_takes_the_most_specific_place_of_its_clause() {
        let said = "He/PRON/2/nsubj said=say/VERB/0/root in/ADP/4/case Moscow/PROPN/2/obl that/SCONJ/7/mark jets/NOUN/7/nsubj struck=strike/VERB/2/ccomp Homs/PROPN/7/obj in/ADP/10/case Syria/PROPN/7/obl ./PUNCT/2/punct";
        assert_eq!(shown(said, Some(7)).1.as_deref(), Some("Homs"));
        assert_eq!(shown(said, Some(2)).1.as_deref(), Some("Moscow"));
        let held = "They/PRON/2/nsubj held=hold/VERB/0/root talks/NOUN/2/obj with/ADP/5/case Syria/PROPN/3/nmod in/ADP/7/case Beirut/PROPN/2/obl ./PUNCT/2/punct";
        assert_eq!(shown(held, Some(3)).1.as_deref(), Some("Beirut"));
        let hospital = "It/PRON/2/nsubj hit/VERB/0/root a/DET/4/det clinic/NOUN/2/obj in/ADP/6/case Homs/PROPN/4/nmod ./PUNCT/2/punct";
        assert_eq!(shown(hospital, Some(2)).1.as_deref(), Some("Homs"));
        let source = "They/PRON/2/nsubj bought=buy/VERB/0/root gas/NOUN/2/obj from/ADP/5/case Russia/PROPN/2/obl ./PUNCT/2/punct";
        assert_eq!(shown(source, Some(2)).1, None);
    }
}
