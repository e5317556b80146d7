//! Words that the tokenizer and the sentence splitter know: abbreviations, prefixes, units and the like.
//!
//! Chosen by counting in the training parts of EWT and GUM, and completed for the news.

/// First parts that a hyphen does not cut off. Counted in the training parts of EWT and GUM: those that
/// stay whole more often than not.
#[rustfmt::skip]
pub(crate) const PREFIXES: &[&str] = &[
    "anti", "bi", "co", "counter", "cross", "e", "ex", "hyper", "inter", "intra", "macro",
    "mega", "meta", "micro", "mid", "mini", "multi", "neo", "non", "over", "post", "pre", "pro",
    "pseudo", "psycho", "re", "semi", "socio", "sub", "super", "trans", "ultra", "un", "uni",
];

/// Abbreviations that keep their stop whatever follows.
#[rustfmt::skip]
pub(crate) const ABBREVIATIONS: &[&str] = &[
    "Adm", "Amb", "Apr", "Assn", "Atty", "Attn", "Aug", "Ave", "Blvd", "Brig", "Bros", "Capt",
    "Cir", "Cmdr", "Co", "Col", "Comm", "Conn", "Corp", "Cpl", "Dec", "Dept", "Det", "Dr",
    "Esq", "Feb", "Fr", "Fri", "Ft", "Gen", "Gov", "Hon", "Hwy", "Inc", "Insp", "Jan", "Jr",
    "Jul", "Lt", "Ltd", "Maj", "Messrs", "Mme", "Mlle", "Mr", "Mrs", "Ms", "Msgr", "Mt", "Mx",
    "Nov", "Oct", "Pfc", "Ph", "Pres", "Prof", "Pty", "Pvt", "Rd", "Rep", "Reps", "Rev", "Sec",
    "Sen", "Sens", "Sept", "Sep", "Sgt", "Sr", "St", "Ste", "Supt", "Thu", "Thur", "Thurs",
    "Tue", "Tues", "Univ", "Wed", "al", "approx", "ca", "cf", "dept", "eg", "esp", "est", "etc",
    "govt", "ie", "incl", "mins", "yrs", "viz", "vs", "Vs", "Calif", "Fla", "Va", "Okla",
    "Ariz", "Tenn", "Wis", "Ont", "Que", "Drs", "MR", "MRS", "MS", "DR", "GEN", "SEN", "REP",
    "GOV", "ST", "LTD", "INC", "CORP", "PVT", "JR", "SR", "LT", "COL",
];

/// Abbreviations whose stop is a token of its own where a sentence ends with them, as EWT has it.
#[rustfmt::skip]
pub(crate) const SPLIT_AT_END: &[&str] = &[
    "Ave", "Blvd", "Bros", "Co", "Corp", "Dept", "Inc", "Ltd", "Rd", "St", "al", "approx",
    "etc", "mins", "yrs", "a.m", "p.m",
];

/// States of the USA, abbreviated; many are words too, so a comma, hyphen or bracket must stand before.
#[rustfmt::skip]
pub(crate) const STATES: &[&str] = &[
    "Ala", "Ark", "Colo", "Conn", "Del", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Mass", "Md",
    "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Ore", "Pa", "Tex", "Vt", "Wash", "Wyo",
];

/// Abbreviations that keep their stop only before a number.
#[rustfmt::skip]
pub(crate) const BEFORE_NUMBER: &[&str] = &[
    "No", "Nos", "no", "nos", "p", "pp", "Vol", "vol", "Fig", "Figs", "fig", "Art", "art", "Eq",
    "Ch", "ch", "Sect", "Mar", "Jun", "Sun", "Sat", "Mon",
];

/// Contractions written without an apostrophe, and where the second word begins.
#[rustfmt::skip]
pub(crate) const GLUED: &[(&str, usize)] = &[
    ("cannot", 3), ("gonna", 3), ("wanna", 3), ("gotta", 3), ("gimme", 3), ("lemme", 3),
    ("dont", 2), ("doesnt", 4), ("didnt", 3), ("isnt", 2), ("wasnt", 3), ("werent", 4),
    ("couldnt", 5), ("wouldnt", 5), ("shouldnt", 6), ("arent", 3), ("havent", 4), ("hasnt", 3),
    ("hadnt", 3), ("aint", 2), ("wont", 2), ("cant", 2), ("youre", 3), ("theyre", 4),
    ("thats", 4), ("theres", 5), ("whats", 4), ("ive", 1), ("im", 1),
];

/// Words whose first letter is left out and which therefore begin with an apostrophe.
#[rustfmt::skip]
pub(crate) const CLIPPED: &[&str] = &[
    "em", "til", "cause", "bout", "tis", "twas", "n", "round", "cos", "cuz",
];

/// What may follow an apostrophe at the end of a word and is a word of its own.
pub(crate) const CLITICS: &[&str] = &["s", "m", "d", "re", "ve", "ll"];

/// Units that are cut off from the number before them.
#[rustfmt::skip]
pub(crate) const UNITS: &[&str] = &[
    "mm", "cm", "km", "m", "kg", "g", "mg", "ml", "k", "bn", "mn", "tn", "pm", "am", "ft", "in",
    "lb", "lbs", "oz", "mph", "kph", "kw", "kwh", "mw", "gw", "gb", "mb", "tb", "kb", "mhz",
    "ghz", "hz", "hr", "hrs", "min", "mins", "sec", "secs", "yr", "yrs", "c", "f", "p", "est",
    "gmt", "utc", "kt", "mi", "x",
];

/// Last parts of names of sites. Words that English also writes after a stop without a space ("in", "it") are left out.
#[rustfmt::skip]
pub(crate) const DOMAINS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "co", "uk", "ru", "fr",
    "de", "eu", "io", "tv", "ly", "ua", "cn", "jp", "au", "ca", "nl", "pl", "ch", "il", "ir",
    "tr", "es", "se", "nz", "us",
];

/// Last parts of names of files.
#[rustfmt::skip]
pub(crate) const EXTENSIONS: &[&str] = &[
    "doc", "docx", "xls", "xlsx", "pdf", "txt", "jpg", "jpeg", "png", "gif", "exe", "zip",
    "ppt", "html", "htm", "csv", "mp3", "mp4", "avi", "php",
];

/// Words that, written with a capital, rarely stand inside a sentence after an abbreviation.
#[rustfmt::skip]
pub(crate) const STARTERS: &[&str] = &[
    "A", "About", "According", "Across", "After", "All", "Also", "Although", "An", "And",
    "Another", "As", "At", "Because", "Before", "Both", "But", "By", "Critics", "During",
    "Earlier", "Either", "For", "From", "He", "Her", "His", "How", "However", "I", "If", "In",
    "It", "Its", "Last", "Later", "Many", "Meanwhile", "More", "Most", "My", "Neither", "No",
    "Nobody", "None", "Nothing", "Officials", "On", "One", "Others", "Our", "Several", "She",
    "Since", "So", "Some", "Such", "That", "The", "Their", "Then", "There", "These", "They",
    "This", "Those", "Though", "Three", "To", "Two", "Under", "Until", "We", "What", "When",
    "Where", "Which", "Who", "Why", "While", "With", "Yet", "You",
];
