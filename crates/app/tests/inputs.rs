//! What the program reads and what it refuses: every bad input has a message that names it, the place and the remedy,
//! and costs the other inputs nothing.

mod common;

use common::Place;

#[test]
fn a_good_input_is_done() {
    let place = Place::new();
    for arguments in [&["read", "talks.md"][..], &["read", "."], &["read", "*.txt"], &["read", "talks.md", "bridge.txt"]] {
        let run = place.run(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        assert!(run.out.starts_with("── "), "{}", run.out);
    }
    let run = place.run_with(&["read", "-"], common::BRIDGE.as_bytes());
    assert_eq!(run.code, 0);
    assert!(run.out.starts_with("── standard input ─"), "{}", run.out);
}

/// Each bad input: its file, its bytes, what the message says, what the remedy says.
const BAD: [(&str, &[u8], &str, &str); 5] = [
    ("empty.txt", b"", "it is empty", "give a file"),
    ("blank.txt", b"\n \t\n", "there is no text in it", "give a file"),
    ("facts.md", b"---\ntitle: Only facts\n---\n", "there is no text in it", "give a file"),
    ("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file: it has a NUL (byte 9)", "plain text or Markdown"),
    ("noise.txt", b"\x01\x02\x03text\x04\x05", "full of control characters (the first is byte 1)", "plain text"),
];

#[test]
fn a_bad_input_is_named_with_its_remedy() {
    let place = Place::new();
    for (name, bytes, what, help) in BAD {
        place.file(name, bytes);
        let run = place.run(&["read", name]);
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{name}");
        assert!(run.err.starts_with(&format!("error: {name}: ")), "{}", run.err);
        assert!(run.err.contains(what), "{}", run.err);
        assert!(run.err.contains("  help: ") && run.err.contains(help), "{}", run.err);
        // The other files are still done, in their order.
        let run = place.run(&["read", "talks.md", name, "bridge.txt"]);
        assert_eq!(run.code, 1);
        let (talks, bridge) = (run.out.find("── talks.md"), run.out.find("── bridge.txt"));
        assert!(talks.is_some() && talks < bridge, "{}", run.out);
    }
}

#[test]
fn what_is_not_there_is_named() {
    let place = Place::new();
    place.file("empty/notes.pdf", "no article");
    for (name, what) in [
        ("gone.txt", "can't be read: No such file or directory"),
        ("gone/*.txt", "no file matches this pattern"),
        ("empty", "the directory has no articles in it or below it"),
    ] {
        let run = place.run(&["read", name]);
        assert_eq!((run.code, run.out.as_str()), (3, ""));
        assert!(run.err.starts_with(&format!("error: {name}: {what}\n  help: ")), "{}", run.err);
    }
    // A directory that is named as a file.
    let run = place.run(&["read", "talks.md/more.md"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("talks.md/more.md: can't be read"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.file("secret.txt", common::BRIDGE);
    let closed = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(place.path("secret.txt"), closed).expect("permissions");
    if std::fs::read(place.path("secret.txt")).is_ok() {
        return; // The superuser reads everything.
    }
    let run = place.run(&["read", "secret.txt"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("secret.txt: can't be read: Permission denied\n  help: "), "{}", run.err);
}

#[test]
fn a_huge_input_is_refused_at_once() {
    let place = Place::new();
    let line = vec![b'a'; 100_000_000];
    place.file("line.txt", &line);
    for run in [place.run(&["read", "line.txt"]), place.run_with(&["read", "-"], &line)] {
        assert_eq!((run.code, run.out.as_str()), (3, ""));
        assert!(run.err.contains("longer than the limit of 1 MiB\n  help: split it"), "{}", run.err);
    }
}

#[test]
fn older_encodings_are_read_with_a_warning() {
    let place = Place::new();
    place.file("old.txt", b"The \xc9lys\xe9e said on Monday that France\x92s president would travel to C\xf4te d\x92Ivoire.\n");
    let run = place.run(&["read", "old.txt", "--format", "json"]);
    assert_eq!(run.code, 0);
    assert!(run.err.starts_with("warning: old.txt: not UTF-8 (byte 5); read as windows-1252\n  help: "), "{}", run.err);
    let text = "The Élysée said on Monday that France’s president would travel to Côte d’Ivoire.\n";
    let record: chancery_record::Record = serde_json::from_str(&run.out).expect("a record");
    assert_eq!(record.check(text), []);
    let run = place.run(&["read", "old.txt", "--quiet"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    // With a mark, UTF-16 and UTF-8 are no guess.
    let utf_16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let utf_8 = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    for (name, bytes) in [("16.txt", utf_16), ("8.txt", utf_8)] {
        place.file(name, bytes);
        let run = place.run(&["read", name, "--format", "json"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let record: chancery_record::Record = serde_json::from_str(&run.out).expect("a record");
        assert_eq!(record.document.id, chancery_record::Document::id_of(text));
    }
}

#[test]
fn a_text_in_another_language_is_not_coded() {
    let place = Place::new();
    let german = "Die Außenministerin reiste am Dienstag nach Kiew und traf dort den Präsidenten. Sie sagte, Deutschland \
        werde die Ukraine weiter unterstützen. Moskau kritisierte den Besuch scharf.\n";
    place.file("de.txt", german);
    let run = place.run(&["read", "de.txt", "--format", "json"]);
    assert_eq!(run.code, 0);
    assert!(run.err.starts_with("warning: de.txt: not English but German"), "{}", run.err);
    let record: chancery_record::Record = serde_json::from_str(&run.out).expect("a record");
    assert_eq!(record.document.language.as_deref(), Some("de"));
    assert_eq!(record.notes.len(), 1);
    assert_eq!(record.notes[0].kind, chancery_record::NoteKind::NotEnglish);
    assert!(record.events.is_empty() && record.statements.is_empty());
    assert_eq!(record.check(german), []);
    assert!(place.run(&["read", "de.txt"]).out.contains("not english"));
}

#[test]
fn strange_texts_do_no_harm() {
    let place = Place::new();
    let texts = [
        "\u{1b}[31mred\u{1b}[0m and \u{202e}turned\u{202c} words were said.".to_owned() + &" More text.".repeat(40),
        "(".repeat(600),
        "“".repeat(600),
        "# ".repeat(600),
        "> ".repeat(600) + "deep",
        "[".repeat(300) + &"](".repeat(300),
        "a\u{301}\u{200d}\u{feff}🇫🇷👩‍👩‍👧 ".repeat(60),
        "word ".repeat(800),
        "x".repeat(20_000),
    ];
    for (n, text) in texts.iter().enumerate() {
        place.file(&format!("strange/{n}.txt"), text);
        place.file(&format!("strange/{n}.md"), text);
    }
    for arguments in [&["read", "strange"][..], &["read", "--annotate", "strange"], &["parse", "strange"]] {
        let run = place.run(arguments);
        // Some are no text once their marks are gone.
        assert!(matches!(run.code, 0 | 1), "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("fault"), "{arguments:?}: {}", run.err);
        assert!(arguments[0] == "parse" || !run.out.contains('\u{1b}'), "{arguments:?}");
    }
}
