//! What the program prints: formats, colours, order, and the same bytes at every run.

mod common;

use chancery_record::{Record, SCHEMA};
use common::Place;
use std::process::Stdio;

fn records(lines: &str) -> Vec<Record> {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let record = |value: serde_json::Value| {
        let errors: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
        serde_json::from_value(value).expect("a record")
    };
    let values = serde_json::Deserializer::from_str(lines).into_iter();
    values.map(|value| record(value.expect("JSON"))).collect()
}

#[test]
fn json_is_valid_and_tells_about_the_document() {
    let place = Place::new();
    let run = place.run(&["read", "talks.md", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("{\n  \"schema\": \"chancery/1\""));
    let record = &records(&run.out)[0];
    let document = &record.document;
    assert_eq!(document.title.as_deref(), Some("Talks resume in Vienna"));
    assert_eq!(document.published.as_deref(), Some("2021-04-06"));
    assert_eq!(document.publisher.as_deref(), Some("The Courier"));
    assert_eq!(document.authors, ["Ana Ruiz"]);
    assert_eq!(document.source.as_deref(), Some("talks.md"));
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(record.made_by.version, env!("CARGO_PKG_VERSION"));
    assert!(record.made_by.model.is_some());
    let text = "Talks resume in Vienna\n\nVIENNA — Iran’s foreign minister Mohammad Javad Zarif met European diplomats on \
        Tuesday. He said that Tehran would not negotiate “under threats”.\n\n“We are ready for serious talks,” Zarif told \
        reporters.\n\nWashington denied that it had threatened Iran.";
    assert_eq!(record.check(text), []);
}

#[test]
fn json_lines_are_one_record_a_line() {
    let place = Place::new();
    let run = place.run(&["read", "talks.md", "bridge.txt", "--format", "jsonl"]);
    assert_eq!(run.code, 0);
    let sources: Vec<_> = run.out.lines().map(|line| records(line)[0].document.source.clone()).collect();
    assert_eq!(sources, [Some("talks.md".to_owned()), Some("bridge.txt".to_owned())]);
    assert_eq!(records(&run.out)[1].check(common::BRIDGE), []);
    let run = place.run(&["read", "talks.md", "bridge.txt", "--format", "json"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("use --format jsonl"), "{}", run.err);
}

#[test]
fn only_keeps_what_is_referred_to() {
    let place = Place::new();
    let whole = &records(&place.run(&["read", "bridge.txt", "--format", "json"]).out)[0];
    for section in ["commitments", "claims", "events", "statements", "notes", "actors", "places"] {
        let run = place.run(&["read", "bridge.txt", "--format", "json", "--only", section]);
        assert_eq!(run.code, 0);
        let record = &records(&run.out)[0];
        assert_eq!(record.check(common::BRIDGE), [], "{section}");
        match section {
            "events" => assert_eq!(record.events, whole.events),
            "statements" => assert_eq!(record.statements, whole.statements),
            "actors" => assert_eq!(record.actors, whole.actors),
            "notes" => assert!(record.events.is_empty() && record.statements.is_empty()),
            _ => {}
        }
    }
    assert_eq!(place.run(&["read", "bridge.txt", "--only", "verbs"]).code, 2);
}

#[test]
fn the_date_of_the_command_line_goes_first() {
    let place = Place::new();
    let run = place.run(&["read", "talks.md", "bridge.txt", "--format", "jsonl", "--date", "2020-02-29"]);
    for record in records(&run.out) {
        assert_eq!(record.document.published.as_deref(), Some("2020-02-29"));
    }
    for date in ["2021-02-29", "29.2.2020", "soon", ""] {
        let run = place.run(&["read", "talks.md", "--date", date]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{date}");
        assert!(run.err.contains("--date"), "{}", run.err);
    }
    place.file("soon.md", "---\ndate: soon\n---\nThe minister resigned.\n");
    let run = place.run(&["read", "soon.md", "--format", "json"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("warning: soon.md: the date \"soon\""), "{}", run.err);
    assert_eq!(records(&run.out)[0].document.published, None);
}

#[test]
fn every_number_of_threads_gives_the_same_bytes() {
    let place = Place::new();
    for n in 0..12 {
        place.file(&format!("many/{n:02}.txt"), common::BRIDGE.repeat(1 + n % 4) + &format!("It was day {n}.\n"));
    }
    place.file("many/05.txt", b"\0");
    for format in ["text", "jsonl"] {
        let one = place.run(&["read", "many", "--format", format, "--threads", "1"]);
        assert_eq!(one.code, 1);
        for threads in ["2", "5"] {
            let more = place.run(&["read", "many", "--format", format, "--threads", threads]);
            assert!(one.out == more.out && one.err == more.err, "{format}, {threads} threads");
        }
    }
    assert_eq!(place.run(&["read", "many", "--threads", "0"]).code, 2);
}

#[test]
fn colours_are_for_terminals() {
    let place = Place::new();
    for extra in [&[][..], &["--annotate"], &["--only", "actors"]] {
        let arguments = |color: &'static str| [&["read", "talks.md", "--color", color], extra].concat();
        let plain = place.run(&arguments("auto"));
        assert!(!plain.out.contains('\u{1b}'));
        let colored = place.run(&arguments("always"));
        assert!(colored.out.contains("\u{1b}["));
        assert_eq!(anstream::adapter::strip_str(&colored.out).to_string(), plain.out);
        assert_eq!(place.run(&arguments("never")).out, plain.out);
    }
    // NO_COLOR wins over a terminal, but not over the command line.
    let mut command = place.command(&["read", "talks.md", "--color", "always"]);
    command.env("NO_COLOR", "1");
    assert!(common::finish(command).out.contains("\u{1b}["));
    let mut command = place.command(&["read", "talks.md"]);
    command.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1");
    assert!(!common::finish(command).out.contains('\u{1b}'));
    let run = place.run(&["read", "talks.md", "--format", "json", "--color", "always"]);
    assert!(!run.out.contains('\u{1b}'));
}

#[test]
fn lines_fit_the_page_where_there_is_no_terminal() {
    let place = Place::new();
    let run = place.run(&["read", "talks.md", "bridge.txt", "--only", "statements,events,actors"]);
    assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
    assert!(run.out.lines().all(|line| line == line.trim_end()), "{}", run.out);
    assert!(run.out.contains("\nTalks resume in Vienna\nThe Courier · Ana Ruiz · 2021-04-06\n"), "{}", run.out);
}

#[test]
fn annotating_keeps_the_words() {
    let place = Place::new();
    let run = place.run(&["read", "bridge.txt", "--annotate"]);
    let (_, article) = run.out.split_once("\n\n").expect("a summary and the article");
    let mut words = String::new();
    let mut rest = article;
    while let Some((before, after)) = rest.split_once('[') {
        words.push_str(before);
        rest = after.split_once(']').map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    assert_eq!(words.trim_end(), common::BRIDGE.trim_end());
}

#[test]
fn an_entry_is_explained() {
    let place = Place::new();
    let run = place.run(&["read", "bridge.txt", "--explain", "e999"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert!(run.err.starts_with("error: bridge.txt: there is no entry \"e999\" in its record\n  help: "), "{}", run.err);
    let record = &records(&place.run(&["read", "bridge.txt", "--format", "json"]).out)[0];
    if let Some(event) = record.events.first() {
        let run = place.run(&["read", "bridge.txt", "--explain", "e1"]);
        assert_eq!(run.code, 0);
        for words in ["\nWords\n", "\nTree\n", "\nMade by\n", "^ trigger", &event.rule, &event.trigger.text] {
            assert!(run.out.contains(words), "{words}: {}", run.out);
        }
    }
    for arguments in [
        &["read", "talks.md", "bridge.txt", "--explain", "e1"][..],
        &["read", "talks.md", "--explain", "e1", "--annotate"],
        &["read", "talks.md", "--explain", "e1", "--format", "json"],
        &["read", "talks.md", "--annotate", "--format", "jsonl"],
    ] {
        assert_eq!(place.run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let place = Place::new();
    for n in 0..30 {
        place.file(&format!("many/{n}.txt"), common::BRIDGE);
    }
    let mut child = place.command(&["read", "many"]).stdout(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let place = Place::new();
    for arguments in [&["read", "talks.md"][..], &["schema"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the full device");
        let mut command = place.command(arguments);
        command.stdout(full);
        let output = command.output().expect("the program starts");
        assert_eq!(output.status.code(), Some(4));
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(err.starts_with("error: standard output: can't be written: No space left"), "{err}");
    }
}

#[test]
fn schema_version_and_help() {
    let place = Place::new();
    assert_eq!(place.run(&["schema"]).out.trim_end(), SCHEMA.trim_end());
    let run = place.run(&["--version"]);
    assert!(run.out.starts_with(concat!("chancery ", env!("CARGO_PKG_VERSION"), " (model ")), "{}", run.out);
    assert_eq!(place.run(&["-V"]).out, run.out);
    assert!(place.run(&["--help"]).out.contains("Exit codes:\n  0  "));
    for arguments in [&[][..], &["read"], &["write", "a.txt"], &["read", "a.txt", "--format", "xml"]] {
        let run = place.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.err.is_empty());
    }
    let mut command = place.command(&["read", "talks.md"]);
    command.env("CHANCERY_KERNEL", "abacus");
    let run = common::finish(command);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("abacus"), "{}", run.err);
}
