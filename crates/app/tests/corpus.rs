//! The articles of `corpus/` and `examples/`, read by the program: every record holds, and most of what the articles'
//! authors expect of it is there. `cargo test -p chancery-app --test corpus -- --nocapture` prints what is not.

mod expectations;

use chancery_record::{Document, Record, SCHEMA};
use expectations::{Expectation, failures, read};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The share of all expectations that must hold. The lists name every entry that should be there, so this is much asked.
const FLOOR: f64 = 0.59;
/// The share that must hold in every single article.
const ARTICLE_FLOOR: f64 = 0.33;

/// The articles, in the order of their names.
fn articles() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["corpus", "examples"].map(|folder| root.join(folder).read_dir().expect("the folder is there"));
    let files = folders.into_iter().flatten().map(|entry| entry.expect("a file").path());
    let mut articles: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md")).collect();
    articles.sort();
    assert!(articles.len() >= 18, "{articles:?}");
    articles
}

/// The record of each article, as the program prints it.
fn records(articles: &[PathBuf]) -> Vec<Value> {
    let run = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["read", "--format", "jsonl"])
        .args(articles)
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let records = serde_json::Deserializer::from_slice(&run.stdout).into_iter().map(|value| value.expect("JSON"));
    records.collect()
}

#[test]
fn records_hold_and_meet_what_is_expected() {
    let schema = jsonschema::validator_for(&serde_json::from_str(SCHEMA).expect("the schema is JSON")).expect("the schema is a schema");
    let (mut held, mut total) = (0, 0);
    let articles = articles();
    let records = records(&articles);
    assert_eq!(records.len(), articles.len());
    for (path, json) in articles.iter().zip(records) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file = std::fs::read_to_string(path).expect("UTF-8");
        let (text, expectations) = read(&file).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        assert_eq!(json["document"]["id"], Document::id_of(&text), "{name} uses Markdown other than headings, paragraphs and plain items");
        assert_eq!(schema.iter_errors(&json).map(|e| format!("{}: {e}", e.instance_path)).collect::<Vec<_>>(), [""; 0], "{name}");
        let failures = failures(&json, &text, &expectations);
        let record: Record = serde_json::from_value(json.clone()).expect("a record");
        assert_eq!(record.check(&text), [], "{name}");
        failures.iter().for_each(|(expectation, found)| println!("{name}:{expectation}\n{found}"));
        let (met, asked) = (expectations.len() - failures.len(), expectations.len());
        println!("{name}: {met} of {asked} expectations hold\n");
        assert!(share(met, asked) >= ARTICLE_FLOOR, "{name}: only {met} of {asked} expectations hold");
        (held, total) = (held + met, total + asked);
    }
    println!("{held} of {total} expectations hold ({:.3})", share(held, total));
    assert!(share(held, total) >= FLOOR, "only {held} of {total} expectations hold");
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// A short text, and a record of it with one entry of each kind.
const TEXT: &str = "Paris warned Moscow. “We will answer,” Macron said in Versailles. Moscow denied the attack.";

fn record() -> Value {
    let span = |words: &str| {
        let start = TEXT.split_once(words).expect("the text has these words").0.chars().count();
        json!({"start": start, "end": start + words.chars().count(), "text": words})
    };
    let actor = |id: &str, name: &str, country: &str, sectors: Value| json!({"id": id, "name": name, "kind": "government", "country": country, "sectors": sectors, "role": null, "mentions": [span(name)]});
    json!({
        "actors": [actor("a1", "Paris", "FRA", json!(["GOV", "MIL"])), actor("a2", "Moscow", "RUS", json!([])), actor("a3", "Macron", "FRA", json!(["GOV"]))],
        "places": [{"id": "p1", "name": "Versailles", "kind": "city", "country": "FRA", "mentions": [span("Versailles")]}],
        "statements": [
            {"id": "s1", "speaker": "a3", "cue": {"span": span("said"), "lemma": "say"}, "content": [span("“We will answer,”")], "manner": "direct", "addressees": [], "within": null},
            {"id": "s2", "speaker": "a2", "cue": {"span": span("denied"), "lemma": "deny"}, "content": [span("the attack")], "manner": "indirect", "addressees": ["a1"], "within": null},
        ],
        "events": [{"id": "e1", "type": "THREATEN", "actors": [{"actor": "a1", "spans": [span("Paris")]}], "recipients": [], "trigger": span("warned"), "mentions": [span("answer")], "mutual": false,
            "contexts": ["military"], "date": {"first": "2017-05-29", "last": null, "precision": "day"}, "place": "p1", "voice": "s1", "magnitude": {"dead": 3}}],
        "claims": [{"id": "c1", "gist": {"text": span("attack")}, "event": null, "positions": [{"actor": "a2", "stance": "denies", "statement": "s2"}, {"actor": null, "stance": "asserts", "statement": null}]}],
        "commitments": [{"id": "k1", "kind": "threat", "issuer": "a1", "voice": "a3", "addressees": [], "condition": null, "deadline": null, "statement": "s1", "evidence": [span("We will answer")]}],
        "notes": [{"kind": "unresolved_pronoun", "span": span("We"), "message": "."}],
    })
}

