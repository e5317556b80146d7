//! The way from a parse to a record, stage by stage.

use crate::actors::{self, Actors};
use crate::article::Article;
use crate::assemble::Drafts;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::mentions::Mentions;
use crate::notes::NoteDraft;
use crate::places::PlaceDraft;
use crate::pronouns::ranker::Choice;
use crate::relations::Reader;
use crate::statements::TranscriptLine;
use crate::time::TimeExpression;
use crate::wordlists::Wordlists;
use crate::words::Words;
use crate::{claims, commitments, events, modality, notes, places, pronouns, statements, time};
use chancery_encoder::{Parse, quotes};
use chancery_record::{ByteSpan, Day, Document, MadeBy, Manner, NoteKind, Record, Resolution};
use std::collections::BTreeSet;

/// The coder: a lexicon, a gazetteer, and the way from a parse to a record.
#[derive(Debug)]
pub struct Coder {
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    words: Words,
    wordlists: Wordlists,
    reader: Option<Reader>,
}

/// What the first stages find.
struct Voices<'a> {
    mentions: Mentions<'a>,
    actors: Actors,
    places: Vec<PlaceDraft>,
    times: Vec<TimeExpression>,
    notes: Vec<NoteDraft>,
    statements: Vec<statements::Draft>,
}

impl Coder {
    /// A coder with the lexicon and the gazetteer that come with the program.
    ///
    /// # Errors
    /// None in a released program: tests read every file of both.
    pub fn built_in() -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Self::new(Lexicon::built_in()?, Gazetteer::built_in()?)
    }

    /// A coder with this lexicon and this gazetteer.
    ///
    /// # Errors
    /// None in a released program: a test reads the word lists that come with it.
    pub fn new(lexicon: Lexicon, gazetteer: Gazetteer) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let mut words = lexicon.words();
        // In a fixed order: where two words share a form, the first that came is taken.
        let nouns: BTreeSet<&str> = gazetteer.descriptor_nouns().collect();
        nouns.into_iter().for_each(|noun| words.add_noun(noun));
        let verbs: BTreeSet<&str> = modality::words().collect();
        verbs.into_iter().for_each(|verb| words.add_verb(verb));
        let wordlists = Wordlists::built_in()?;
        Ok(Self { lexicon, gazetteer, words, wordlists, reader: None })
    }

    /// The coder with a model that reads what is told between two actors; without one, the lexicon decides alone.
    #[must_use]
    pub fn with_reader(self, reader: Reader) -> Self {
        Self { reader: Some(reader), ..self }
    }

    /// The lexicon in use.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The gazetteer in use.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The record of a document: `text` is its text and `parse` the parse of that text.
    pub fn code(&self, document: Document, text: &str, parse: &Parse, made_by: MadeBy) -> Record {
        let published: Option<Day> = document.published.as_deref().and_then(|p| p.get(..10)).and_then(|p| p.parse().ok());
        let mut record = Record::new(made_by, document);
        self.drafts(&Article::with_words(text, parse, &self.words), published, |drafts| drafts.write(&mut record));
        debug_assert!(record.check(text).is_empty(), "{:?}", record.check(text));
        record
    }

    /// Who is who in a text, with every actor and every mention (a record has those alone that something refers to), and with
    /// every choice among antecedents as it was made.
    pub fn who_is_who<T>(
        &self,
        text: &str,
        parse: &Parse,
        published: Option<Day>,
        use_them: impl FnOnce(&Article, &Mentions, &Actors, &[Choice]) -> T,
    ) -> T {
        let article = Article::with_words(text, parse, &self.words);
        let mut choices = Vec::new();
        let voices = self.voices(&article, published, &mut |c| choices.push(c.clone()));
        use_them(&article, &voices.mentions, &voices.actors, &choices)
    }

    /// The first stages: who is who, and who says what.
    fn voices(&self, article: &Article, published: Option<Day>, show: &mut dyn FnMut(&Choice)) -> Voices<'_> {
        let mentions = Mentions::find(article, &self.gazetteer);
        let places = places::find(article, &mentions, &self.gazetteer);
        let grouping = actors::Input { article, mentions: &mentions, places: &places, gazetteer: &self.gazetteer, day: published };
        let mut actors = Actors::group(grouping, show);
        let times = time::find(article, published);
        let quotations = quotes::pair(article.text);
        let notes = notes::find(article, &quotations, &times, &mentions, &self.gazetteer, published);
        let transcript = transcript_lines(article, &notes);
        let first_person: Vec<ByteSpan> = notes.iter().filter(|n| n.kind == NoteKind::FirstPersonOutsideQuotes).map(|n| n.span).collect();
        let statements = statements::find(statements::Input {
            article,
            quotations: &quotations,
            mentions: &mentions,
            actors: &actors,
            lexicon: &self.lexicon,
            transcript: &transcript,
            first_person: &first_person,
        });
        pronouns::speech::resolve(article, &mentions, &mut actors, &statements);
        Voices { mentions, actors, places, times, notes, statements }
    }

    fn drafts(&self, article: &Article, published: Option<Day>, use_them: impl FnOnce(Drafts)) {
        let Voices { mentions, mut actors, places, mut times, mut notes, statements } = self.voices(article, published, &mut |_| {});
        let input =
            events::Input { article, mentions: &mentions, lexicon: &self.lexicon, gazetteer: &self.gazetteer, statements: &statements };
        let mut told = events::find(input, &mut actors);
        if let Some(reader) = &self.reader {
            reader.decide(input, &actors, &mut told);
        }
        let dates = date(article, &mut times, &mut told, published);
        let day = |t: Option<usize>| t.map(|t| (times[t].start, times[t].end));
        let (mut events, dates) = events::merge(told, &dates, |a, b| day(a).is_none() || day(b).is_none() || day(a) == day(b));
        let mut circumstances: Vec<(Option<usize>, Option<usize>)> = events
            .iter()
            .zip(dates)
            .map(|(e, date)| {
                let at = |word| places::of_event(article, &places, word, e.entry.is_physical());
                let place = at(e.predicate.trigger).or_else(|| e.predicate.carrier.and_then(at));
                (place, date)
            })
            .collect();
        let claims = claims::find(claims::Input {
            article,
            mentions: &mentions,
            actors: &actors,
            lexicon: &self.lexicon,
            words: &self.wordlists.claims,
            statements: &statements,
            events: &events,
        });
        let commitments = commitments::find(commitments::Input {
            article,
            mentions: &mentions,
            actors: &actors,
            lexicon: &self.lexicon,
            words: &self.wordlists.commitments,
            statements: &statements,
            events: &events,
            times: &times,
        });
        let accusations = events::blamed(input, &actors, &claims, &events);
        circumstances.extend(accusations.iter().map(|e| (None, time::of_event(article, &times, e.predicate.trigger))));
        events.extend(accusations);
        notes.extend(speaker_notes(article, &statements));
        notes.sort_by_key(|n| (n.span, n.kind));
        use_them(Drafts { article, published, actors, places, times, statements, events, circumstances, claims, commitments, notes });
    }
}

