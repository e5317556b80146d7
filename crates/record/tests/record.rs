//! A record of one short article, made by hand: it goes out and comes back, holds against its text and its schema, and
//! each way of breaking it is found.

use chancery_record::*;
use serde_json::{Value, json};

const TEXT: &str = "PARIS, 30 May 2017 — Emmanuel Macron said on Monday that France would answer “immediately” if \
    chemical weapons were used in Syria. “It is a red line,” he told Vladimir Putin at Versailles. Macron’s team had \
    accused Russian hackers of attacking its servers. Moscow denied it.";

/// The first place where `words` stand.
fn span(words: &str) -> Span {
    nth(words, 0)
}

/// The place number `n`, from 0, where `words` stand.
fn nth(words: &str, n: usize) -> Span {
    let start = TEXT.match_indices(words).nth(n).map(|(byte, _)| byte).expect("the text has these words");
    Offsets::new(TEXT).span(TEXT, ByteSpan::new(start, start + words.len()))
}

fn actor(index: usize, name: &str, kind: ActorKind, country: &str, sectors: &[Sector], mentions: &[Span]) -> Actor {
    Actor {
        id: ActorId::from_index(index),
        name: name.into(),
        kind,
        country: country.parse().ok(),
        sectors: sectors.to_vec(),
        role: None,
        entity: None,
        mentions: mentions.to_vec(),
    }
}

fn statement(index: usize, speaker: usize, speaker_span: Span, cue: (&str, &str), content: &[Span]) -> Statement {
    Statement {
        id: StatementId::from_index(index),
        speaker: Some(ActorId::from_index(speaker)),
        speaker_span: Some(speaker_span),
        cue: Some(Cue { span: span(cue.0), lemma: cue.1.into() }),
        content: content.to_vec(),
        manner: Manner::Indirect,
        act: Act::Says,
        polarity: Polarity::Asserts,
        resolution: Resolution::Named,
        candidates: vec![],
        addressees: vec![],
        within: None,
        confidence: 0.9,
    }
}

fn event(index: usize, event_type: PloverType, mode: Option<Mode>, cameo: &str, trigger: &str) -> Event {
    let cameo: CameoCode = cameo.parse().expect("a CAMEO code");
    Event {
        id: EventId::from_index(index),
        event_type,
        mode,
        cameo,
        goldstein: cameo.goldstein(),
        contexts: vec![Context::Cyber],
        actors: vec![],
        recipients: vec![],
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
        confidence: 0.94,
    }
}

fn part(actor: usize, words: &str) -> Participant {
    Participant { actor: ActorId::from_index(actor), spans: vec![span(words)] }
}