/// Whether each line of a block is met by the record above.
fn met(block: &str) -> Vec<bool> {
    let (text, expectations) = read(&format!("---\ntitle: T\n---\n\n{TEXT}\n\n```expect\n{block}\n```\n")).expect("expectations");
    assert_eq!(text, TEXT);
    let record = record();
    let failures = failures(&record, &text, &expectations);
    expectations.iter().map(|e| !failures.iter().any(|(failed, _)| *failed == e)).collect()
}

#[test]
fn an_entry_fits_where_words_and_all_fields_do() {
    let fit = r#"
        event "warned Moscow" type=THREATEN actor.name="Paris" mutual=false   # spans overlap, all fields agree
        event "Paris warned" type=AID|THREATEN actor.country=*
        event "We will answer" type=THREATEN   # a mention
        event "warned" recipient=null|x mode=allege|null voice=null|*
        event "warned" recipient=null actor=* context=military magnitude.dead=3 date.first=2017-05-29
        event "warned" place.name=Versailles voice=* voice.name=Macron voice.country=FRA
        event "warned" date.last=null recipient.name=null
        statement "answer" speaker.name=Macron manner=direct addressee=null cue.lemma=say within=null
        statement "the attack" addressee.country=FRA speaker.sector=null
        claim "attack" stance=asserts position.name=Moscow event=null
        claim "Moscow denied" stance=denies
        commitment "Macron said" kind=threat issuer.name=Paris voice.name=Macron deadline=null
        actor "Paris" sector=MIL country=FRA role=null
        place "in Versailles" name=Versailles kind=city
        note "“We" kind=unresolved_pronoun
    "#;
    let results = met(fit);
    assert_eq!(results, vec![true; results.len()]);
    let opposite: String = fit.lines().filter(|l| !l.trim().is_empty()).map(|l| format!("not {}\n", l.trim())).collect();
    assert_eq!(met(&opposite), vec![false; results.len()]);
}

#[test]
fn an_entry_elsewhere_or_with_another_value_does_not_fit() {
    let unfit = r#"
        event "Moscow denied" type=THREATEN
        event "Versailles" type=THREATEN   # no trigger, no mention
        event "warned" type=THREATEN actor.country=RUS
        event "warned" type=THREAT
        event "warned" recipient=*
        event "warned" mode=*|allege
        event "warned" mutual=true
        event "warned" date=null
        statement "We" speaker.name=Moscow
        statement "Paris"
        statement "said"   # the cue is no content
        claim "attack" position.name=Paris
        claim "Paris warned"
        commitment "We will" issuer.name=Macron
        actor "Paris" sector=REB
        place "Paris" name=Paris
        note "attack" kind=unresolved_pronoun
    "#;
    let results = met(unfit);
    assert_eq!(results, vec![false; results.len()]);
    let opposite: String = unfit.lines().filter(|l| !l.trim().is_empty()).map(|l| format!("not {}\n", l.trim())).collect();
    assert_eq!(met(&opposite), vec![true; results.len()]);
}

#[test]
fn lines_are_numbered_and_mistakes_named() {
    let file = |line: &str| format!("---\ntitle: T\n---\n\n# One\n\nTwo\nthree.\n\n```expect\n# a comment\n\n{line}\n```\n");
    let (text, expectations) = read(&file("  not event \"Two three\" type=AID actor.name=\"A # B\"  # why")).expect("an expectation");
    assert_eq!(text, "One\n\nTwo three.");
    let Expectation { line, negated, kind, words, fields, .. } = &expectations[0];
    assert_eq!((*line, *negated, *kind, words.as_str()), (13, true, "event", "Two three"));
    assert_eq!(fields, &[("type".to_owned(), "AID".to_owned()), ("actor.name".to_owned(), "A # B".to_owned())]);
    for (line, problem) in [
        ("event type=AID", "quotation marks"),
        ("happening \"Two\"", "no kind"),
        ("event \"Two\" colour=red", "no field colour"),
        ("event \"Two\" type", "a field has a value"),
        ("event \"Four\"", "lacks these words"),
        ("maybe event \"Four\"", "lacks these words"),
        ("complete event happening", "no kind"),
    ] {
        let message = read(&file(line)).expect_err("a mistake");
        assert!(message.contains(problem) && message.contains("line 13"), "{message}");
    }
    assert!(read("# One\n").expect_err("no block").contains("expect"));
}

#[test]
fn in_a_complete_article_words_stand_once_and_what_is_only_possible_is_not_asked_for() {
    let file = |block: &str| format!("One two, one three.\n\n```expect\n{block}\n```\n");
    let (_, expectations) = read(&file("complete event claim  # two kinds\nmaybe event \"two\"\nevent \"three\"")).expect("expectations");
    assert_eq!(expectations.iter().map(|e| e.words.as_str()).collect::<Vec<_>>(), ["three"]);
    assert!(read(&file("event \"ne t\"")).is_ok());
    assert!(read(&file("complete event\nevent \"ne t\"")).expect_err("twice").contains("more than once"));
}
