//! Who is who in one document: mentions grouped into actors, each with country, sectors and role, from the gazetteer and
//! from the words around it. Where the text leaves a pronoun open it stays open, with its candidates.

mod same;
mod setting;

use crate::article::{Article, At};
use crate::gazetteer::{Descriptor, Gazetteer, Gender, Known, key};
use crate::mentions::{Form, Mention, Mentions};
use crate::places::PlaceDraft;
use crate::pronouns::{self, ranker::Choice};
use chancery_encoder::Upos;
use chancery_record::{ActorKind, ByteSpan, Country, Day, Sector};
use setting::Setting;
use std::collections::BTreeSet;

/// An actor while the document is read.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Canonical name.
    pub name: String,
    /// The name as names are compared, kept so that a long document does not make it anew for every mention.
    key: String,
    /// Its words in lower case.
    parts: Vec<String>,
    /// Its initials.
    initials: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its country.
    pub country: Option<Country>,
    /// True where only the passage that it stands in gives its country.
    pub placed: bool,
    /// Its sectors.
    pub sectors: BTreeSet<Sector>,
    /// Its role in words.
    pub role: Option<String>,
    /// Its key in the gazetteer.
    pub entity: Option<String>,
    /// What the gazetteer has on it.
    pub known: Option<Known>,
    /// Known from a title, a given name or a pronoun.
    pub gender: Option<Gender>,
    /// True for more than one: "rebels".
    pub plural: bool,
    /// Whom a collective gathers: "the two leaders" are these actors.
    pub members: Vec<usize>,
    /// True for somebody whom a name presents, not a nationality before a noun or a country as a place: a record has him though nothing is told of him.
    pub presented: bool,
    /// Lemmas of the nouns that were used for it: "president", "leader".
    pub nouns: BTreeSet<String>,
    /// Where it is mentioned.
    pub mentions: Vec<ByteSpan>,
    /// The heads of the mentions.
    pub heads: Vec<At>,
}

impl Draft {
    /// Gives the actor a name.
    fn call(&mut self, name: &str) {
        name.clone_into(&mut self.name);
        self.key = key(name);
        self.parts = parts(name);
        self.initials = initials(name);
    }

    /// Adds a mention, in the order of the text.
    pub(crate) fn refer(&mut self, mention: &Mention) {
        self.add(mention.span, mention.head);
    }

    fn add(&mut self, span: ByteSpan, head: At) {
        let place = self.heads.partition_point(|&h| h < head);
        if self.heads.get(place) != Some(&head) {
            self.heads.insert(place, head);
            self.mentions.insert(place, span);
        }
    }

    /// True for a single human being.
    pub fn is_person(&self) -> bool {
        self.kind == ActorKind::Person
    }
}

/// The actors of a document and which mention is whose.
#[derive(Debug, Default)]
pub struct Actors {
    /// In the order of first mention.
    pub list: Vec<Draft>,
    /// For every mention its actor, where the text settles it.
    pub of: Vec<Option<usize>>,
    /// For every mention that stays open, whom it may mean.
    pub candidates: Vec<Vec<usize>>,
}

/// What grouping starts from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// Its mentions.
    pub mentions: &'a Mentions<'a>,
    /// Its places.
    pub places: &'a [PlaceDraft],
    /// Who is known.
    pub gazetteer: &'a Gazetteer,
    /// The document's date.
    pub day: Option<Day>,
}

/// Nouns that only count or gather what follows them: "a group of rebels" are rebels.
const PARTITIVES: [&str; 34] = [
    "group", "member", "number", "ten", "tens", "dozen", "hundred", "thousand", "million", "part", "lot", "majority", "one", "some",
    "many", "most", "several", "all", "two", "three", "couple", "series", "set", "bunch", "scores", "team", "range", "each", "rest",
    "pair", "handful", "clique", "wave", "company",
];

/// Numbers that stand for people by themselves: "thousands marched".
const CROWDS: [&str; 5] = ["ten", "tens", "dozen", "hundred", "thousand"];

impl Actors {
    /// Groups the mentions of an article, and shows every choice among antecedents before it is made.
    pub fn group(input: Input, show: &mut dyn FnMut(&Choice)) -> Self {
        let Input { article, mentions, places, gazetteer, day } = input;
        let mut actors = Self { list: Vec::new(), of: vec![None; mentions.list.len()], candidates: vec![Vec::new(); mentions.list.len()] };
        let setting = Setting::of(article, mentions, places, gazetteer);
        let mut grouping = Grouping { article, mentions, gazetteer, day, setting, show };
        for index in 0..mentions.list.len() {
            let mention = &mentions.list[index];
            match mention.form {
                Form::Pronoun => pronouns::resolve(article, mentions, &mut actors, index, grouping.show),
                Form::Name | Form::Modifier => {
                    actors.of[index] = grouping.name(&mut actors, mention);
                }
                Form::Description => {
                    actors.of[index] = grouping.description(&mut actors, mention);
                }
            }
            if let Some(actor) = actors.of[index] {
                actors.list[actor].refer(mention);
                actors.list[actor].presented |= grouping.presents(mention, &actors.list[actor]);
            }
        }
        actors.merge_short_names();
        actors
    }

