//! `chancery pair`: sentences with marked sides, in both notations.

mod common;

use common::Place;
use serde_json::Value;

#[test]
fn a_marked_sentence_and_its_json_read_alike() {
    let place = Place::new();
    place.file("marked.txt", "# who accuses whom\n\n[The Élysée] accused {Moscow} of hacking the ministry's network.\n");
    let json =
        r#"{"id": "a", "text": "The Élysée accused Moscow of hacking the ministry's network.", "source": [[0, 10]], "target": [[19, 25]]}"#;
    place.file("marked.jsonl", json);
    let run = place.run(&["pair", "marked.txt", "marked.jsonl", "--format", "jsonl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let mut told: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(told[1]["id"], "a");
    told[1].as_object_mut().expect("an object").remove("id");
    assert_eq!(told[0], told[1]);
    assert_eq!((&told[0]["type"], &told[0]["quad"], &told[0]["trigger"]["text"]), (&"ACCUSE".into(), &3.into(), &"accused".into()));
    assert_eq!(told[0]["trigger"]["start"], 11);
    let types = told[0]["types"].as_object().expect("probabilities");
    assert_eq!(types.len(), 17);
    assert!((types.values().filter_map(Value::as_f64).sum::<f64>() - 1.0).abs() < 1e-3);
}

#[test]
fn people_get_a_line_a_sentence() {
    let place = Place::new();
    let run = place.run_with(&["pair", "-"], b"[Ankara] sent {Tripoli} forty tonnes of medicine.\n[Two farmers] bought seed.\n");
    assert_eq!(run.code, 0, "{}", run.err);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("AID") && lines[0].ends_with("Ankara sent Tripoli forty tonnes of medicine."), "{}", lines[0]);
    assert_eq!(lines.len(), 2);
}

#[test]
fn what_cannot_be_read_is_named_with_its_line() {
    let place = Place::new();
    place.file("good.txt", "[Lima] recalled its ambassador from {Quito}.\n");
    place.file("bad.txt", "[Lima] recalled its ambassador from {Quito}.\n[Lima recalled him.\n");
    place.file("empty.txt", "# nothing\n");
    let run = place.run(&["pair", "good.txt", "bad.txt", "empty.txt"]);
    assert_eq!((run.code, run.out.lines().count()), (1, 1));
    assert!(run.err.contains("bad.txt: line 2: [ after 0 characters has no partner"), "{}", run.err);
    assert!(run.err.contains("empty.txt: there is no sentence in it"), "{}", run.err);
    assert_eq!(place.run(&["pair", "empty.txt"]).code, 3);
}
