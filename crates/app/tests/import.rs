//! `chancery lexicon import`: dictionaries of PETRARCH, then an article coded with what they became.

mod common;

use common::Place;

/// Actors with synonyms, a code of their own and codes by date.
const ACTORS: &str = "<!-- a dictionary
     written for this test -->
FRANCE_  [FRA]
+GALLIC_REPUBLIC_

ELENA_VORLAND_  ; held office once
+ELENA_M._VORLAND_
\t[NOROPP <20030101]
\t[NORGOV 20030102-071231]
\t[NORELI]

BLUE_HARBOUR_FRONT_ [PHLREB]  # an armed group
TEAM_NOWHERE_ [QQQ]
";

const AGENTS: &str = "!FOLK! = MAN, WOMAN
LIGHTHOUSE_!FOLK! [~LAB]
QUAY_WARDEN {QUAY_WARDENS} [~COP]
GUILD [~]
";

const VERBS: &str = "&BARRIER
+BOLLARD
+HARBOUR_CHAIN

--- DEFENESTRATE [180] ---
DEFENESTRATE {DEFENESTRATES DEFENESTRATED DEFENESTRATING}
- SAID WOULD * + [138]   # a plan
- * &BARRIER [1712]
- * (WITH +) [190]

--- KEELHAUL [1822] ---
KEELHAUL
- * % [9999]
~ a b = c
";

fn with_dictionaries() -> Place {
    let place = Place::new();
    place.file("my.actors.txt", ACTORS);
    place.file("my.agents.txt", AGENTS);
    place.file("my.verbs.txt", VERBS);
    place
}

#[test]
fn an_article_is_coded_with_imported_dictionaries() {
    let place = with_dictionaries();
    let import = place.run(&["lexicon", "import", "my.actors.txt", "my.agents.txt", "my.verbs.txt", "--to", "mine"]);
    assert_eq!(import.code, 0, "{}", import.err);
    assert!(import.out.contains("verbs.toml: 4 entries") && import.out.contains("people.tsv: 1 entries"), "{}", import.out);
    place.file(
        "news.txt",
        "The Blue Harbour Front defenestrated Elena Vorland on Monday, police said. A quay warden defenestrated harbour chains in Oslo.\n\n\
         The Gallic Republic condemned the Blue Harbour Front.\n",
    );
    let read = place.run(&[
        "read",
        "news.txt",
        "--format",
        "json",
        "--date",
        "2005-03-01",
        "--lexicon",
        "mine/lexicon",
        "--gazetteer",
        "mine/gazetteer",
    ]);
    assert_eq!((read.code, read.err.as_str()), (0, ""));
    for part in [
        "organisation:imported-blue-harbour-front",
        "person:imported-elena-vorland",
        "government official",
        "country:FRA",
        "defenestrate.v@",
    ] {
        assert!(read.out.contains(part), "{part}: {}", read.out);
    }
    let earlier = place.run(&["read", "news.txt", "--format", "json", "--date", "2001-03-01", "--gazetteer", "mine/gazetteer"]);
    assert!(earlier.out.contains("opposition leader"), "{}", earlier.out);
}

#[test]
fn what_has_no_counterpart_is_reported_by_line_and_counted() {
    let place = with_dictionaries();
    let run = place.run(&["lexicon", "import", "my.actors.txt", "my.agents.txt", "my.verbs.txt"]);
    for line in ["my.actors.txt:10", "my.actors.txt:13", "my.agents.txt:4", "my.verbs.txt:7", "my.verbs.txt:13", "my.verbs.txt:14"] {
        assert!(run.err.contains(&format!("warning: {line}: ")), "{line}: {}", run.err);
    }
    assert_eq!((run.code, run.err.matches("\n  help: ").count()), (0, 6), "{}", run.err);
    assert!(run.err.ends_with("6 lines without a counterpart\n"), "{}", run.err);
    let again = place.run(&["lexicon", "import", "my.verbs.txt", "--quiet"]);
    assert!(again.code == 2 && again.err.contains("verbs.toml is there already"), "{}", again.err);
}

#[test]
fn files_that_are_no_dictionaries_are_refused() {
    let place = with_dictionaries();
    for (path, what) in [("gone.verbs.txt", "no such file"), ("bridge.txt", "no dictionary of PETRARCH")] {
        let run = place.run(&["lexicon", "import", path, "--to", "none"]);
        assert!(run.code == 3 && run.err.to_lowercase().contains(&what.to_lowercase()) && run.err.contains("help: "), "{}", run.err);
    }
    let some = place.run(&["lexicon", "import", "bridge.txt", "my.verbs.txt", "--to", "some"]);
    assert_eq!(some.code, 1, "{}", some.err);
    // What looks like a dictionary and is none is reported, too.
    place.file("odd.verbs.txt", "[190]\n* [\n- ] * [190]\n--- ---\n&\n+\n+&\n{ } [190]\n- * {( ^ & % [190:190]\n\u{0}");
    assert_eq!(place.run(&["lexicon", "import", "odd.verbs.txt", "--to", "odd"]).code, 3);
    place.file(
        "odder.verbs.txt",
        "[190]\n* [\n- ] * [190]\n--- ---\n&\n+\n+&\n{ } [190]\n- * {( ^ & % [190:190]\nÄ_ß [190]\n- * ẞ_& [190]\n",
    );
    let odder = place.run(&["lexicon", "import", "odder.verbs.txt", "--to", "odder"]);
    assert_eq!(odder.code, 0, "{}", odder.err);
}