fn sample() -> Record {
    let (a, s, e) = (ActorId::from_index, StatementId::from_index, EventId::from_index);
    let mut record = Record::new(
        MadeBy { version: "0.1.0".into(), model: Some("parser 1".into()) },
        Document {
            published: Some("2017-05-30".into()),
            title: Some("Macron meets Putin".into()),
            language: Some("en".into()),
            ..Document::new(TEXT)
        },
    );
    record.actors = vec![
        Actor {
            role: Some("president".into()),
            entity: Some("emmanuel-macron".into()),
            ..actor(0, "Emmanuel Macron", ActorKind::Person, "FRA", &[Sector::Gov], &[span("Emmanuel Macron"), span("he")])
        },
        actor(1, "France", ActorKind::State, "FRA", &[Sector::Gov], &[span("France")]),
        actor(2, "Vladimir Putin", ActorKind::Person, "RUS", &[Sector::Gov], &[span("Vladimir Putin")]),
        actor(3, "Macron’s team", ActorKind::UnnamedGroup, "FRA", &[Sector::Pty], &[span("Macron’s team")]),
        actor(4, "Russian hackers", ActorKind::UnnamedGroup, "RUS", &[], &[span("Russian hackers")]),
        actor(5, "Russia", ActorKind::Government, "RUS", &[Sector::Gov], &[span("Moscow")]),
    ];
    record.places = vec![Place {
        id: PlaceId::from_index(0),
        name: "Syria".into(),
        kind: PlaceKind::Country,
        country: "SYR".parse().ok(),
        admin: None,
        coordinates: Some(Coordinates { lat: 35.0, lon: 38.0 }),
        geonames: None,
        mentions: vec![span("Syria")],
    }];
    record.statements = vec![
        Statement {
            manner: Manner::Mixed,
            act: Act::Threatens,
            ..statement(
                0,
                0,
                span("Emmanuel Macron"),
                ("said", "say"),
                &[span("that France would answer “immediately” if chemical weapons were used in Syria")],
            )
        },
        Statement {
            manner: Manner::Direct,
            resolution: Resolution::Pronoun,
            addressees: vec![a(2)],
            ..statement(1, 0, nth("he", 1), ("told", "tell"), &[span("“It is a red line,”")])
        },
        Statement {
            act: Act::Accuses, ..statement(2, 3, span("Macron’s team"), ("accused", "accuse"), &[span("attacking its servers")])
        },
        Statement { act: Act::Denies, polarity: Polarity::Denies, ..statement(3, 5, span("Moscow"), ("denied", "deny"), &[nth("it", 1)]) },
    ];
    record.events = vec![
        Event {
            actors: vec![part(3, "Macron’s team")],
            recipients: vec![part(4, "Russian hackers")],
            ..event(0, PloverType::Accuse, Some(Mode::Allege), "112", "accused")
        },
        Event {
            actors: vec![part(4, "Russian hackers")],
            recipients: vec![part(3, "its")],
            voice: Some(s(2)),
            date: Some(Date { start: None, end: None, precision: Precision::Day, span: None }),
            magnitude: Magnitude { dead: Some(0), ..Magnitude::default() },
            ..event(1, PloverType::Coerce, Some(Mode::Cyber), "176", "attacking")
        },
    ];
    record.claims = vec![Claim {
        id: ClaimId::from_index(0),
        gist: Gist {
            actor: Some(a(4)),
            predicate: "attack".into(),
            object: Some("its servers".into()),
            text: span("attacking its servers"),
        },
        event: Some(e(1)),
        positions: vec![
            Position { actor: Some(a(3)), stance: Stance::Asserts, statement: Some(s(2)) },
            Position { actor: Some(a(5)), stance: Stance::Denies, statement: Some(s(3)) },
        ],
    }];
    record.commitments = vec![Commitment {
        id: CommitmentId::from_index(0),
        kind: CommitmentKind::RedLine,
        issuer: Some(a(1)),
        voice: Some(a(0)),
        addressees: vec![],
        condition: Some(span("if chemical weapons were used in Syria")),
        consequence: Some(span("France would answer “immediately”")),
        deadline: Some(Date {
            start: Day::new(2017, 5, 29),
            end: Day::new(2017, 5, 29),
            precision: Precision::Day,
            span: Some(span("on Monday")),
        }),
        trigger_pattern: Some(TriggerPattern { event_type: PloverType::Assault, actors: vec![], place: Some(PlaceId::from_index(0)) }),
        statement: s(0),
        evidence: vec![span("red line")],
    }];
    record.notes = vec![Note {
        kind: NoteKind::UnresolvedPronoun,
        span: nth("it", 1),
        message: "The pronoun may mean the charge or the attack.".into(),
    }];
    record
}

fn json() -> Value {
    serde_json::to_value(sample()).expect("a record has JSON")
}

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).expect("the schema is a schema")
}

/// Checks that a record changed by `change` has exactly one problem, at `at`.
fn broken(at: &str, kind: ProblemKind, change: impl FnOnce(&mut Record)) {
    let mut record = sample();
    change(&mut record);
    assert_eq!(record.check(TEXT), [Problem { at: at.into(), kind }]);
}

#[test]
fn the_sample_holds() {
    assert_eq!(sample().check(TEXT), []);
}

