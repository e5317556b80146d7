//! A record of one short article, made by hand, and the pages that show it.

use super::*;
use crate::article::Places;
use crate::sections::Section;
use chancery_record::*;

const TEXT: &str = "PARIS — Emmanuel Macron said on Monday that France would answer “immediately” if chemical weapons were used in \
    Syria.\n\nHis team had accused Russian hackers of attacking its servers. Moscow dismissed the charge. Another strike may follow.";

/// The first place where `words` stand.
fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the text has these words");
    Offsets::new(TEXT).span(TEXT, ByteSpan::new(start, start + words.len()))
}

fn actor(index: usize, name: &str, kind: ActorKind, country: &str, words: &str) -> Actor {
    Actor {
        id: ActorId::from_index(index),
        name: name.into(),
        kind,
        country: country.parse().ok(),
        sectors: vec![Sector::Gov],
        role: None,
        entity: None,
        mentions: vec![span(words)],
    }
}

fn statement(index: usize, speaker: (usize, &str), cue: &str, act: Act, content: &str) -> Statement {
    Statement {
        id: StatementId::from_index(index),
        speaker: Some(ActorId::from_index(speaker.0)),
        speaker_span: Some(span(speaker.1)),
        cue: Some(Cue { span: span(cue), lemma: cue.into() }),
        content: vec![span(content)],
        manner: Manner::Indirect,
        act,
        polarity: if act == Act::Denies { Polarity::Denies } else { Polarity::Asserts },
        resolution: Resolution::Named,
        candidates: vec![],
        addressees: vec![],
        within: None,
        confidence: 0.9,
    }
}

fn event(index: usize, event_type: PloverType, cameo: &str, trigger: &str, sides: [Option<(usize, &str)>; 2]) -> Event {
    let cameo: CameoCode = cameo.parse().expect("a CAMEO code");
    let side = |side: Option<(usize, &str)>| {
        let part = |(actor, words): (usize, &str)| Participant { actor: ActorId::from_index(actor), spans: vec![span(words)] };
        side.into_iter().map(part).collect()
    };
    Event {
        id: EventId::from_index(index),
        event_type,
        mode: None,
        cameo,
        goldstein: cameo.goldstein(),
        contexts: vec![],
        actors: side(sides[0]),
        recipients: side(sides[1]),
        mutual: false,
        trigger: span(trigger),
        mentions: vec![span(trigger)],
        place: None,
        date: None,
        modality: Modality::Actual,
        historical: false,
        voice: None,
        magnitude: Magnitude::default(),
        rule: "test".into(),
        readings: Readings::default(),
        confidence: 0.9,
    }
}

fn sample() -> (Article, Record) {
    let mut record = Record::new(MadeBy::default(), Document::new(TEXT));
    record.document.title = Some("A red line".into());
    record.actors = vec![
        actor(0, "Emmanuel Macron", ActorKind::Person, "FRA", "Emmanuel Macron"),
        actor(1, "France", ActorKind::State, "FRA", "France"),
        actor(2, "Macron’s team", ActorKind::UnnamedGroup, "FRA", "His team"),
        actor(3, "Russian hackers", ActorKind::UnnamedGroup, "RUS", "Russian hackers"),
        actor(4, "Russia", ActorKind::Government, "RUS", "Moscow"),
    ];
    record.places = vec![Place {
        id: PlaceId::from_index(0),
        name: "Syria".into(),
        kind: PlaceKind::Country,
        country: "SYR".parse().ok(),
        admin: None,
        coordinates: None,
        geonames: None,
        mentions: vec![span("Syria")],
    }];
    record.statements = vec![
        statement(
            0,
            (0, "Emmanuel Macron"),
            "said",
            Act::Threatens,
            "that France would answer “immediately” if chemical weapons were used in Syria",
        ),
        statement(1, (2, "His team"), "accused", Act::Accuses, "attacking its servers"),
        statement(2, (4, "Moscow"), "dismissed", Act::Denies, "the charge"),
    ];
    let voice = |event: Event, voice| Event { voice: Some(StatementId::from_index(voice)), ..event };
    record.events = vec![
        event(0, PloverType::Accuse, "112", "accused", [Some((2, "His team")), Some((3, "Russian hackers"))]),
        voice(event(1, PloverType::Coerce, "176", "attacking", [Some((3, "Russian hackers")), Some((2, "its"))]), 1),
        Event { modality: Modality::Possible, ..event(2, PloverType::Assault, "190", "strike", [None, None]) },
    ];
    record.claims = vec![Claim {
        id: ClaimId::from_index(0),
        gist: Gist {
            actor: Some(ActorId::from_index(3)),
            predicate: "attack".into(),
            object: Some("servers".into()),
            text: span("attacking its servers"),
        },
        event: Some(EventId::from_index(1)),
        positions: [(2, Stance::Asserts, 1), (4, Stance::Denies, 2)]
            .map(|(actor, stance, statement)| Position {
                actor: Some(ActorId::from_index(actor)),
                stance,
                statement: Some(StatementId::from_index(statement)),
            })
            .into(),
    }];
    record.commitments = vec![Commitment {
        id: CommitmentId::from_index(0),
        kind: CommitmentKind::RedLine,
        issuer: Some(ActorId::from_index(1)),
        voice: Some(ActorId::from_index(0)),
        addressees: vec![],
        condition: Some(span("chemical weapons were used in Syria")),
        consequence: None,
        deadline: None,
        trigger_pattern: Some(TriggerPattern { event_type: PloverType::Assault, actors: vec![], place: Some(PlaceId::from_index(0)) }),
        statement: StatementId::from_index(0),
        evidence: vec![span("France would answer “immediately” if chemical weapons were used in Syria")],
    }];
    let note = Note { kind: NoteKind::UnresolvedPronoun, span: span("His"), message: "It is not clear who he is.".into() };
    record.notes = vec![note];
    assert_eq!(record.check(TEXT), []);
    let article = Article {
        name: "a.txt".into(),
        text: TEXT.into(),
        document: record.document.clone(),
        places: Places::of_text(TEXT),
        warnings: vec![],
    };
    (article, record)
}

fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[test]
fn the_page() {
    let (article, record) = sample();
    let expected = "\
── a.txt ───────────────────────────────────────────────────────────────────────
A red line
no date
5 actors, 1 place · 3 statements · 3 events · 1 claim · 1 commitment · 1 note

Commitments
  k1  1:45   red line · France · said by Emmanuel Macron (s1)
             │ France would answer “immediately” if chemical weapons were used
             │ in Syria
             if      chemical weapons were used in Syria
             then    left open
             met by  ASSAULT in Syria

Claims
  c1  3:41   Russian hackers attack servers · e2
             │ attacking its servers
             asserted by Macron’s team (s2) · denied by Russia (s3)

Events
  e1  3:14   ACCUSE · Macron’s team → Russian hackers
             │ His team had accused Russian hackers
             CAMEO 112 accuses, -2.0
  e2  3:41   COERCE · Russian hackers → Macron’s team · alleged by Macron’s team
             (s2) · denied by Russia
             │ Russian hackers of attacking its
             CAMEO 176 attacks computers or networks, -7.0
  e3  3:101  ASSAULT · may be
             │ … Moscow dismissed the charge. Another strike may follow.
             CAMEO 190 uses military force not covered below, -10.0

Statements
  s1  1:40   Emmanuel Macron threatens
             │ that France would answer “immediately” if chemical weapons were
             │ used in Syria
  s2  3:41   Macron’s team (“His team”) accuses
             │ attacking its servers
  s3  3:81   Russia (“Moscow”) denies
             │ the charge

Notes
  !   3:1    unresolved pronoun · It is not clear who he is.
             │ His

";
    let page = plain(&render(&article, &record, Sections::usual(), 80));
    assert!(page == expected, "{page}");
}

#[test]
fn actors_and_places_are_shown_when_asked_for() {
    let (article, record) = sample();
    let page = plain(&render(&article, &record, Sections::new(&[Section::Places, Section::Actors]), 80));
    assert!(page.contains("\nActors\n  a1  1:9    Emmanuel Macron · person · FRA GOV\n             Emmanuel Macron\n"), "{page}");
    assert!(page.ends_with("\nPlaces\n  p1  1:112  Syria · country · SYR\n             Syria\n\n"), "{page}");
    assert!(!page.contains("Events"));
}

#[test]
fn an_empty_record_says_so() {
    let (article, record) = sample();
    let empty = Record::new(MadeBy::default(), record.document);
    assert!(plain(&render(&article, &empty, Sections::usual(), 80)).ends_with("\nNothing was entered.\n\n"));
}

#[test]
fn annotated() {
    let (article, record) = sample();
    let page = plain(&crate::annotate::render(&article, &record, &[], None));
    let (_, text) = page.split_once("\n\n").expect("a summary");
    assert_eq!(
        text,
        "PARIS — Emmanuel Macron said on Monday [s1]that [k1]France would answer “immediately” if chemical weapons were used in \
         Syria[/k1][/s1].\n\nHis[!] team had accused[e1] Russian hackers of [s2][c1]attacking[e2] its servers[/c1][/s2]. Moscow \
         dismissed [s3]the charge[/s3]. Another strike[e3] may follow.\n\n"
    );
}

#[test]
fn sections_keep_what_they_refer_to() {
    let (_, whole) = sample();
    for section in [Section::Commitments, Section::Claims, Section::Events, Section::Statements, Section::Notes] {
        let mut record = whole.clone();
        Sections::new(&[section]).keep(&mut record);
        assert_eq!(record.check(TEXT), [], "{section:?}");
    }
    let mut record = whole.clone();
    Sections::new(&[Section::Claims]).keep(&mut record);
    let ids = |record: &Record| -> Vec<String> {
        let statements = record.statements.iter().map(|s| s.id.to_string());
        statements.chain(record.events.iter().map(|e| e.id.to_string())).collect()
    };
    assert_eq!(ids(&record), ["s2", "s3", "e2"]);
    assert!(record.commitments.is_empty() && record.places.is_empty());
    let mut record = whole.clone();
    Sections::new(&[Section::Places]).keep(&mut record);
    assert_eq!((record.places.len(), record.actors.len(), record.events.len()), (1, 0, 0));
}

#[test]
fn every_entry_is_explained() {
    let (article, record) = sample();
    for id in ["k1", "c1", "e1", "s1", "a1", "p1"] {
        let page = crate::explain::render(&article, &record, &chancery_encoder::Parse::default(), id, 80);
        assert!(page.is_ok_and(|page| page.contains("Made by")), "{id}");
    }
    let error = crate::explain::render(&article, &record, &chancery_encoder::Parse::default(), "e4", 80);
    assert_eq!(error.map_err(|e| e.help), Err("it has k1, c1, e1 to e3, s1 to s3, a1 to a5, p1".into()));
}
