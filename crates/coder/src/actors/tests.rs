use super::*;
use crate::places;
use crate::testing::parse;

/// A small world of its own: the tests must not depend on the tables' content.
fn world() -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    let tables = [
        (
            "countries.tsv",
            "iso3\tname\taliases\tadjectives\tdemonyms\tcapital\tseats\tlat\tlon\nPRT\tPortugal\t\tPortuguese\tPortuguese\tLisbon\t\t38.7\t-9.1\n\
             IDN\tIndonesia\t\tIndonesian\tIndonesians\tJakarta\t\t-6.2\t106.8\n",
        ),
        ("places.tsv", "name\taliases\tkind\tcountry\tadmin1\tlat\tlon\tgeonames\nLisbon\t\tcity\tPRT\t\t38.7\t-9.1\t1\n"),
        (
            "descriptors.tsv",
            "noun\tkind\tsectors\trole_of\npolice\tgroup\tCOP\tcountry\nprotester\tperson\tSOC\t\nenvoy\tperson\tGOV\tcountry\n",
        ),
    ];
    for (table, text) in tables {
        gazetteer.add(table, text).expect("a table that can be read");
    }
    gazetteer
}

/// The actors of a text: name, country and number of mentions.
fn check(notation: &'static str, expect: &[&str]) {
    let (text, parse) = parse(notation);
    let (article, gazetteer) = (Article::new(&text, &parse), world());
    let mentions = Mentions::find(&article, &gazetteer);
    let places = places::find(&article, &mentions, &gazetteer);
    let input = Input { article: &article, mentions: &mentions, places: &places, gazetteer: &gazetteer, day: None };
    let actors = Actors::group(input, &mut |_| {});
    let list: Vec<String> = actors
        .list
        .iter()
        .filter(|d| !d.mentions.is_empty())
        .map(|d| format!("{} {} x{}", d.name, d.country.map_or("?", |c| c.as_str()), d.mentions.len()))
        .collect();
    assert_eq!(list, expect, "{notation}");
}

#[test]
fn institutions_and_crowds_are_of_the_country_that_the_passage_is_set_in() {
    check(
        "In/ADP/2/case Lisbon/PROPN/4/obl protesters=protester/NOUN/4/nsubj/Number=Plur marched/VERB/0/root ./PUNCT/4/punct
         Police/NOUN/2/nsubj watched/VERB/0/root ./PUNCT/2/punct",
        &["protesters PRT x1", "Police PRT x1"],
    );
}

#[test]
fn envoys_are_of_any_country() {
    check("In/ADP/2/case Lisbon/PROPN/4/obl envoys=envoy/NOUN/4/nsubj/Number=Plur met/VERB/0/root ./PUNCT/4/punct", &["envoys ? x1"]);
}

#[test]
fn where_no_country_is_the_articles_own_it_stays_open() {
    check(
        "Portugal/PROPN/2/nsubj thanked/VERB/0/root Indonesia/PROPN/2/obj ./PUNCT/2/punct
         Police/NOUN/2/nsubj watched/VERB/0/root ./PUNCT/2/punct",
        &["Portugal PRT x1", "Indonesia IDN x1", "Police ? x1"],
    );
}

#[test]
fn a_headline_means_the_full_name_of_the_text() {
    check(
        "Lopez/PROPN/2/nsubj/_/B-person resigns/VERB/0/root

         Ana/PROPN/3/nsubj/_/B-person Lopez/PROPN/1/flat/_/I-person left/VERB/0/root ./PUNCT/3/punct",
        &["Ana Lopez ? x2"],
    );
}

#[test]
fn two_of_one_surname_are_not_merged() {
    check(
        "Lopez/PROPN/2/nsubj/_/B-person resigns/VERB/0/root

         Ana/PROPN/3/nsubj/_/B-person Lopez/PROPN/1/flat/_/I-person thanked/VERB/0/root Rui/PROPN/3/obj/_/B-person Lopez/PROPN/4/flat/_/I-person",
        &["Ana Lopez ? x2", "Rui Lopez ? x1"],
    );
}

#[test]
fn a_body_is_taken_up_by_the_end_of_its_name() {
    check(
        "The/DET/3/det Harbour/PROPN/3/compound/_/B-organization Council/PROPN/4/nsubj/_/I-organization met/VERB/0/root ./PUNCT/4/punct
         The/DET/2/det Council/PROPN/3/nsubj/_/B-organization voted/VERB/0/root ./PUNCT/3/punct",
        &["Harbour Council ? x2"],
    );
}

#[test]
fn the_subject_of_the_sentence_before_is_he() {
    check(
        "Paul/PROPN/3/nsubj/_/B-person Stone/PROPN/1/flat/_/I-person thanked/VERB/0/root Mark/PROPN/3/obj/_/B-person Hill/PROPN/4/flat/_/I-person ./PUNCT/3/punct
         He/PRON/2/nsubj/PronType=Prs left/VERB/0/root ./PUNCT/2/punct",
        &["Paul Stone ? x2", "Mark Hill ? x1"],
    );
}

#[test]
fn somebody_and_his_wife() {
    check(
        "Paul/PROPN/6/nsubj/_/B-person Stone/PROPN/1/flat/_/I-person and/CCONJ/5/cc his/PRON/5/nmod:poss/PronType=Prs wife/NOUN/1/conj left/VERB/0/root",
        &["Paul Stone ? x2"],
    );
}