#[test]
fn a_record_goes_out_and_comes_back() {
    let record = sample();
    let text = serde_json::to_string(&record).expect("a record has JSON");
    let back: Record = serde_json::from_str(&text).expect("its JSON is a record");
    assert_eq!(back, record);
    assert_eq!(serde_json::to_string(&back).expect("a record has JSON"), text);
}

#[test]
fn the_json_has_the_shape_of_the_specification() {
    let json = json();
    assert_eq!(json["schema"], "chancery/1");
    assert_eq!(json["document"]["length"], TEXT.chars().count());
    assert_eq!(json["document"]["publisher"], Value::Null);
    assert_eq!(json["actors"][0]["mentions"][0], json!({"start": 21, "end": 36, "text": "Emmanuel Macron"}));
    assert_eq!(json["actors"][0]["sectors"], json!(["GOV"]));
    assert_eq!(json["statements"][0]["cue"]["lemma"], "say");
    assert_eq!(json["statements"][0]["within"], Value::Null);
    let event = &json["events"][0];
    assert_eq!(event["type"], "ACCUSE");
    assert_eq!(event["mode"], "allege");
    assert_eq!(event["cameo"], "112");
    assert_eq!(event["goldstein"], -2.0);
    assert_eq!(event["actors"][0]["actor"], "a4");
    assert_eq!(event["magnitude"], json!({}));
    assert_eq!(json["events"][1]["magnitude"], json!({"dead": 0}));
    assert_eq!(json["events"][1]["voice"], "s3");
    assert_eq!(json["commitments"][0]["trigger_pattern"], json!({"type": "ASSAULT", "actors": [], "place": "p1"}));
    assert_eq!(json["commitments"][0]["deadline"]["first"], "2017-05-29");
}