    /// "Kim" of a headline is the Kim Jong Un of the text, where the text has one of that name.
    fn merge_short_names(&mut self) {
        let meant: Vec<usize> = (0..self.list.len()).map(|i| self.full_name_of(i).unwrap_or(i)).collect();
        for (short, &full) in meant.iter().enumerate().filter(|(i, full)| i != *full) {
            let Draft { mentions, heads, nouns, gender, country, sectors, role, .. } =
                std::mem::replace(&mut self.list[short], draft("", ActorKind::Person));
            let draft = &mut self.list[full];
            for (span, head) in mentions.into_iter().zip(heads) {
                draft.add(span, head);
            }
            draft.nouns.extend(nouns);
            draft.gender = draft.gender.or(gender);
            draft.country = draft.country.or(country);
            draft.role = draft.role.take().or(role);
            if draft.sectors.is_empty() {
                draft.sectors = sectors;
            }
        }
        let others = self.candidates.iter_mut().chain(self.list.iter_mut().map(|d| &mut d.members)).flatten();
        others.chain(self.of.iter_mut().flatten()).for_each(|actor| *actor = meant[*actor]);
    }

    /// The only person of the document whose full name has the one word that somebody is called by.
    fn full_name_of(&self, short: usize) -> Option<usize> {
        let draft = &self.list[short];
        let [name] = draft.parts.as_slice() else { return None };
        if !draft.is_person() || draft.known.is_some() || !draft.presented && !draft.nouns.is_empty() {
            return None;
        }
        let agrees = |d: &Draft| {
            (draft.country.is_none() || d.country.is_none() || draft.country == d.country)
                && (draft.gender.is_none() || d.gender.is_none() || draft.gender == d.gender)
        };
        let bears = |d: &Draft| d.is_person() && d.parts.len() > 1 && [d.parts.first(), d.parts.last()].contains(&Some(name)) && agrees(d);
        let mut bearers = (0..self.list.len()).filter(|&a| a != short && bears(&self.list[a]));
        bearers.next().filter(|_| bearers.next().is_none())
    }

    /// The actor that is the state of a country, added where the document does not name it.
    pub fn ensure_state(&mut self, gazetteer: &Gazetteer, country: Country) -> Option<usize> {
        let index = gazetteer.states.iter().position(|s| s.country == country)?;
        Some(state_actor(self, gazetteer, index))
    }

    /// The actor that the phrase with this head refers to: by its own mention, by an apposition, or by what it counts.
    pub fn at(&self, article: &Article, mentions: &Mentions, head: At) -> Option<usize> {
        self.mention_at(article, mentions, head).and_then(|m| self.of[m])
    }

    /// The mention that the phrase with this head is, see [`Actors::at`].
    pub fn mention_at(&self, article: &Article, mentions: &Mentions, head: At) -> Option<usize> {
        let direct = mentions.at(head);
        let counts = article.token(head).upos == Upos::Num || PARTITIVES.contains(&article.lemma(head));
        if counts && direct.is_none_or(|m| mentions.list[m].form == Form::Description) {
            let counted = article.by(head, "nmod").find(|&n| article.preposition(n).as_deref() == Some("of"));
            if let Some(found) = counted.and_then(|n| mentions.at(n)) {
                return Some(found);
            }
        }
        direct.or_else(|| article.by(head, "appos").chain(article.by(head, "flat")).find_map(|a| mentions.at(a)))
    }
}

struct Grouping<'a> {
    article: &'a Article<'a>,
    mentions: &'a Mentions<'a>,
    gazetteer: &'a Gazetteer,
    day: Option<Day>,
    setting: Setting,
    show: &'a mut dyn FnMut(&Choice),
}

