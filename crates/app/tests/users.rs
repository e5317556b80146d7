//! Words and facts of the user's own: `--lexicon` and `--gazetteer`.

mod common;

use common::Place;

/// A verb that the built-in lexicon doesn't have.
const WORDS: &str = "[[entry]]
lemma = \"defenestrate\"
pos = \"verb\"
type = \"ASSAULT\"
cameo = \"180\"
yes = [\"[Rebels] *defenestrated* {the minister}.\"]
no = [\"The window was open.\"]
";

#[test]
fn a_users_table_goes_before_ours() {
    let place = Place::new();
    place.file("own/bodies.tsv", "key\tname\tkind\tcountry\tsectors\neu-of-mine\tEuropean Union\tcompany\tFRA\tBUS\n");
    for path in ["own", "own/bodies.tsv"] {
        let run = place.run(&["read", "bridge.txt", "--format", "json", "--gazetteer", path]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(run.out.contains("organisation:eu-of-mine"), "{}", run.out);
    }
}

#[test]
fn a_users_words_are_read() {
    let place = Place::new();
    place.file("mine.toml", WORDS);
    place.file("news.txt", "Rebels defenestrated the minister in Prague on Monday, police said.\n");
    let run = place.run(&["read", "news.txt", "--format", "json", "--lexicon", "mine.toml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("defenestrate.v@"), "{}", run.out);
}

#[test]
fn an_unfit_file_is_named_with_line_and_remedy() {
    let place = Place::new();
    place.file("bad.tsv", "name\tkind\tcountry\nOld Town\tcity\tXXX\n");
    place.file("bad.toml", "[[entry]]\nlemma = 1\n");
    place.file("none/readme.md", "nothing");
    for (option, path, what) in [
        ("--gazetteer", "bad.tsv", "bad.tsv, line 2: "),
        ("--gazetteer", "talks.md", "its name does not end in .tsv, .csv, .toml"),
        ("--gazetteer", "none", "the directory has no file that ends in"),
        ("--lexicon", "gone.toml", "can't be read"),
        ("--lexicon", "bad.toml", "line 2"),
    ] {
        let run = place.run(&["read", "talks.md", option, path]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{path}");
        assert!(run.err.starts_with("error: ") && run.err.contains(what) && run.err.contains("\n  help: "), "{}", run.err);
    }
}
