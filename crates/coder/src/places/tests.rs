use super::*;
use crate::testing::parse;

/// A small world of its own: the tests must not depend on the tables' content.
fn world() -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    let tables = [
        (
            "countries.tsv",
            "iso3\tname\taliases\tadjectives\tdemonyms\tcapital\tseats\tlat\tlon\nSYR\tSyria\t\tSyrian\tSyrians\tDamascus\t\t33.5\t36.3\nRUS\tRussia\t\tRussian\tRussians\tMoscow\tthe Kremlin\t55.7\t37.6\n\
             GBR\tUnited Kingdom\tBritain\tBritish\tBritons\tLondon\t\t51.5\t-0.1\nUSA\tUnited States\tUS\tAmerican\tAmericans\tWashington\t\t38.9\t-77.0\nLBN\tLebanon\t\tLebanese\tLebanese\tBeirut\t\t33.9\t35.5\n",
        ),
        (
            "places.tsv",
            "name\taliases\tkind\tcountry\tadmin1\tlat\tlon\tgeonames\nMoscow\t\tcity\tRUS\t\t55.75\t37.62\t524901\nHoms\t\tcity\tSYR\tHoms\t34.73\t36.71\t169577\nBirmingham\t\tcity\tGBR\tEngland\t52.5\t-1.9\t1\n\
             Birmingham\t\tcity\tUSA\tAlabama\t33.5\t-86.8\t2\nBeirut\t\tcity\tLBN\t\t33.9\t35.5\t3\n",
        ),
    ];
    for (table, text) in tables {
        gazetteer.add(table, text).expect("a table that can be read");
    }
    gazetteer
}

fn shown(notation: &'static str, trigger: Option<usize>) -> (Vec<String>, Option<String>) {
    let (text, parse) = parse(notation);
    let (article, gazetteer) = (Article::new(&text, &parse), world());
    let mentions = Mentions::find(&article, &gazetteer);
    let places = find(&article, &mentions, &gazetteer);
    let list =
        places.iter().map(|p| format!("{} {} {} x{}", p.name, p.kind, p.country.map_or("?", Country::as_str), p.mentions.len())).collect();
    let of = trigger.and_then(|t| of_event(&article, &places, At { sentence: 0, token: t - 1 }, true)).map(|i| places[i].name.clone());
    (list, of)
}

fn check(notation: &'static str, expect: &[&str]) {
    assert_eq!(shown(notation, None).0, expect, "{notation}");
}

#[test]
fn a_capital_is_a_place_only_by_its_use() {
    check("Moscow/PROPN/2/nsubj protested/VERB/0/root ./PUNCT/2/punct", &[]);
    check("He/PRON/2/nsubj flew=fly/VERB/0/root to/ADP/4/case Moscow/PROPN/2/obl ./PUNCT/2/punct", &["Moscow city RUS x1"]);
    check("He/PRON/2/nsubj sold=sell/VERB/0/root arms/NOUN/2/obj to/ADP/5/case Moscow/PROPN/2/obl ./PUNCT/2/punct", &[]);
    check("He/PRON/2/nsubj visited=visit/VERB/0/root Russia/PROPN/2/obj ./PUNCT/2/punct", &["Russia country RUS x1"]);
    check("He/PRON/2/nsubj accused=accuse/VERB/0/root Russia/PROPN/2/obj ./PUNCT/2/punct", &[]);
    check("Troops/NOUN/2/nsubj died=die/VERB/0/root in/ADP/4/case Syria/PROPN/2/obl ./PUNCT/2/punct", &["Syria country SYR x1"]);
}

#[test]
fn what_stands_beside_a_name_settles_it() {
    check(
        "Jets/NOUN/2/nsubj struck=strike/VERB/0/root the/DET/5/det Syrian/ADJ/5/amod city/NOUN/2/obj of/ADP/7/case Homs/PROPN/5/nmod ./PUNCT/2/punct",
        &["Homs city SYR x1"],
    );
    check("They/PRON/2/nsubj met=meet/VERB/0/root in/ADP/4/case Birmingham/PROPN/2/obl ./PUNCT/2/punct", &["Birmingham city ? x1"]);
    check(
        "British/ADJ/2/amod ministers/NOUN/3/nsubj met=meet/VERB/0/root in/ADP/5/case Birmingham/PROPN/3/obl ./PUNCT/3/punct
         Birmingham/PROPN/3/nmod:poss 's/PART/1/case police/NOUN/4/nsubj watched=watch/VERB/0/root ./PUNCT/4/punct",
        &["Birmingham city GBR x2"],
    );
    check("They/PRON/2/nsubj fled=flee/VERB/0/root Homs/PROPN/4/compound province/NOUN/2/obj ./PUNCT/2/punct", &["Homs region SYR x1"]);
}

#[test]
fn datelines_and_unknown_places() {
    check(
        "BEIRUT/PROPN/8/dep (/PUNCT/3/punct Reuters/PROPN/1/dep )/PUNCT/3/punct —/PUNCT/1/punct Syria/PROPN/8/nsubj has/AUX/8/aux protested=protest/VERB/0/root ./PUNCT/8/punct",
        &["Beirut city LBN x1"],
    );
    check("Shells/NOUN/2/nsubj fell=fall/VERB/0/root near/ADP/4/case Qalat/PROPN/2/obl/_/B-place ./PUNCT/2/punct", &["Qalat city ? x1"]);
}

#[test]
fn an_event_takes_the_most_specific_place_of_its_clause() {
    let said = "He/PRON/2/nsubj said=say/VERB/0/root in/ADP/4/case Moscow/PROPN/2/obl that/SCONJ/7/mark jets/NOUN/7/nsubj struck=strike/VERB/2/ccomp Homs/PROPN/7/obj in/ADP/10/case Syria/PROPN/7/obl ./PUNCT/2/punct";
    assert_eq!(shown(said, Some(7)).1.as_deref(), Some("Homs"));
    assert_eq!(shown(said, Some(2)).1.as_deref(), Some("Moscow"));
    let held = "They/PRON/2/nsubj held=hold/VERB/0/root talks/NOUN/2/obj with/ADP/5/case Syria/PROPN/3/nmod in/ADP/7/case Beirut/PROPN/2/obl ./PUNCT/2/punct";
    assert_eq!(shown(held, Some(3)).1.as_deref(), Some("Beirut"));
    let hospital = "It/PRON/2/nsubj hit/VERB/0/root a/DET/4/det clinic/NOUN/2/obj in/ADP/6/case Homs/PROPN/4/nmod ./PUNCT/2/punct";
    assert_eq!(shown(hospital, Some(2)).1.as_deref(), Some("Homs"));
    let source = "They/PRON/2/nsubj bought=buy/VERB/0/root gas/NOUN/2/obj from/ADP/5/case Russia/PROPN/2/obl ./PUNCT/2/punct";
    assert_eq!(shown(source, Some(2)).1, None);
}
