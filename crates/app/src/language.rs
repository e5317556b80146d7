//! The language of a text, as far as it can be told from its words.

use crate::limits::LANGUAGE_LETTERS;
use chancery_record::{ByteSpan, Note, NoteKind, Offsets};
use whatlang::Lang;

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47: "en".
    pub tag: &'static str,
    /// Its English name.
    pub name: &'static str,
}

impl Language {
    /// English.
    pub const ENGLISH: Self = Self { tag: "en", name: "English" };
}

/// Frequent words of English that are none in the languages around it.
const FUNCTION_WORDS: [&str; 24] = [
    "the", "of", "and", "that", "to", "with", "said", "for", "by", "his", "her", "from", "it", "has", "have", "had", "would", "which",
    "this", "their", "they", "were", "been", "not",
];

/// Share of [`FUNCTION_WORDS`], in hundredths of the words, from which a text is English. English news has about 25,
/// texts in other languages next to none.
const FUNCTION_PERCENT: usize = 10;

/// The language of a text. A short or doubtful one counts as English.
pub fn of(text: &str) -> Language {
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(LANGUAGE_LETTERS).count();
    match whatlang::detect(text) {
        // Letters alone mislead: a few French names make the guess French for an English paragraph.
        Some(info) if info.lang() != Lang::Eng && info.is_reliable() && letters == LANGUAGE_LETTERS && !has_english(text) => {
            Language { tag: tag(info.lang()), name: info.lang().eng_name() }
        }
        _ => Language::ENGLISH,
    }
}

/// True where the words that hold sentences together are English.
fn has_english(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (all, english) = words.fold((0, 0), |(all, english), word| {
        let known = FUNCTION_WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
        (all + 1, english + usize::from(known))
    });
    english * 100 >= all * FUNCTION_PERCENT
}

/// The note that a text in another language gets, at its first words.
pub fn note(text: &str, language: Language) -> Option<Note> {
    let start = text.find(|c: char| !c.is_whitespace())?;
    let line = text[start..].lines().next()?.trim_end();
    // A dozen words show the language.
    let end = line.match_indices(' ').nth(11).map_or(line.len(), |(at, _)| at);
    let end = line.char_indices().nth(120).map_or(end, |(at, _)| end.min(at));
    let span = Offsets::new(text).span(text, ByteSpan::new(start, start + end));
    let message = format!("The text is in {}; only English is read, so nothing was entered.", language.name);
    Some(Note { kind: NoteKind::NotEnglish, span, message })
}

/// BCP 47 takes the code of two letters where ISO 639 has one.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Der Außenminister traf am Montag seinen Amtskollegen in Berlin. Beide Seiten wollten die \
        Gespräche über die Waffenruhe in der nächsten Woche fortsetzen, sagte ein Sprecher.";
    const RUSSIAN: &str = "Министр иностранных дел заявил в понедельник, что переговоры о прекращении огня продолжатся \
        на следующей неделе.";

    #[test]
    fn languages_are_told_apart() {
        assert_eq!(of(GERMAN).tag, "de");
        assert_eq!(of(RUSSIAN).tag, "ru");
        assert_eq!(of("The foreign minister met his colleague in Berlin on Monday, and both sides agreed to go on."), Language::ENGLISH);
        let names = "The Élysée said on Monday that France’s president would travel to Côte d’Ivoire.";
        assert_eq!(of(names), Language::ENGLISH);
        for short in ["", "Ja.", "Macron met Putin.", "Erdoğan, Davutoğlu, Kılıçdaroğlu."] {
            assert_eq!(of(short), Language::ENGLISH, "{short}");
        }
    }

    #[test]
    fn the_note_stands_at_the_first_words() {
        let text = format!("\n  {GERMAN}");
        let note = note(&text, of(&text)).expect("a note");
        assert_eq!(note.span.text, "Der Außenminister traf am Montag seinen Amtskollegen in Berlin. Beide Seiten wollten");
        assert_eq!(note.span.start, 3);
        assert!(super::note(" \n", Language::ENGLISH).is_none());
    }
}