impl Grouping<'_> {
    fn name(&mut self, actors: &mut Actors, mention: &Mention) -> Option<usize> {
        let words = self.article.words(mention.span);
        let state = self.gazetteer.state_on(&mention.known, self.day);
        let bearer = |actors: &Actors| self.same_person(actors, words, words, None);
        if mention.known.is_empty()
            && mention.entity != "person"
            && !words.contains(' ')
            && mention.form == Form::Name
            && let Some(bearer) = bearer(actors)
        {
            return Some(bearer);
        }
        let organisation = self.likeliest_organisation(actors, mention);
        let person = mention.known.iter().find(|k| matches!(k, Known::Person(_)));
        let people = mention.known.iter().find_map(|k| if let Known::Demonym(i) = *k { Some(i) } else { None });
        let looks_personal = mention.entity == "person";
        if let Some(family) = self.family(actors, mention, words).filter(|_| looks_personal) {
            return Some(family);
        }
        if let (Some(&Known::Person(i)), true) = (person, looks_personal || (state.is_none() && organisation.is_none())) {
            return Some(self.person(actors, words, Some(i), mention));
        }
        if let Some(i) = organisation.filter(|_| state.is_none() || mention.entity == "organization") {
            return Some(self.organisation(actors, i));
        }
        if let Some(i) = state {
            return Some(state_actor(actors, self.gazetteer, i));
        }
        if let Some(i) = people {
            return Some(self.demonym(actors, i, mention));
        }
        if let Some(i) = self.gazetteer.capital_on(words, self.day).filter(|_| self.is_metonym(mention)) {
            return Some(state_actor(actors, self.gazetteer, i));
        }
        // "In support of Washington": a place that looks like a person is one with a title, or once the text has named him.
        let personal = looks_personal && (words.contains(' ') || self.title(mention.head).is_of_person() || bearer(actors).is_some());
        if mention.known.iter().any(|k| matches!(k, Known::Place(_))) && !personal {
            return None;
        }
        match mention.entity {
            "person" => Some(self.person(actors, words, None, mention)),
            "organization" => Some(self.unknown_organisation(actors, words, mention)),
            _ => None,
        }
    }

    /// True where a mention presents somebody by name.
    fn presents(&self, mention: &Mention, draft: &Draft) -> bool {
        match mention.form {
            Form::Name if draft.kind == ActorKind::State => !self.setting.is_place(mention.head),
            Form::Name if draft.is_person() => draft.known.is_some() || self.article.words(mention.span).contains(' '),
            Form::Name => draft.known.is_some(),
            Form::Modifier => draft.known.is_some() && draft.kind != ActorKind::State,
            Form::Description | Form::Pronoun => false,
        }
    }

    /// "The Lopezes": people by one surname; a couple or the parents that the text has spoken of are they.
    fn family(&self, actors: &mut Actors, mention: &Mention, words: &str) -> Option<usize> {
        let surname = words.strip_suffix("es").into_iter().chain(words.strip_suffix('s')).find_map(|name| {
            let name = key(name).to_lowercase();
            let bearers: Vec<usize> = (0..actors.list.len()).filter(|&a| actors.list[a].parts.last() == Some(&name)).collect();
            (!bearers.is_empty()).then_some(bearers)
        });
        let members = surname.filter(|_| !words.contains(' ') && self.is_definite(mention.head))?;
        let kin = ["parent", "couple", "family", "pair"];
        let spoken = |d: &Draft| d.name == words || d.plural && kin.iter().any(|&k| d.nouns.contains(k));
        let found: Vec<usize> = (0..actors.list.len()).filter(|&a| spoken(&actors.list[a])).collect();
        Some(match found.as_slice() {
            [only] => {
                actors.list[*only].call(words);
                *only
            }
            _ => add(actors, Draft { plural: true, members, ..draft(words, ActorKind::UnnamedGroup) }),
        })
    }

    /// Of several bodies with one name ("the Senate") the one whose country the document has named; the first of the table where only one bears it.
    fn likeliest_organisation(&self, actors: &Actors, mention: &Mention) -> Option<usize> {
        let bearers: Vec<usize> =
            mention.known.iter().filter_map(|k| if let Known::Organisation(i) = *k { Some(i) } else { None }).collect();
        if let [only] = bearers.as_slice() {
            return Some(*only);
        }
        let own = self.country_words(mention.head).into_iter().find_map(|at| self.known_country(at));
        let of_country = |country: Option<Country>| {
            bearers.iter().copied().find(|&i| country.is_some() && self.gazetteer.organisations[i].country == country)
        };
        let spoken_of = |i: usize| {
            let country = self.gazetteer.organisations[i].country;
            actors.list.iter().filter(|d| country.is_some() && d.country == country).map(|d| d.mentions.len()).sum::<usize>()
        };
        let named = || {
            let mut counted: Vec<(usize, usize)> = bearers.iter().map(|&i| (spoken_of(i), i)).collect();
            counted.sort_by_key(|&(n, i)| (std::cmp::Reverse(n), i));
            match counted.as_slice() {
                [(n, best), (m, _), ..] if n > m => Some(*best),
                _ => None,
            }
        };
        let known = bearers.iter().copied().find(|&i| actors.list.iter().any(|d| d.known == Some(Known::Organisation(i))));
        of_country(own).or(known).or_else(named)
    }

    /// A capital stands for its government where it acts or is addressed, not where something is in it or goes to it.
    fn is_metonym(&self, mention: &Mention) -> bool {
        let at = self.article.first_conjunct(mention.head);
        let relation = self.article.deprel(at);
        match relation {
            "nsubj" | "obl:agent" | "nsubj:pass" | "nmod:poss" | "iobj" => true,
            "obj" => self.article.head(at).is_some_and(|v| {
                !matches!(
                    self.article.lemma(v),
                    "visit"
                        | "leave"
                        | "reach"
                        | "enter"
                        | "attack"
                        | "bomb"
                        | "shell"
                        | "capture"
                        | "take"
                        | "hit"
                        | "strike"
                        | "seize"
                        | "tour"
                        | "rock"
                        | "surround"
                        | "occupy"
                )
            }),
            "obl" | "nmod" => {
                self.article.preposition(at).is_some_and(|p| matches!(p.as_str(), "with" | "between" | "against" | "by" | "on"))
                    && mention.form == Form::Name
            }
            _ => false,
        }
    }

    /// "Russians", "the French": people, not their government.
    fn demonym(&self, actors: &mut Actors, index: usize, mention: &Mention) -> usize {
        let state = &self.gazetteer.states[index];
        let words = self.article.words(mention.span);
        let plural = self.article.token(mention.head).has("Number=Plur");
        if !plural {
            let persons: Vec<usize> =
                (0..actors.list.len()).filter(|&a| actors.list[a].is_person() && actors.list[a].country == Some(state.country)).collect();
            if let ([only], true) = (persons.as_slice(), self.is_definite(mention.head)) {
                return *only;
            }
        }
        let found = actors.list.iter().position(|d| d.name == words && d.country == Some(state.country));
        found.unwrap_or_else(|| {
            add(
                actors,
                Draft {
                    country: Some(state.country),
                    sectors: BTreeSet::from([Sector::Cvl]),
                    plural,
                    ..draft(words, if plural { ActorKind::UnnamedGroup } else { ActorKind::Person })
                },
            )
        })
    }

    fn organisation(&self, actors: &mut Actors, index: usize) -> usize {
        let organisation = &self.gazetteer.organisations[index];
        let found = actors.list.iter().position(|d| d.known == Some(Known::Organisation(index)));
        found.unwrap_or_else(|| {
            add(
                actors,
                Draft {
                    country: organisation.country,
                    sectors: organisation.sectors.iter().copied().collect(),
                    entity: Some(format!("organisation:{}", organisation.key)),
                    known: Some(Known::Organisation(index)),
                    ..draft(&organisation.name, kind_of_organisation(&organisation.kind))
                },
            )
        })
    }

    fn unknown_organisation(&self, actors: &mut Actors, words: &str, mention: &Mention) -> usize {
        let (own, short) = (key(words), initials(words));
        let same = |d: &Draft| !d.is_person() && d.known.is_none() && (d.key == own || d.name == short || d.initials == words);
        if let Some(found) = actors.list.iter().position(same).or_else(|| self.short_form(actors, words, mention)) {
            return found;
        }
        let served = self.country_words(mention.head).into_iter().filter_map(|at| self.mentions.at(at)).find_map(|m| actors.of[m]);
        let descriptor = mention.descriptor.or_else(|| self.body(words));
        let own = words.split_whitespace().find_map(|w| self.gazetteer.state_of_word(w.trim_end_matches("'s").trim_end_matches("’s")));
        let country = own
            .map(|i| self.gazetteer.states[i].country)
            .or_else(|| served.and_then(|a| actors.list.get(a)).and_then(|d| d.country))
            .or_else(|| self.setting.country(self.article, mention.head).filter(|_| descriptor.is_some_and(is_state_body)));
        add(
            actors,
            Draft {
                country,
                sectors: descriptor.map(|d| d.sectors.iter().copied().collect()).unwrap_or_default(),
                ..draft(words, if descriptor.is_some_and(is_state_body) { ActorKind::Government } else { ActorKind::Organisation })
            },
        )
    }

    /// "The Council" after "the Security Council": the only body of the document whose name ends so.
    fn short_form(&self, actors: &Actors, words: &str, mention: &Mention) -> Option<usize> {
        let own = parts(words);
        let bears = |d: &Draft| !d.is_person() && d.kind != ActorKind::State && d.parts.len() > own.len() && d.parts.ends_with(&own);
        let mut bearers = (0..actors.list.len()).filter(|&a| bears(&actors.list[a]));
        bearers.next().filter(|_| bearers.next().is_none() && self.is_definite(mention.head))
    }

    /// What the last words of a body's name say it is, or those before "of": "Guyana Defence Force", "Department of Foreign Affairs".
    fn body(&self, words: &str) -> Option<&Descriptor> {
        let lower = words.to_lowercase();
        let ends = lower.match_indices(' ').map(|(space, _)| &lower[space + 1..]);
        let first = lower.split_once(" of ").map(|(first, _)| first);
        std::iter::once(lower.as_str()).chain(ends).chain(first).find_map(|noun| self.gazetteer.descriptor(noun))
    }

    fn person(&mut self, actors: &mut Actors, words: &str, known: Option<usize>, mention: &Mention) -> usize {
        let bare = words.trim_end_matches("'s").trim_end_matches("’s");
        let cased = if bare.contains(' ') && !bare.chars().any(char::is_lowercase) { title_case(bare) } else { bare.to_owned() };
        let bare = cased.as_str();
        let title = self.title(mention.head);
        // Whom the document has named in full is meant by the surname, before anybody whom only the gazetteer knows.
        let met = known.is_none().then(|| self.same_person(actors, bare, bare, None)).flatten();
        let known = known.or_else(|| if met.is_some() { None } else { self.by_surname(bare, &title) });
        let full = known.map_or(bare, |i| &self.gazetteer.people[i].name);
        let existing = met.or_else(|| self.same_person(actors, bare, full, known));
        let index = existing.unwrap_or_else(|| add(actors, draft(full, ActorKind::Person)));
        if let Some(i) = known.filter(|_| actors.list[index].known.is_none()) {
            let person = &self.gazetteer.people[i];
            let draft = &mut actors.list[index];
            draft.call(&person.name);
            draft.known = Some(Known::Person(i));
            draft.entity = Some(format!("person:{}", person.key));
            draft.country = person.country;
            if let Some(office) = person.office_on(self.day) {
                draft.country = office.country.or(person.country);
                draft.sectors.extend(self.office_sectors(&office.title));
                draft.role = Some(office.title.replace('_', " "));
                draft.nouns.extend(office_nouns(&office.title).iter().map(|&n| n.to_owned()));
            }
        } else if words.split(' ').count() > actors.list[index].name.split(' ').count() && actors.list[index].known.is_none() {
            actors.list[index].call(bare);
        }
        self.enrich(actors, index, &title);
        index
    }

    /// Somebody already met: by the same entry of the gazetteer, the same name, or a surname that only one bears.
    fn same_person(&self, actors: &Actors, words: &str, full: &str, known: Option<usize>) -> Option<usize> {
        let persons = || actors.list.iter().enumerate().filter(|(_, d)| d.is_person());
        if let Some(i) = known
            && let Some((found, _)) = persons().find(|(_, d)| d.known == Some(Known::Person(i)))
        {
            return Some(found);
        }
        let (own, mine) = (key(words), parts(words));
        if let Some((found, _)) = persons().find(|(_, d)| d.name == full || d.key == own) {
            return Some(found);
        }
        let compatible = |d: &Draft| {
            let theirs = &d.parts;
            let (Some(a), Some(b)) = (mine.last(), theirs.last()) else { return false };
            let open = known.is_none() || d.known.is_none();
            if theirs.len() > mine.len() && theirs.ends_with(&mine) {
                return open; // "Le Pen" after "Marine Le Pen"
            }
            let family = a == b || (mine.len() == 1 && theirs.len() > 1 && theirs[1..].contains(a));
            let initial = |name: &str| name.len() <= 2;
            // Two given names that differ are two people, unless one is an initial of the other.
            let given = mine.len() == 1
                || theirs.len() == 1
                || mine[0] == theirs[0]
                || (mine[0].chars().next() == theirs[0].chars().next() && (initial(&mine[0]) || initial(&theirs[0])));
            family && given && open
        };
        let bearers: Vec<usize> = persons().filter(|(_, d)| compatible(d)).map(|(i, _)| i).collect();
        // "Kim" for Kim Jong Un, "Getachew" for Getachew Reda: in many languages the first name is the one that is used.
        let first: Vec<usize> = persons().filter(|(_, d)| mine.len() == 1 && d.parts.first() == mine.first()).map(|(i, _)| i).collect();
        match (bearers.as_slice(), first.as_slice()) {
            ([only], _) | ([], [only]) => Some(*only),
            _ => bearers.last().copied().filter(|_| mine.len() == 1),
        }
    }

    /// A bare surname that the document has not introduced: the one bearer who held an office on the document's day.
    fn by_surname(&self, words: &str, title: &Title) -> Option<usize> {
        let bearers = self.gazetteer.surname(words);
        if bearers.is_empty() {
            return None;
        }
        let holding: Vec<usize> =
            bearers.iter().copied().filter(|&i| self.day.is_some() && self.gazetteer.people[i].office_on(self.day).is_some()).collect();
        let fits = |&i: &usize| title.country.is_none() || self.gazetteer.people[i].country == title.country;
        match holding.as_slice() {
            [only] => Some(*only).filter(fits),
            [] => match bearers {
                // Without a date the one bearer that is known is meant; with one, somebody out of office needs a country that fits.
                [only] => Some(*only).filter(|i| (self.day.is_none() || title.country.is_some()) && fits(i)),
                _ => None,
            },
            several => {
                let fitting: Vec<usize> = several.iter().copied().filter(|i| title.country.is_some() && fits(i)).collect();
                if let [only] = fitting.as_slice() { Some(*only) } else { None }
            }
        }
    }

    /// What stands around a name: "French President", "Russia's foreign minister", ", an aide to Putin,".
    fn title(&self, head: At) -> Title {
        let article = self.article;
        let mut title = Title::default();
        let describing = article
            .by(head, "nmod:desc")
            .chain(article.by(head, "compound").filter(|&c| self.gazetteer.descriptor(article.lemma(c)).is_some()))
            .chain(article.by(head, "appos"));
        let above = article.head(head).filter(|&h| matches!(article.deprel(head), "appos" | "flat") && article.token(h).upos != Upos::Verb);
        for noun in describing.chain(above) {
            let phrase = article.subtree_without(noun, |c| {
                article.within(head, c) || matches!(article.token(c).relation(), "acl" | "punct" | "appos" | "conj" | "cc" | "det")
            });
            let span = article.span(&phrase);
            match self.gazetteer.descriptor(article.lemma(noun)) {
                Some(descriptor) => {
                    // An aide is what those are whom he serves.
                    if is_aide(descriptor) { &mut title.weak } else { &mut title.sectors }.extend(&descriptor.sectors);
                    title.nouns.insert(article.lemma(noun).to_owned());
                    if title.role.is_none() {
                        title.role = Some(article.words(span).trim_start_matches(", ").to_owned());
                    }
                    title.serves.extend(self.country_words(noun));
                }
                None => match article.lemma(noun) {
                    "mr." | "mr" | "sir" | "lord" | "king" | "prince" => title.gender = Some(Gender::Male),
                    "mrs." | "mrs" | "ms." | "ms" | "lady" | "queen" | "princess" => title.gender = Some(Gender::Female),
                    _ => {}
                },
            }
            match article.lemma(noun) {
                "spokeswoman" | "chairwoman" | "congresswoman" | "queen" | "princess" => title.gender = Some(Gender::Female),
                "spokesman" | "chairman" | "congressman" | "king" | "prince" => title.gender = Some(Gender::Male),
                _ => {}
            }
        }
        title.serves.extend(self.country_words(head));
        title.country = title.serves.iter().find_map(|&at| self.known_country(at));
        title
    }

    /// The words in a noun's own phrase that may name the country or body it serves.
    fn country_words(&self, noun: At) -> Vec<At> {
        let article = self.article;
        let mut found: Vec<At> =
            article.children(noun).filter(|&c| matches!(article.token(c).relation(), "amod" | "compound" | "nmod")).collect();
        let deeper: Vec<At> = found
            .iter()
            .flat_map(|&c| article.children(c))
            .filter(|&c| matches!(article.token(c).relation(), "amod" | "compound" | "nmod"))
            .collect();
        found.extend(deeper);
        found.retain(|&c| {
            article.preposition(c).is_none_or(|p| matches!(p.as_str(), "of" | "for" | "to" | "in" | "from" | "at" | "with" | "'s" | "’s"))
        });
        found
    }

    fn known_country(&self, at: At) -> Option<Country> {
        let mention = &self.mentions.list[self.mentions.at(at)?];
        mention.known.iter().find_map(|k| match *k {
            Known::State(i) | Known::Adjective(i) | Known::Seat(i) | Known::Demonym(i) => Some(self.gazetteer.states[i].country),
            Known::Organisation(i) => self.gazetteer.organisations[i].country,
            Known::Person(i) => self.gazetteer.people[i].country,
            Known::Place(i) => self.gazetteer.places[i].country,
        })
    }

    fn enrich(&self, actors: &mut Actors, index: usize, title: &Title) {
        let draft = &mut actors.list[index];
        let known = draft.known.is_some();
        draft.gender = draft.gender.or(title.gender).or_else(|| self.gazetteer.gender_of(&draft.name));
        draft.nouns.extend(title.nouns.iter().cloned());
        if !known || draft.sectors.is_empty() {
            draft.sectors.extend(title.sectors.iter().copied());
        }
        draft.country = draft.country.or(title.country);
        if draft.role.is_none() {
            draft.role.clone_from(&title.role);
        }
        if draft.country.is_none() || draft.sectors.is_empty() {
            let served = title
                .serves
                .iter()
                .filter_map(|&at| self.mentions.at(at))
                .filter_map(|m| actors.of[m])
                .find(|&a| a != index && actors.list[a].country.is_some());
            if let Some(body) = served.map(|a| actors.list[a].clone()) {
                let draft = &mut actors.list[index];
                draft.country = draft.country.or(body.country);
                if draft.sectors.is_empty() {
                    draft.sectors.extend(body.sectors);
                }
            }
        }
        let draft = &mut actors.list[index];
        if draft.sectors.is_empty() {
            draft.sectors.extend(title.weak.iter().copied());
        }
    }

    fn description(&mut self, actors: &mut Actors, mention: &Mention) -> Option<usize> {
        let article = self.article;
        let head = mention.head;
        let lemma = article.lemma(head).to_owned();
        // "the president, Emmanuel Macron": the name, read a little later, says who it is; so look for it now.
        let named = article
            .by(head, "appos")
            .chain(article.by(head, "flat"))
            .chain(self.called(head))
            .find(|&a| self.mentions.at(a).is_some_and(|m| self.mentions.list[m].form == Form::Name));
        // "her Turkish counterpart Hakan Fidan": a name right behind the noun is its bearer's, however the tree hangs.
        let personal =
            mention.descriptor.map_or(mention.entity == "person", |d| d.kind == "person") && !article.token(head).has("Number=Plur");
        let named = named.or_else(|| personal.then(|| self.name_behind(head)).flatten());
        let above = article.head(head).filter(|_| article.deprel(head) == "appos");
        if let Some(found) = above.and_then(|a| self.mentions.at(a)).and_then(|m| actors.of[m]) {
            return Some(found);
        }
        if let Some(name) = named.and_then(|a| self.mentions.at(a)) {
            let found = self.name(actors, &self.mentions.list[name]);
            if found.is_some() {
                return found;
            }
        }
        let serves = self.country_words(head);
        let country = serves.iter().find_map(|&at| self.known_country(at));
        let plural = article.token(head).has("Number=Plur");
        let words = article.words(mention.span).to_owned();
        let owner =
            article.by(head, "nmod").filter_map(|at| self.mentions.at(at)).find_map(|m| actors.of[m].map(|a| actors.list[a].clone()));
        let country = country.or_else(|| owner.as_ref().and_then(|o| o.country));
        if personal && self.is_definite(head) && article.one(head, "nmod:poss").is_none_or(|p| article.token(p).upos != Upos::Pron) {
            let fits = |d: &Draft| d.is_person() && d.nouns.contains(&lemma) && (country.is_none() || d.country == country);
            let bearers: Vec<usize> = (0..actors.list.len()).filter(|&a| fits(&actors.list[a])).collect();
            if let [only] = bearers.as_slice() {
                return Some(*only);
            }
        }
        let gender = gender_of_noun(&lemma);
        let again = same::Description { mention, lemma: &lemma, country, gender };
        if matches!(lemma.as_str(), "government" | "state" | "country" | "nation" | "administration" | "authority") && !plural {
            if let Some(country) = country {
                return actors.ensure_state(self.gazetteer, country);
            }
            if matches!(lemma.as_str(), "country" | "nation" | "state") {
                return self.taken_up(actors, again);
            }
        }
        if let Some(predicated) = self.predicated_of(actors, mention, plural) {
            actors.list[predicated].nouns.insert(lemma);
            return Some(predicated);
        }
        if let Some(found) = self.taken_up(actors, again) {
            let draft = &mut actors.list[found];
            draft.gender = draft.gender.or(gender);
            draft.nouns.insert(lemma);
            return Some(found);
        }
        let setting = self.setting.country(article, head).filter(|_| country.is_none() && self.is_domestic(mention));
        let (country, placed) = (country.or(setting), setting.is_some());
        let own = key(&words);
        let same = |d: &Draft| {
            d.known.is_none() && d.plural == plural && d.key == own && (d.country.is_none() || country.is_none() || d.country == country)
        };
        if let Some(found) = actors
            .list
            .iter()
            .position(same)
            .filter(|_| plural || self.is_definite(head) || mention.descriptor.is_some_and(|d| d.kind != "person"))
        {
            return Some(found);
        }
        let mut sectors: BTreeSet<Sector> = mention.descriptor.map(|d| d.sectors.iter().copied().collect()).unwrap_or_default();
        // An aide is what those are whom he serves.
        if let Some(owner) = owner.filter(|o| !o.sectors.is_empty() && (sectors.is_empty() || mention.descriptor.is_some_and(is_aide))) {
            sectors = owner.sectors;
        }
        let members = if plural { self.members(actors, head, &lemma) } else { Vec::new() };
        let kind = match mention.descriptor.map(|d| d.kind.as_str()) {
            Some("person") if plural => ActorKind::UnnamedGroup,
            Some("person") => ActorKind::Person,
            Some("group" | "organisation") if !plural && mention.descriptor.is_some_and(is_state_body) => ActorKind::Government,
            Some("group") => ActorKind::UnnamedGroup,
            Some("organisation") => ActorKind::Organisation,
            Some("office") => ActorKind::Office,
            Some("government") => ActorKind::Government,
            _ if mention.entity == "person" && !plural => ActorKind::Person,
            _ if mention.entity == "organization" && !plural => ActorKind::Organisation,
            _ => ActorKind::UnnamedGroup,
        };
        let role = mention.descriptor.filter(|d| d.kind == "person").map(|_| words.clone());
        Some(add(
            actors,
            Draft { country, placed, sectors, plural, gender, role, members, nouns: BTreeSet::from([lemma]), ..draft(&words, kind) },
        ))
    }

    /// The sectors of an office: those of the known kinds, else what the words of its title say.
    fn office_sectors(&self, office: &str) -> Vec<Sector> {
        match office {
            "opposition_leader" => vec![Sector::Opp],
            "rebel_leader" => vec![Sector::Reb],
            "religious_leader" => vec![Sector::Rel],
            "igo_head" => Vec::new(),
            "head_of_state" | "head_of_government" | "foreign_minister" | "defence_minister" | "spokesperson" => vec![Sector::Gov],
            title => {
                let words: Vec<String> = title.split_whitespace().map(str::to_lowercase).collect();
                let body = title.split_once(" of ").and_then(|(_, body)| {
                    self.gazetteer
                        .meanings(body)
                        .iter()
                        .find_map(|k| if let Known::Organisation(i) = *k { Some(&self.gazetteer.organisations[i]) } else { None })
                });
                if let Some(body) = body.filter(|b| !b.sectors.is_empty()) {
                    return body.sectors.clone();
                }
                let known = (0..words.len())
                    .flat_map(|i| (i + 1..=words.len().min(i + 3)).rev().map(move |j| (i, j)))
                    .find_map(|(i, j)| self.gazetteer.descriptor(&words[i..j].join(" ")));
                let sectors = known.map(|d| d.sectors.clone()).unwrap_or_default();
                if sectors.as_slice() == [Sector::Eli] { vec![Sector::Gov] } else { sectors }
            }
        }
    }

    /// "Titley is an admiral": a noun said to be what its subject is. Not where it is denied, asked, wished or past.
    fn predicated_of(&self, actors: &Actors, mention: &Mention, plural: bool) -> Option<usize> {
        let (article, head) = (self.article, mention.head);
        let copula = article.one(head, "cop").filter(|&c| article.token(c).has("Tense=Pres") && article.token(c).has("VerbForm=Fin"))?;
        let open = article.children(head).any(|c| {
            matches!(article.token(c).relation(), "aux" | "mark") || article.token(c).has("Polarity=Neg") || article.token(c).form == "?"
        });
        let subject = article.one(head, "nsubj").filter(|&s| s < copula && !open)?;
        let subject = if article.token(subject).has("PronType=Rel") { article.antecedent(subject) } else { subject };
        let actor = actors.at(article, self.mentions, subject)?;
        let draft = &actors.list[actor];
        (draft.is_person() && !plural && mention.entity == "person" && article.by(head, "conj").next().is_none()).then_some(actor)
    }

    /// "A pharmacist named Salwa"
    fn called(&self, head: At) -> impl Iterator<Item = At> + '_ {
        let article = self.article;
        let naming = article.by(head, "acl").filter(move |&verb| matches!(article.lemma(verb), "name" | "call"));
        naming.flat_map(move |verb| article.children(verb)).filter(move |&c| matches!(article.token(c).relation(), "xcomp" | "obj"))
    }

    /// The personal name that begins right behind a noun.
    fn name_behind(&self, head: At) -> Option<At> {
        let next = self.article.at_byte(self.article.token(head).span.end).filter(|n| n.sentence == head.sentence)?;
        let start = self.article.token(next).span.start;
        let mentions = self.mentions.list.iter();
        mentions
            .filter(|m| m.form != Form::Pronoun && m.span.start == start && m.head.sentence == head.sentence)
            .find(|m| m.entity == "person" || m.known.iter().any(|k| matches!(k, Known::Person(_))))
            .map(|m| m.head)
    }

    /// "the two leaders", "both countries": the two that the document has spoken of most, where no third comes near.
    fn members(&self, actors: &Actors, head: At, lemma: &str) -> Vec<usize> {
        let pair = self.article.children(head).any(|c| matches!(self.article.lemma(c), "two" | "both"));
        let wanted = |d: &Draft| match lemma {
            "leader" | "president" | "minister" | "man" | "woman" | "politician" | "official" | "diplomat" | "premier" => {
                d.is_person() && d.known.is_some()
            }
            "country" | "state" | "nation" | "government" | "capital" | "neighbour" | "neighbor" | "power" | "ally" => {
                d.kind == ActorKind::State
            }
            _ => false,
        };
        if !pair {
            return Vec::new();
        }
        let mut spoken: Vec<(usize, usize)> =
            actors.list.iter().enumerate().filter(|(_, d)| wanted(d)).map(|(i, d)| (d.mentions.len(), i)).collect();
        spoken.sort_by_key(|&(n, i)| (std::cmp::Reverse(n), i));
        match spoken.as_slice() {
            [a, b] => vec![a.1, b.1],
            [a, b, c, ..] if b.0 > c.0 => vec![a.1, b.1],
            _ => Vec::new(),
        }
    }

    /// True for those who are of the country that they act in, as far as the text does not say whose they are.
    fn is_domestic(&self, mention: &Mention) -> bool {
        let counted = CROWDS.contains(&self.article.lemma(mention.head)) && mention.entity == "person";
        (counted || mention.descriptor.is_some_and(setting::is_domestic)) && self.article.one(mention.head, "nmod:poss").is_none()
    }

    fn is_definite(&self, head: At) -> bool {
        self.article.by(head, "det").any(|d| matches!(self.article.lemma(d), "the" | "this" | "that" | "these" | "those"))
    }
}

