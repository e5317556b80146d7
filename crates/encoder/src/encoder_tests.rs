//! Whole parses with random weights: the same bits from every kernel, and none of a neighbour's.

use crate::random_weights::{File, Numbers, model};
use crate::text::{RawSentence, segment};
use crate::{Encoder, Kernel, Model, Parse, WeightsError};
use chancery_record::ByteSpan;
use safetensors::Dtype;

const ARTICLE: &str = "The foreign ministry in Vilnius summoned the ambassador on Tuesday. \"We will not accept this,\" \
    the minister told reporters, adding that two diplomats had left.\n\nDid they? Nobody at the embassy would say. \
    Officials in three capitals, among them Riga and Tallinn, said that the talks, which had begun in March after a \
    long silence and which were to end this week, could go on until the summer if both sides wished it.\n\nYes.";

fn encoder(kernel: Kernel) -> Encoder {
    Encoder::with_kernel(model(), kernel).expect("a kernel that is there")
}

/// Everything in a parse, floats by their bits.
fn bits(parse: &Parse) -> String {
    let scores = parse.sentences.iter().flat_map(|s| &s.tokens).filter_map(|t| t.attribution);
    format!("{parse:?} {:?}", scores.map(|a| a.score.to_bits()).collect::<Vec<_>>())
}

/// What a parse promises of every sentence.
fn check_shape(parse: &Parse) {
    for sentence in &parse.sentences {
        let tokens = &sentence.tokens;
        assert!(!tokens.is_empty());
        assert_eq!(tokens.iter().filter(|t| t.head.is_none()).count(), 1);
        let mut before = "";
        for token in tokens {
            assert_eq!(token.deprel == "root", token.head.is_none());
            assert!(!token.lemma.is_empty());
            let kind = token.name.get(2..).unwrap_or("");
            assert!(!token.name.starts_with("I-") || kind == before, "{} after {before}", token.name);
            before = kind;
            if let Some(a) = token.attribution {
                assert!(a.score > 0.0 && a.score <= 1.0 && a.anchor.is_none_or(|i| i < tokens.len()));
            }
            let (mut at, mut steps) = (token, 0);
            while let Some(head) = at.head {
                at = &tokens[head];
                steps += 1;
                assert!(steps <= tokens.len(), "a circle");
            }
        }
    }
}

#[test]
fn every_kernel_gives_the_same_parse() {
    let expect = encoder(Kernel::Scalar).parse(ARTICLE);
    check_shape(&expect);
    for kernel in Kernel::ALL.into_iter().filter(|k| k.is_supported()) {
        assert_eq!(bits(&encoder(kernel).parse(ARTICLE)), bits(&expect), "{}", kernel.name());
    }
}

#[test]
fn a_sentence_has_the_same_parse_alone_and_among_others() {
    let encoder = encoder(Kernel::best());
    let together = encoder.parse(ARTICLE);
    let raw = segment(ARTICLE);
    assert_eq!(raw.len(), together.sentences.len());
    for (raw, sentence) in raw.iter().zip(&together.sentences) {
        let alone = encoder.parse_segmented(ARTICLE, vec![raw.clone()]);
        let among = Parse { sentences: vec![sentence.clone()] };
        assert_eq!(bits(&alone), bits(&among));
    }
    // Another order, other neighbours, working space in use before.
    let reversed: Vec<RawSentence> = raw.into_iter().rev().collect();
    let mut backwards = encoder.parse_segmented(ARTICLE, reversed);
    backwards.sentences.reverse();
    assert_eq!(bits(&backwards), bits(&together));
}

#[test]
fn random_token_streams_give_trees() {
    let numbers = &mut Numbers::new(21);
    let encoder = encoder(Kernel::best());
    let words = ["Kyiv", "denied", "it", ",", "—", "«", "北京", "e\u{301}", "1,000", "antidisestablishmentarianism", "’s", "\u{200b}"];
    for length in [0, 1, 2, 30, 199, 600] {
        let mut text = String::new();
        let mut tokens = Vec::new();
        for _ in 0..length {
            let word = words[numbers.below(words.len())];
            tokens.push(ByteSpan::new(text.len(), text.len() + word.len()));
            text.push_str(word);
            text.push(' ');
        }
        let raw = RawSentence { span: ByteSpan::new(0, text.len()), paragraph: 4, quoted: vec![true; length], tokens };
        let parse = encoder.parse_segmented(&text, vec![raw]);
        check_shape(&parse);
        assert_eq!(parse.sentences.iter().map(|s| s.tokens.len()).sum::<usize>(), length);
        assert_eq!(parse.sentences.len(), length.div_ceil(510));
        assert!(parse.sentences.iter().all(|s| s.paragraph == 4 && s.tokens.iter().all(|t| t.quoted)));
    }
    assert!(encoder.parse(" \n\n ").sentences.is_empty());
}

#[test]
fn one_encoder_serves_many_threads() {
    let encoder = &encoder(Kernel::best());
    let expect = bits(&encoder.parse(ARTICLE));
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..3).map(|_| scope.spawn(|| bits(&encoder.parse(ARTICLE)))).collect();
        for call in calls {
            assert_eq!(call.join().expect("no panic"), expect);
        }
    });
}

#[test]
fn a_file_that_does_not_fit_is_refused_with_a_remedy() {
    let refused = |change: &dyn Fn(&mut File)| {
        let mut file = File::new(2);
        change(&mut file);
        let error = Model::from_bytes(&file.bytes()).err().expect("refused");
        assert!(error.to_string().contains("take the weights file"), "{error}");
        error
    };
    let at = |file: &File, name: &str| file.tensors.iter().position(|t| t.0 == name).expect("a tensor");
    assert!(matches!(Model::from_bytes(b"no weights").err(), Some(WeightsError::Format(_))));
    let error = refused(&|f| {
        f.tensors.remove(at(f, "arc.b"));
    });
    assert_eq!(error, WeightsError::MissingTensor("arc.b".into()));
    let error = refused(&|f| {
        let i = at(f, "emb.type");
        f.tensors[i].2 = vec![1, 384];
    });
    assert!(matches!(error, WeightsError::Shape { tensor, .. } if tensor == "emb.type"));
    let error = refused(&|f| {
        let i = at(f, "emb.word.q");
        f.tensors[i].1 = Dtype::U8;
    });
    assert!(matches!(error, WeightsError::Shape { tensor, .. } if tensor == "emb.word.q"));
    let error = refused(&|f| {
        let i = at(f, "tag.b");
        f.tensors[i].3[..4].copy_from_slice(&f32::NAN.to_le_bytes());
    });
    assert_eq!(error, WeightsError::NotFinite("tag.b".into()));
    assert_eq!(refused(&|f| drop(f.metadata.remove("version"))), WeightsError::MissingMetadata("version"));
    for (from, to) in [
        ("\"root\"", "\"roof\""),
        ("\"NOUN\"", "\"NOON\""),
        ("\"l;1;\"", "\"l;x;\""),
        ("\"B-place\"", "\"B-palace\""),
        ("\"cue\"", "\"queue\""),
        ("[\"O\", \"person\", \"place\"]", "[]"),
        ("{", "["),
    ] {
        let error = refused(&|f| {
            let labels = f.metadata["labels"].replacen(from, to, 1);
            f.metadata.insert("labels".into(), labels);
        });
        assert!(matches!(error, WeightsError::Labels(_)), "{to}: {error}");
    }
}