#[test]
fn numbers_are_written_as_short_as_they_are_read() {
    let text = serde_json::to_string(&sample().events[0]).expect("an event has JSON");
    assert!(text.contains(r#""goldstein":-2.0,"#), "{text}");
    assert!(text.ends_with(r#""confidence":0.94}"#), "{text}");
}

#[test]
fn each_break_is_found() {
    let unknown = |id: &str| ProblemKind::UnknownId(id.into());
    broken("document.id", ProblemKind::WrongDocumentId, |r| r.document.id = "0".repeat(64));
    broken("document.length", ProblemKind::WrongLength { expected: TEXT.chars().count() }, |r| r.document.length = TEXT.len());
    broken("actors[0].mentions[1]", ProblemKind::SpanDiffers { expected: span("he").text }, |r| {
        r.actors[0].mentions[1].text = "He".into();
    });
    broken("notes[0].span", ProblemKind::SpanOffText, |r| r.notes[0].span.end = 100_000);
    broken("notes[0].span", ProblemKind::SpanOffText, |r| r.notes[0].span.end = 0);
    broken("notes[0].span", ProblemKind::NoWords, |r| {
        r.notes[0].span = Span { start: 3, end: 3, text: String::new() };
    });
    broken("actors[1].mentions", ProblemKind::NoWords, |r| r.actors[1].mentions.clear());
    broken("commitments[0].evidence", ProblemKind::NoWords, |r| r.commitments[0].evidence.clear());
    broken("claims[1].id", ProblemKind::DuplicateId("c1".into()), |r| r.claims.push(r.claims[0].clone()));
    broken("statements[1].addressees[0]", unknown("a9"), |r| r.statements[1].addressees = vec![ActorId::from_index(8)]);
    broken("statements[1].within", unknown("s9"), |r| r.statements[1].within = Some(StatementId::from_index(8)));
    broken("events[1].recipients[0].actor", unknown("a9"), |r| {
        r.events[1].recipients[0].actor = ActorId::from_index(8);
    });
    broken("events[1].place", unknown("p2"), |r| r.events[1].place = Some(PlaceId::from_index(1)));
    broken("events[1].voice", unknown("s9"), |r| r.events[1].voice = Some(StatementId::from_index(8)));
    broken("claims[0].event", unknown("e3"), |r| r.claims[0].event = Some(EventId::from_index(2)));
    broken("claims[0].positions[1].statement", unknown("s9"), |r| {
        r.claims[0].positions[1].statement = Some(StatementId::from_index(8));
    });
    broken("commitments[0].issuer", unknown("a9"), |r| r.commitments[0].issuer = Some(ActorId::from_index(8)));
    broken("commitments[0].statement", unknown("s9"), |r| r.commitments[0].statement = StatementId::from_index(8));
    broken("events[0].mode", ProblemKind::WrongMode { event_type: PloverType::Accuse, mode: Mode::Cyber }, |r| {
        r.events[0].mode = Some(Mode::Cyber)
    });
    broken("events[0].goldstein", ProblemKind::WrongGoldstein { expected: -2.0 }, |r| r.events[0].goldstein = -2.5);
    broken("events[0].mentions", ProblemKind::TriggerNotMentioned, |r| r.events[0].trigger = span("denied"));
    broken("events[0].confidence", ProblemKind::OutOfRange, |r| r.events[0].confidence = 1.5);
    broken("events[0].confidence", ProblemKind::OutOfRange, |r| r.events[0].confidence = f32::NAN);
    broken("places[0].coordinates.lat", ProblemKind::OutOfRange, |r| {
        r.places[0].coordinates = Some(Coordinates { lat: 91.0, lon: 0.0 });
    });
    broken("commitments[0].deadline", ProblemKind::DateReversed, |r| {
        if let Some(deadline) = &mut r.commitments[0].deadline {
            deadline.end = Day::new(2017, 5, 28);
        }
    });
}

#[test]
fn statements_may_be_layered_but_not_in_a_circle() {
    let mut record = sample();
    let id = StatementId::from_index;
    record.statements[1].within = Some(id(0));
    record.statements[2].within = Some(id(1));
    assert_eq!(record.check(TEXT), []);
    record.statements[0].within = Some(id(2));
    let at: Vec<_> = record.check(TEXT).into_iter().map(|problem| problem.at).collect();
    assert_eq!(at, ["statements[0].within", "statements[1].within", "statements[2].within"]);
    broken("statements[3].within", ProblemKind::WithinItself, |r| r.statements[3].within = Some(id(3)));
}

#[test]
fn problems_read_as_sentences() {
    let mut record = sample();
    record.events[0].mode = Some(Mode::Cyber);
    let said: Vec<_> = record.check(TEXT).iter().map(ToString::to_string).collect();
    assert_eq!(said, ["events[0].mode: ACCUSE has no mode cyber"]);
}

#[test]
fn records_validate_against_the_schema() {
    let validator = validator();
    let errors: Vec<_> = validator.iter_errors(&json()).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    let empty = Record::new(MadeBy::default(), Document::new(""));
    assert!(validator.is_valid(&serde_json::to_value(empty).expect("a record has JSON")));
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let validator = validator();
    let changes: &[(&str, Value)] = &[
        ("/schema", json!("chancery/2")),
        ("/document/id", json!("abc")),
        ("/document/published", json!("yesterday")),
        ("/document/length", json!(-1)),
        ("/actors/0/id", json!("a0")),
        ("/actors/0/id", json!("s1")),
        ("/actors/0/kind", json!("spirit")),
        ("/actors/0/country", json!("France")),
        ("/actors/0/sectors", json!(["gov"])),
        ("/actors/0/mentions", json!([])),
        ("/actors/0/mentions/0", json!({"start": 0, "end": 5})),
        ("/places/0/coordinates/lat", json!(100)),
        ("/statements/0/act", json!("said")),
        ("/statements/0/content", json!([])),
        ("/statements/0/speaker", json!(1)),
        ("/events/0/type", json!("accuse")),
        ("/events/0/mode", json!("cyber")),
        ("/events/0/mode", json!("shout")),
        ("/events/0/cameo", json!(112)),
        ("/events/0/cameo", json!("21")),
        ("/events/0/goldstein", json!(null)),
        ("/events/0/contexts", json!(["weather"])),
        ("/events/0/confidence", json!(2)),
        ("/events/0/magnitude", json!({"dead": null})),
        ("/events/1/date/precision", json!("hour")),
        ("/events/1/date/first", json!("29 May 2017")),
        ("/claims/0/positions", json!([])),
        ("/claims/0/positions/0/stance", json!("believes")),
        ("/commitments/0/statement", json!(null)),
        ("/commitments/0/trigger_pattern/type", json!("WAR")),
        ("/notes/0/kind", json!("typo")),
    ];
    for (at, wrong) in changes {
        let mut json = json();
        *json.pointer_mut(at).expect("the sample has this field") = wrong.clone();
        assert!(!validator.is_valid(&json), "{at} = {wrong}");
    }
}

#[test]
fn the_schema_wants_every_field_and_no_other() {
    let validator = validator();
    let sample = json();
    for at in [
        "",
        "/made_by",
        "/document",
        "/actors/0",
        "/actors/0/mentions/0",
        "/places/0",
        "/places/0/coordinates",
        "/statements/0",
        "/statements/0/cue",
        "/events/0",
        "/events/0/actors/0",
        "/events/1/date",
        "/claims/0",
        "/claims/0/gist",
        "/claims/0/positions/0",
        "/commitments/0",
        "/commitments/0/trigger_pattern",
        "/notes/0",
    ] {
        let names: Vec<_> = sample.pointer(at).and_then(Value::as_object).expect("an object").keys().cloned().collect();
        for name in names {
            let mut json = sample.clone();
            json.pointer_mut(at).and_then(Value::as_object_mut).expect("an object").remove(&name);
            assert!(!validator.is_valid(&json), "{at} without {name}");
        }
        let mut json = sample.clone();
        json.pointer_mut(at).and_then(Value::as_object_mut).expect("an object").insert("extra".into(), json!(1));
        assert!(!validator.is_valid(&json), "{at} with another field");
    }
}

#[test]
fn the_schema_has_the_names_of_the_types() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let listed = |name: &str| schema["$defs"][name]["enum"].clone();
    macro_rules! same {
        ($($name:literal = $type:ident,)+) => {
            $(assert_eq!(listed($name), serde_json::to_value($type::ALL).expect("names have JSON"), $name);)+
        };
    }
    same! {
        "actor_kind" = ActorKind, "sector" = Sector, "place_kind" = PlaceKind, "manner" = Manner, "act" = Act,
        "polarity" = Polarity, "resolution" = Resolution, "plover_type" = PloverType, "mode" = Mode,
        "context" = Context, "modality" = Modality, "precision" = Precision, "stance" = Stance,
        "commitment_kind" = CommitmentKind, "note_kind" = NoteKind,
    }
}

#[test]
fn the_schema_has_the_modes_of_each_type() {
    let validator = validator();
    for event_type in PloverType::ALL {
        for mode in Mode::ALL {
            let mut json = json();
            json["events"][0]["type"] = json!(event_type);
            json["events"][0]["mode"] = json!(mode);
            assert_eq!(validator.is_valid(&json), event_type.modes().contains(mode), "{event_type} {mode}");
        }
        let mut json = json();
        json["events"][0]["type"] = json!(event_type);
        json["events"][0]["mode"] = Value::Null;
        assert!(validator.is_valid(&json), "{event_type} without a mode");
    }
}

#[test]
fn the_schema_takes_every_cameo_code() {
    let validator = validator();
    for cameo in CameoCode::all() {
        let mut json = json();
        json["events"][0]["cameo"] = json!(cameo);
        assert!(validator.is_valid(&json), "{cameo}");
    }
}

#[test]
fn unknown_names_are_refused_when_read() {
    for (at, wrong) in [
        ("/events/0/cameo", "1126"),
        ("/events/0/type", "WAR"),
        ("/actors/0/country", "FRX"),
        ("/actors/0/id", "x1"),
        ("/schema", "chancery/2"),
    ] {
        let mut json = json();
        *json.pointer_mut(at).expect("the sample has this field") = json!(wrong);
        assert!(serde_json::from_value::<Record>(json).is_err(), "{at} = {wrong}");
    }
}