/// The actor that a state is, added where it is new.
fn state_actor(actors: &mut Actors, gazetteer: &Gazetteer, index: usize) -> usize {
    let state = &gazetteer.states[index];
    let found = actors.list.iter().position(|d| d.kind == ActorKind::State && d.country == Some(state.country));
    found.unwrap_or_else(|| {
        add(
            actors,
            Draft {
                country: Some(state.country),
                sectors: BTreeSet::from([Sector::Gov]),
                entity: Some(format!("country:{}", state.country)),
                known: Some(Known::State(index)),
                ..draft(&state.name, ActorKind::State)
            },
        )
    })
}

/// What the words around a name say of its bearer.
#[derive(Debug, Default)]
struct Title {
    role: Option<String>,
    nouns: BTreeSet<String>,
    sectors: BTreeSet<Sector>,
    weak: BTreeSet<Sector>,
    country: Option<Country>,
    serves: Vec<At>,
    gender: Option<Gender>,
}

impl Title {
    fn is_of_person(&self) -> bool {
        self.gender.is_some() || !self.nouns.is_empty()
    }
}

fn draft(name: &str, kind: ActorKind) -> Draft {
    Draft {
        name: name.to_owned(),
        key: key(name),
        parts: parts(name),
        initials: initials(name),
        kind,
        country: None,
        placed: false,
        sectors: BTreeSet::new(),
        role: None,
        entity: None,
        known: None,
        gender: None,
        plural: false,
        members: Vec::new(),
        presented: false,
        nouns: BTreeSet::new(),
        mentions: Vec::new(),
        heads: Vec::new(),
    }
}

