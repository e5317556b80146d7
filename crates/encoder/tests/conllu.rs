//! CoNLL-U out and in again.

use chancery_encoder::conllu::{read, write};
use chancery_encoder::text::segment;
use chancery_encoder::{Attribution, AttributionRole, Parse, Sentence, Token, Upos};

/// A flat tree over every sentence of `text`.
fn flat(text: &str) -> Parse {
    let sentences = segment(text)
        .into_iter()
        .map(|s| Sentence {
            span: s.span,
            paragraph: s.paragraph,
            tokens: s
                .tokens
                .iter()
                .enumerate()
                .map(|(i, t)| Token {
                    span: *t,
                    form: t.of(text).to_owned(),
                    lemma: t.of(text).to_lowercase(),
                    upos: Upos::X,
                    feats: "_",
                    head: (i > 0).then_some(0),
                    deprel: if i > 0 { "dep" } else { "root" },
                    name: if i == 0 { "B-person" } else { "O" },
                    entity: "O",
                    quoted: s.quoted[i],
                    attribution: (i == 1).then_some(Attribution { role: AttributionRole::Cue, anchor: Some(1), score: 0.9 }),
                })
                .collect(),
        })
        .collect();
    Parse { sentences }
}

#[test]
fn what_is_written_is_read_again() {
    let text = "Ito said she can't go (don't ask). “It's the U.S.'s fault,” she'd've said.\n\nThey cannot.";
    let parse = flat(text);
    let file = write(text, &parse);
    let documents = read(&file).unwrap();
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].text, text);
    for (read, written) in documents[0].sentences.iter().zip(&parse.sentences) {
        assert_eq!(read.raw.paragraph, written.paragraph);
        let spans: Vec<_> = written.tokens.iter().map(|t| t.span).collect();
        assert_eq!(read.raw.tokens, spans);
        let quoted: Vec<_> = written.tokens.iter().map(|t| t.quoted).collect();
        assert_eq!(read.raw.quoted, quoted);
    }
}

#[test]
fn a_line_says_what_the_parse_says() {
    let text = "Ito can't.";
    let file = write(text, &flat(text));
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines[..3], ["# newpar", "# sent_id = 1", "# text = Ito can't."]);
    assert_eq!(lines[3], "1\tIto\tito\tX\t_\t_\t0\troot\t_\tName=B-person");
    assert_eq!(lines[4], "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No");
    assert_eq!(lines[5], "2\tca\tca\tX\t_\t_\t1\tdep\t_\tAttribution=Cue:2");
    assert_eq!(lines[7], "4\t.\t.\tX\t_\t_\t1\tdep\t_\t_");
}

#[test]
fn an_error_names_its_line_and_a_remedy() {
    let error = read("# text = Hm\n1\tHm\t_\n").unwrap_err();
    assert_eq!(error.line, 2);
    assert!(error.to_string().contains("ten columns"));
    let error = read("2\tHm\t_\t_\t_\t_\t_\t_\t_\t_\n").unwrap_err();
    assert!(error.to_string().contains("number each sentence's words"));
}

#[test]
fn empty_nodes_and_ranges_are_tolerated() {
    let row = |n: &str, form: &str| format!("{n}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n");
    let file = [row("1-2", "gonna"), row("1", "going"), row("2", "to"), row("2.1", "be"), row("3", "go")].concat();
    let documents = read(&file).unwrap();
    let sentence = &documents[0].sentences[0];
    assert_eq!(documents[0].text, "gonna go");
    assert_eq!(sentence.forms, ["going", "to", "go"]);
    let words: Vec<&str> = sentence.raw.tokens.iter().map(|t| t.of(&documents[0].text)).collect();
    assert_eq!(words, ["go", "nna", "go"]);
}

proptest::proptest! {
    #[test]
    fn any_file_is_read_or_refused(file in "([0-9]{1,2}(-[0-9]|\\.1)?|# newpar|# newdoc id = a|#)?(\t\\PC{0,3}){0,1}(\t_){0,9}\n?(1-2\tdon't(\t_){8}\n1\tDO(\t_){8}\n2\tnot(\t_){8}\n)?") {
        let _ = read(&file);
    }
}