/// The dates of events, each with those reckoned from them; what is told of a day to come is planned.
fn date(article: &Article, times: &mut [TimeExpression], told: &mut [events::Draft], published: Option<Day>) -> Vec<Option<usize>> {
    let words = |e: &events::Draft| e.predicate.carrier.into_iter().chain([e.predicate.trigger]);
    let dates: Vec<Option<usize>> = told.iter().map(|e| words(e).find_map(|w| time::of_event(article, times, w))).collect();
    let dated: Vec<_> = told.iter().zip(&dates).flat_map(|(e, d)| words(e).filter_map(|w| Some((w, (*d)?)))).collect();
    time::reckon(article, times, &dated);
    for (event, date) in told.iter_mut().zip(&dates) {
        event.modality = modality::on_date(event.modality, date.and_then(|d| times[d].start), published);
    }
    dates
}

/// The lines that the notes found to be a transcript's: the name, then what follows its colon up to the end of the paragraph.
fn transcript_lines(article: &Article, notes: &[NoteDraft]) -> Vec<TranscriptLine> {
    let lines = notes.iter().filter(|n| n.kind == NoteKind::TranscriptLine);
    lines
        .filter_map(|note| {
            let name = note.span.of(article.text).split(':').next()?.trim_end();
            let speaker = ByteSpan::new(note.span.start, note.span.start + name.len());
            let at = article.at_byte(note.span.start)?;
            let paragraph = article.sentence(at.sentence).paragraph;
            let end = article.parse.sentences[at.sentence..].iter().take_while(|s| s.paragraph == paragraph).last()?.span.end;
            let colon = speaker.end + article.text.get(speaker.end..end)?.find(':')? + 1;
            (colon < end).then(|| TranscriptLine { speaker, content: ByteSpan::new(colon, end) })
        })
        .collect()
}

/// Notes on speakers that stay open.
fn speaker_notes(article: &Article, statements: &[statements::Draft]) -> Vec<NoteDraft> {
    let mut found = Vec::new();
    for statement in statements {
        let pronoun = statement.speaker_span.filter(|s| matches!(s.of(article.text).to_lowercase().as_str(), "he" | "she" | "they" | "it"));
        match (statement.speaker, pronoun, statement.speaker_span) {
            (None, Some(span), _) => found.push(NoteDraft {
                kind: NoteKind::UnresolvedPronoun,
                span,
                message: match statement.resolution {
                    Resolution::Ambiguous => {
                        format!("More than one person could be meant by “{}”; the speaker is left open.", span.of(article.text))
                    }
                    _ => format!(
                        "Nobody named before can be meant by “{}” with any certainty; the speaker is left open.",
                        span.of(article.text)
                    ),
                },
            }),
            (None, None, None) if statement.cue.is_none() && statement.manner != Manner::Unmarked => {
                found.extend(statement.content.first().map(|&span| NoteDraft {
                    kind: NoteKind::UnattributedQuote,
                    span,
                    message: "The text does not say whose words these are.".to_owned(),
                }))
            }
            _ => {}
        }
    }
    found
}
