use super::{TimeExpression, find, of_event};
use crate::article::{Article, At};
use crate::testing::{flat, parse};
use chancery_record::Day;

/// Thursday.
const PUBLISHED: &str = "2017-06-01";

fn published() -> Option<Day> {
    PUBLISHED.parse().ok()
}

fn shown(text: &str, time: &TimeExpression) -> String {
    let day = |d: Option<Day>| d.map_or("?".to_owned(), |d| d.to_string());
    let days = if time.start == time.end { day(time.start) } else { format!("{}..{}", day(time.start), day(time.end)) };
    format!("{} = {} {}", time.span.of(text), days, time.precision)
}

/// Plain text, no trees: what the wording alone gives.
fn check(text: &str, expect: &[&str]) {
    let parse = flat(text);
    let found = find(&Article::new(text, &parse), published());
    let got: Vec<String> = found.iter().map(|t| shown(text, t)).collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn full_dates() {
    check("They met on May 29, 2017, in Paris.", &["May 29, 2017 = 2017-05-29 day"]);
    check("They met on Monday, May 29.", &["Monday, May 29 = 2017-05-29 day"]);
    check("Signed 29 May 2017 and on the 3rd of June 2016.", &["29 May 2017 = 2017-05-29 day", "3rd of June 2016 = 2016-06-03 day"]);
    check(
        "Filed 2017-05-29, 29/05/2017 and 29.05.2017.",
        &["2017-05-29 = 2017-05-29 day", "29/05/2017 = 2017-05-29 day", "29.05.2017 = 2017-05-29 day"],
    );
    check("Filed 03/05/2017.", &[]);
    check("It fell on Dec. 7, 1941.", &["Dec. 7, 1941 = 1941-12-07 day"]);
    check("It fell on Feb. 30, 2016.", &[]);
}

#[test]
fn months_and_years() {
    check("They met in May 2016 and in January.", &["May 2016 = 2016-05-01..2016-05-31 month", "January = 2017-01-01..2017-01-31 month"]);
    check("In 2015, Iran signed the deal.", &["2015 = 2015-01-01..2015-12-31 year"]);
    check(
        "The 1990s were hard, the '80s harder, the 19th century worst.",
        &[
            "The 1990s = 1990-01-01..1999-12-31 decade",
            "the '80s = 1980-01-01..1989-12-31 decade",
            "the 19th century = 1801-01-01..1900-12-31 century",
        ],
    );
    check("Some 2000 people fled and 2015 returned under Resolution 2015.", &[]);
    check("In 2000 people left their homes.", &[]);
    check(
        "He said it in mid-2015, early 2016 and late last year.",
        &[
            "mid-2015 = 2015-05-02..2015-09-01 approximate",
            "early 2016 = 2016-01-01..2016-05-01 approximate",
            "late last year = 2016-09-01..2016-12-31 approximate",
        ],
    );
    check(
        "Exports fell in the first half of 2015 and the third quarter of 2016.",
        &["the first half of 2015 = 2015-01-01..2015-06-30 season", "the third quarter of 2016 = 2016-07-01..2016-09-30 quarter"],
    );
    check("It lapses at the end of the year.", &["the end of the year = 2017-10-02..2017-12-31 approximate"]);
    check("It may rain. They march on. Theresa went.", &[]);
    check("The Sunday Times and Black Friday and Russia Today.", &[]);
}

#[test]
fn around_the_documents_date() {
    check(
        "On Monday and last Tuesday, next Friday, Monday's talks.",
        &["Monday = 2017-05-29 day", "last Tuesday = 2017-05-30 day", "next Friday = 2017-06-02 day", "Monday = 2017-05-29 day"],
    );
    check("He left on Thursday.", &["Thursday = 2017-06-01 day"]);
    check(
        "Not today, not yesterday, tomorrow or tonight, last night or the day before yesterday.",
        &[
            "today = 2017-06-01 day",
            "yesterday = 2017-05-31 day",
            "tomorrow = 2017-06-02 day",
            "tonight = 2017-06-01 day",
            "last night = 2017-05-31 day",
            "the day before yesterday = 2017-05-30 day",
        ],
    );
    check(
        "He left last week, not this month or next year.",
        &[
            "last week = 2017-05-22..2017-05-28 week",
            "this month = 2017-06-01..2017-06-30 month",
            "next year = 2018-01-01..2018-12-31 year",
        ],
    );
    check(
        "He left two days ago, she three weeks ago, they a year ago.",
        &["two days ago = 2017-05-30 day", "three weeks ago = 2017-05-08..2017-05-14 week", "a year ago = 2016-01-01..2016-12-31 year"],
    );
    check(
        "He left over the weekend, last summer or earlier this year.",
        &[
            "the weekend = 2017-05-27..2017-05-28 week",
            "last summer = 2016-06-01..2016-08-31 season",
            "earlier this year = 2017-01-01..2017-06-01 range",
        ],
    );
    check(
        "Prices rose in the past two years and fell in recent days.",
        &["the past two years = 2015-06-01..2017-06-01 range", "recent days = 2017-05-27..2017-06-01 approximate"],
    );
    check(
        "He came on Tuesday last week, early on Sunday, late Monday night.",
        &["Tuesday last week = 2017-05-23 day", "Sunday = 2017-05-28 day", "late Monday night = 2017-05-29 day"],
    );
    check(
        "He was freed on May 2, three weeks earlier than his wife, who left two days later.",
        &["May 2 = 2017-05-02 day", "two days later = 2017-05-04 day"],
    );
}

#[test]
fn ranges() {
    check(
        "Since March, between 3 and 7 June, from 2014 to 2018, June 3-7, 2014-18.",
        &[
            "Since March = 2017-03-01..? range",
            "between 3 and 7 June = 2017-06-03..2017-06-07 range",
            "from 2014 to 2018 = 2014-01-01..2018-12-31 range",
            "June 3-7 = 2017-06-03..2017-06-07 range",
            "2014-18 = 2014-01-01..2018-12-31 range",
        ],
    );
    check("Open until Friday and before May 2016.", &["until Friday = ?..2017-05-26 range", "before May 2016 = ?..2016-04-30 range"]);
    check("After Monday's attack he fled.", &["Monday = 2017-05-29 day"]);
}

#[test]
fn without_a_document_date_only_absolute_dates_resolve() {
    let text = "On Monday he recalled the vote of March 16, 2014, and the one two weeks ago.";
    let parse = flat(text);
    let got: Vec<String> = find(&Article::new(text, &parse), None).iter().map(|t| shown(text, t)).collect();
    assert_eq!(got, ["Monday = ? day", "March 16, 2014 = 2014-03-16 day", "two weeks ago = ? week"]);
}

#[test]
fn a_future_clause_looks_ahead() {
    let (text, parse) = parse(
        "Macron/PROPN/3/nsubj will/AUX/3/aux/VerbForm=Fin meet/VERB/0/root/VerbForm=Inf Putin/PROPN/3/obj on/ADP/6/case Monday/PROPN/3/obl within/ADP/9/case two/NUM/9/nummod weeks/NOUN/3/obl ./PUNCT/3/punct
         Macron/PROPN/2/nsubj plans/VERB/0/root/Tense=Pres|VerbForm=Fin to/PART/4/mark meet/VERB/2/xcomp/VerbForm=Inf him/PRON/4/obj in/ADP/7/case September/PROPN/4/obl ./PUNCT/2/punct
         Talks/NOUN/3/nsubj:pass were/AUX/3/aux:pass/Tense=Past|VerbForm=Fin set/VERB/0/root/Tense=Past|VerbForm=Part for/ADP/5/case Friday/PROPN/3/obl ./PUNCT/3/punct
         He/PRON/2/nsubj rebuilt/VERB/0/root/Tense=Past|VerbForm=Fin it/PRON/2/obj in/ADP/6/case two/NUM/6/nummod weeks/NOUN/2/obl ./PUNCT/2/punct",
    );
    let got: Vec<String> = find(&Article::new(&text, &parse), published()).iter().map(|t| shown(&text, t)).collect();
    assert_eq!(
        got,
        [
            "Monday = 2017-06-05 day",
            "within two weeks = 2017-06-01..2017-06-15 range",
            "September = 2017-09-01..2017-09-30 month",
            "Friday = 2017-06-02 day"
        ]
    );
}

/// The date of the event whose trigger is the given token (from 1) of the first sentence.
fn dated(notation: &'static str, trigger: usize) -> Option<String> {
    let (text, parse) = parse(notation);
    let article = Article::new(&text, &parse);
    let times = find(&article, published());
    of_event(&article, &times, At { sentence: 0, token: trigger - 1 }).map(|i| times[i].span.of(&text).to_owned())
}

#[test]
fn events_take_the_date_of_their_own_clause() {
    let said = "He/PRON/2/nsubj said=say/VERB/0/root/Tense=Past|VerbForm=Fin on/ADP/4/case Monday/PROPN/2/obl that/SCONJ/7/mark troops/NOUN/7/nsubj attacked/VERB/2/ccomp/Tense=Past|VerbForm=Fin Homs/PROPN/7/obj ./PUNCT/2/punct";
    assert_eq!(dated(said, 2).as_deref(), Some("Monday"));
    assert_eq!(dated(said, 7), None);
    let poss = "Monday/PROPN/3/nmod:poss 's/PART/1/case meeting/NOUN/4/nsubj failed/VERB/0/root/Tense=Past|VerbForm=Fin ./PUNCT/4/punct";
    assert_eq!(dated(poss, 3).as_deref(), Some("Monday"));
    let held = "They/PRON/2/nsubj held=hold/VERB/0/root/Tense=Past|VerbForm=Fin talks/NOUN/2/obj on/ADP/5/case Tuesday/PROPN/2/obl ./PUNCT/2/punct";
    assert_eq!(dated(held, 3).as_deref(), Some("Tuesday"));
    let condemned = "They/PRON/2/nsubj condemned=condemn/VERB/0/root/Tense=Past|VerbForm=Fin the/DET/4/det attack/NOUN/2/obj on/ADP/6/case Tuesday/PROPN/2/obl ./PUNCT/2/punct";
    assert_eq!(dated(condemned, 4), None);
    let killing = "Jets/NOUN/2/nsubj struck=strike/VERB/0/root/Tense=Past|VerbForm=Fin Homs/PROPN/2/obj on/ADP/5/case Sunday/PROPN/2/obl ,/PUNCT/7/punct killing=kill/VERB/2/advcl/VerbForm=Ger five/NUM/7/obj ./PUNCT/2/punct";
    assert_eq!(dated(killing, 7).as_deref(), Some("Sunday"));
    let deal = "The/DET/3/det 2015/NUM/3/compound agreement/NOUN/4/nsubj collapsed/VERB/0/root/Tense=Past|VerbForm=Fin ./PUNCT/4/punct";
    assert_eq!(dated(deal, 3).as_deref(), Some("2015"));
    let conj = "On/ADP/2/case Monday/PROPN/4/obl they/PRON/4/nsubj attacked=attack/VERB/0/root/Tense=Past|VerbForm=Fin and/CCONJ/6/cc burned=burn/VERB/4/conj/Tense=Past|VerbForm=Fin it/PRON/6/obj ./PUNCT/4/punct";
    assert_eq!(dated(conj, 6).as_deref(), Some("Monday"));
}

#[test]
fn words_in_quotation_marks_are_seen_from_the_day_of_the_saying() {
    check("He said on Monday, May 29: “They will decide tomorrow.”", &["Monday, May 29 = 2017-05-29 day", "tomorrow = 2017-05-30 day"]);
}

#[test]
fn distances_from_a_date_in_the_phrase() {
    check("Three days after the summit of 10 May, they left.", &["Three days after = 2017-05-13 day", "10 May = 2017-05-10 day"]);
    check("They left the day before Monday's attack.", &["the day before = 2017-05-28 day", "Monday = 2017-05-29 day"]);
    check("In the Cold War, they stayed.", &["the Cold War = 1947-03-12..1991-12-26 range"]);
    check("They left overnight.", &["overnight = 2017-05-31..2017-06-01 day"]);
}

#[test]
fn a_day_that_names_a_happening() {
    let date = |notation| {
        let (text, parse) = parse(notation);
        find(&Article::new(&text, &parse), published()).iter().map(|t| shown(&text, t)).collect::<Vec<_>>()
    };
    assert_eq!(date("The/DET/4/det May/PROPN/4/compound 25/NUM/2/nummod summit/NOUN/0/root"), ["May 25 = 2017-05-25 day"]);
    assert_eq!(date("The/DET/4/det July/PROPN/4/compound 15/NUM/2/nummod coup/NOUN/0/root"), ["July 15 = ? day"]);
    assert_eq!(date("The/DET/4/det September/PROPN/4/compound 11/NUM/2/nummod attacks/NOUN/0/root"), ["September 11 = 2001-09-11 day"]);
}

#[test]
fn a_date_that_something_is_set_for_is_the_date_of_that() {
    let set = "A/DET/2/det vote/NOUN/4/nsubj:pass was/AUX/4/aux:pass/Tense=Past|VerbForm=Fin set/VERB/0/root/Tense=Past|VerbForm=Part for/ADP/6/case Friday/PROPN/4/obl ./PUNCT/4/punct";
    assert_eq!(dated(set, 2).as_deref(), Some("Friday"));
    assert_eq!(dated(set, 4), None);
}

/// Whatever stands in a text, something comes back: words of dates in random order, with what breaks words in between.
#[test]
fn any_order_of_words_is_read() {
    const WORDS: [&str; 48] = [
        "May",
        "29",
        "2017",
        ",",
        ".",
        "-",
        "–",
        "the",
        "of",
        "last",
        "next",
        "week",
        "weekend",
        "Monday",
        "since",
        "until",
        "between",
        "and",
        "from",
        "to",
        "1990s",
        "'90s",
        "19th",
        "century",
        "0000",
        "9999",
        "31",
        "February",
        "early",
        "mid",
        "end",
        "first",
        "quarter",
        "half",
        "years",
        "ago",
        "a",
        "few",
        "9999 decades ago",
        "in",
        "within",
        "’s",
        "é",
        "🟥",
        "2017-02-31",
        "winter",
        "earlier",
        "\n\n",
    ];
    let mut state: u64 = 7;
    let mut random = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % n
    };
    for day in [None, published(), Day::new(1, 1, 1), Day::new(9999, 12, 31)] {
        for _ in 0..1500 {
            let length = random(14);
            let text = (0..length).map(|_| [WORDS[random(WORDS.len())], [" ", "", " "][random(3)]].concat()).collect::<String>();
            let parse = flat(&text);
            for time in find(&Article::new(&text, &parse), day) {
                assert!(!time.span.of(&text).is_empty());
                assert!(time.start.zip(time.end).is_none_or(|(a, b)| a <= b), "{text:?} {time:?}");
            }
        }
    }
}