fn add(actors: &mut Actors, draft: Draft) -> usize {
    actors.list.push(draft);
    actors.list.len() - 1
}

/// "SACHA KOULAEVA" as it is written elsewhere.
fn title_case(name: &str) -> String {
    let word = |w: &str| {
        let mut letters = w.chars();
        letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn parts(name: &str) -> Vec<String> {
    name.split_whitespace().map(|w| key(w).trim_end_matches('.').to_lowercase()).collect()
}

fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// "spokesman", "adviser"
fn is_aide(descriptor: &Descriptor) -> bool {
    descriptor.role_of == "org" && descriptor.sectors.as_slice() == [Sector::Eli]
}

/// True for what a state is made of: "parliament", "army", "foreign ministry".
fn is_state_body(descriptor: &Descriptor) -> bool {
    use Sector::{Cop, Gov, Jud, Leg, Mil, Spy};
    descriptor.kind != "person"
        && descriptor.role_of == "country"
        && descriptor.sectors.iter().any(|s| matches!(s, Cop | Gov | Jud | Leg | Mil | Spy))
}

fn kind_of_organisation(kind: &str) -> ActorKind {
    match kind {
        "igo" => ActorKind::InternationalOrganisation,
        "ngo" => ActorKind::Ngo,
        "media" => ActorKind::MediaOutlet,
        "armed_group" => ActorKind::ArmedGroup,
        "party" => ActorKind::Party,
        "company" => ActorKind::Company,
        "ministry" | "military" | "parliament" | "agency" | "court" => ActorKind::Government,
        _ => ActorKind::Organisation,
    }
}

fn gender_of_noun(lemma: &str) -> Option<Gender> {
    match lemma {
        "spokeswoman" | "woman" | "chairwoman" | "congresswoman" | "businesswoman" | "queen" | "princess" | "mother" | "wife"
        | "sister" | "daughter" | "girl" | "girlfriend" | "widow" | "actress" | "aunt" | "grandmother" => Some(Gender::Female),
        "spokesman" | "man" | "chairman" | "congressman" | "businessman" | "king" | "prince" | "father" | "husband" | "brother" | "son"
        | "boy" | "boyfriend" | "widower" | "uncle" | "grandfather" | "guy" => Some(Gender::Male),
        _ => None,
    }
}

fn office_nouns(office: &str) -> &'static [&'static str] {
    match office {
        "head_of_state" => &["president", "leader"],
        "head_of_government" => &["premier", "minister", "chancellor", "leader"],
        "foreign_minister" | "defence_minister" => &["minister", "secretary", "diplomat"],
        "opposition_leader" | "rebel_leader" => &["leader"],
        "spokesperson" => &["spokesman", "spokeswoman", "spokesperson"],
        "igo_head" => &["chief", "head"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
