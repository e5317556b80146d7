//! What holds for the sentences and tokens of every text, however strange.

use chancery_encoder::quotes::pair;
use chancery_encoder::text::{MAX_SENTENCE_TOKENS, MAX_TOKEN_BYTES, segment};
use proptest::prelude::*;

/// Every character that is not white space lies in exactly one token, and tokens keep order and limits.
fn check(text: &str) {
    let mut at = 0;
    let mut paragraph = 0;
    for sentence in segment(text) {
        let tokens = &sentence.tokens;
        assert!(!tokens.is_empty() && tokens.len() <= MAX_SENTENCE_TOKENS);
        assert_eq!(tokens.len(), sentence.quoted.len());
        assert_eq!((sentence.span.start, sentence.span.end), (tokens[0].start, tokens[tokens.len() - 1].end));
        assert!(sentence.paragraph >= paragraph);
        paragraph = sentence.paragraph;
        for token in tokens {
            assert!(token.start < token.end && token.end - token.start <= MAX_TOKEN_BYTES);
            let gap = text.get(at..token.start);
            assert!(gap.is_some_and(|g| g.chars().all(char::is_whitespace)), "{text:?} at {at}");
            let form = text.get(token.start..token.end);
            assert!(form.is_some_and(|f| !f.contains(char::is_whitespace)), "{text:?} at {}", token.start);
            at = token.end;
        }
    }
    assert!(text[at..].chars().all(char::is_whitespace), "{text:?} at {at}");
    let mut at = 0;
    for quotation in pair(text) {
        assert!(at <= quotation.span.start);
        assert!(quotation.span.contains(quotation.inner));
        assert!(text.get(quotation.span.start..quotation.span.end).is_some());
        assert!(text.get(quotation.inner.start..quotation.inner.end).is_some());
        at = quotation.span.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_unicode(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn what_articles_are_made_of(text in proptest::collection::vec(
        prop_oneof![
            "[a-zA-Z]{1,4}", "[0-9]{1,4}", "[.,:;!?'\"’‘“”«»„`()/@#&$%*_+=<>-]", "[ \n\t\r\u{a0}]",
            Just("â€™".to_owned()), Just("â€".to_owned()), Just("’’".to_owned()), Just("http://".to_owned()), Just("U.S.".to_owned()),
            Just("can't".to_owned()), Just("\n\n".to_owned()), Just("é\u{301}ß".to_owned()), Just("\u{feff}".to_owned()),
        ],
        0..60,
    )) {
        check(&text.concat());
    }
}

/// A text of a megabyte without a break takes a moment; were the time quadratic, it would take hours.
#[test]
fn time_is_linear() {
    for part in [
        "a",
        "é",
        "a.",
        "A.",
        "a.b",
        "1,",
        "1-",
        "1.5",
        "'a ",
        "\"a ",
        "“",
        "“a",
        "’",
        "(",
        "?)",
        ".)",
        "...",
        "@a",
        "a@",
        "a@a.",
        "-",
        "www.",
        "http://a",
        "a'b",
        "n't",
        "[1]",
        ". [1] ",
        "北",
        "\u{301}",
        "\u{200b}",
        "â€™",
        "â€",
        "&a",
        "a&",
        "*a",
        "re-",
        ":)",
        "a\n",
        "aaa aaa\n\n",
        "US$",
        ";",
        "“a\n\n",
        "'A 's ",
        "no. ",
        "J. ",
        "a/",
        "😀\u{200d}",
    ] {
        check(&part.repeat((1 << 20) / part.len()));
    }
}
