//! `chancery parse`: CoNLL-U and JSON, from raw text and from the words of a file.

mod common;

use common::Place;

/// Two documents with all that CoNLL-U has: comments, ranges, empty nodes, spaces.
const TREEBANK: &str = "# newdoc id = first
# sent_id = a
# text = They can't agree.
1\tThey\tx\tX\tXX\t_\t0\troot\t0:root\tGold=Yes
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\t_\t_\t_\t_\t1\tdep\t_\t_
3\tn't\t_\t_\t_\t_\t1\tdep\t_\t_
3.1\tever\t_\t_\t_\t_\t_\t_\t1:dep\t_
4\tagree\t_\t_\t_\t_\t1\tdep\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t1\tdep\t_\t_

# sent_id = b
1\tKyiv\t_\t_\t_\t_\t0\troot\t_\t_

# newdoc id = second
# sent_id = c
1\tParis\t_\t_\t_\t_\t0\troot\t_\t_
2\twaits\t_\t_\t_\t_\t1\tdep\t_\t_

";

/// Number and form of every line that has columns, and the other lines as they are.
fn words(conllu: &str) -> Vec<String> {
    let line = |line: &str| match line.split('\t').collect::<Vec<_>>().as_slice() {
        [number, form, ..] => format!("{number} {form}"),
        _ => line.to_owned(),
    };
    conllu.lines().map(line).collect()
}

/// Every sentence has ten columns a word, heads inside it and one root.
fn check(conllu: &str) -> usize {
    let mut sentences = 0;
    for sentence in conllu.split("\n\n").filter(|s| s.lines().any(|line| line.starts_with("1\t"))) {
        sentences += 1;
        let words = sentence.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let words: Vec<_> = words.filter(|columns| columns[0].parse::<usize>().is_ok()).collect();
        let heads: Vec<usize> = words.iter().map(|columns| columns[6].parse().expect("a head")).collect();
        assert!(words.iter().all(|columns| columns.len() == 10));
        assert_eq!(heads.iter().filter(|&&head| head == 0).count(), 1, "{sentence}");
        assert!(heads.iter().all(|&head| head <= words.len()));
        assert_eq!(words.iter().position(|columns| columns[7] == "root"), heads.iter().position(|&head| head == 0));
    }
    sentences
}

#[test]
fn raw_text_to_conllu() {
    let place = Place::new();
    let run = place.run(&["parse", "bridge.txt", "talks.md"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("# newdoc id = bridge.txt\n# newpar\n"));
    assert!(run.out.contains("\n# newdoc id = talks.md\n"));
    assert!(check(&run.out) >= 7);
    assert_eq!(chancery_encoder::conllu::read(&run.out).map(|documents| documents.len()), Ok(2));
}

#[test]
fn raw_text_to_json() {
    let place = Place::new();
    let run = place.run(&["parse", "bridge.txt", "talks.md", "--format", "json"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.out.lines().count(), 2);
    for line in run.out.lines() {
        let document: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text: Vec<char> = document["text"].as_str().expect("a text").chars().collect();
        let number = |value: &serde_json::Value| value.as_u64().expect("a number") as usize;
        for sentence in document["sentences"].as_array().expect("sentences") {
            let tokens = sentence["tokens"].as_array().expect("tokens");
            for (n, token) in tokens.iter().enumerate() {
                let words: String = text[number(&token["start"])..number(&token["end"])].iter().collect();
                assert_eq!(token["form"], words);
                assert_eq!(number(&token["id"]), n + 1);
                assert!(number(&token["head"]) <= tokens.len());
            }
        }
    }
}

#[test]
fn the_words_of_a_treebank_stay() {
    let place = Place::new();
    place.file("gold.conllu", TREEBANK);
    let run = place.run(&["parse", "--tokens", "gold.conllu"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let kept: Vec<String> = words(TREEBANK).into_iter().filter(|line| !line.starts_with("3.1 ")).collect();
    assert_eq!(words(&run.out), kept);
    assert_eq!(check(&run.out), 3);
    assert!(!run.out.contains("Gold=Yes"));
    let agree = run.out.lines().find(|line| line.starts_with("4\tagree\t")).expect("the word");
    assert!(agree.ends_with("SpaceAfter=No"), "{agree}");
    assert_eq!(place.run_with(&["parse", "--tokens", "-"], TREEBANK.as_bytes()).out, run.out);
    assert_eq!(place.run(&["parse", "--tokens", "."]).out, run.out);
    let run = place.run(&["parse", "--tokens", "gold.conllu", "--format", "json"]);
    let sources: Vec<serde_json::Value> = run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(sources.iter().map(|d| d["source"].as_str()).collect::<Vec<_>>(), [Some("first"), Some("second")]);
}

#[test]
fn a_sentence_beyond_the_encoder_stays_one() {
    let place = Place::new();
    let long: String = (1..=1300).map(|n| format!("{n}\tword\t_\t_\t_\t_\t_\t_\t_\t_\n")).collect();
    place.file("long.conllu", format!("{long}\n1\tEnd\t_\t_\t_\t_\t_\t_\t_\t_\n\n"));
    let run = place.run(&["parse", "--tokens", "long.conllu"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(check(&run.out), 2);
    assert_eq!(run.out.lines().filter(|line| line.contains("\tword\t")).count(), 1300);
}

#[test]
fn what_is_not_conllu_is_told_with_its_line() {
    let place = Place::new();
    place.file("wrong.conllu", "# newdoc\n1\tParis\t_\n");
    for (name, what) in [("wrong.conllu", "not CoNLL-U: line 2: "), ("bridge.txt", "not CoNLL-U: line 1: ")] {
        let run = place.run(&["parse", "--tokens", name]);
        assert_eq!((run.code, run.out.as_str()), (3, ""));
        assert!(run.err.starts_with(&format!("error: {name}: {what}")), "{}", run.err);
        assert!(run.err.contains("help: for plain text leave --tokens out"), "{}", run.err);
    }
    place.file("comments.conllu", "# nothing more\n");
    assert!(place.run(&["parse", "--tokens", "comments.conllu"]).err.contains("there are no sentences in it"));
}
