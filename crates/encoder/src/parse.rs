//! What the encoder hands to the coder: sentences of tokens, each token with its place in the text,
//! its tags, its head in one well-formed tree, its part in a name and its part in an attribution.

use chancery_record::ByteSpan;

/// A parsed document: every sentence of its text, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parse {
    /// In the order of the text, without overlap.
    pub sentences: Vec<Sentence>,
}

/// One sentence and its tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// From the first byte of the first token to the last of the last.
    pub span: ByteSpan,
    /// Number of the paragraph that it stands in, from 0.
    pub paragraph: usize,
    /// In the order of the text; never empty.
    pub tokens: Vec<Token>,
}

/// One syntactic word of Universal Dependencies. "don't" is the two tokens "do" and "n't".
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where the word stands; its form is the text there.
    pub span: ByteSpan,
    /// The word as it stands in the text.
    pub form: String,
    /// Dictionary form: "met" has "meet"; names keep their capitals.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Universal features, such as `Tense=Past|VerbForm=Fin`; `_` for none.
    pub feats: &'static str,
    /// Index of the head within the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head, with its subtype, such as `nsubj:pass`; `root` for the root.
    pub deprel: &'static str,
    /// Part in a name: `B-person`, `I-person`, … with GUM's types; `O` outside names.
    pub name: &'static str,
    /// Entity type (GUM's) of the mention that this word is the head of; `O` for none.
    pub entity: &'static str,
    /// True inside quotation marks (the marks themselves not).
    pub quoted: bool,
    /// Part in an attribution, if any.
    pub attribution: Option<Attribution>,
}

/// A word's part in an attribution (PolNeAR's scheme: a source, by a cue, is given a content).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attribution {
    /// What the word is in it.
    pub role: AttributionRole,
    /// Index of the first word of the cue that it belongs to (of the source where there is no cue);
    /// `None` where neither stands in this sentence.
    pub anchor: Option<usize>,
    /// Probability of the role, 0 to 1.
    pub score: f32,
}

/// The three parts of an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributionRole {
    /// Who is cited.
    Source,
    /// The words that say that somebody is cited: "said", "according to".
    Cue,
    /// What is attributed.
    Content,
}

macro_rules! upos {
    ($($tag:ident $name:literal $doc:literal;)*) => {
        /// Universal part-of-speech tags.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Upos { $(#[doc = $doc] $tag,)* }
        impl Upos {
            /// The tag as Universal Dependencies writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Upos::$tag => $name,)* }
            }
            /// The tag of that name; `None` for a word that is no tag.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Upos::$tag),)* _ => None }
            }
        }
    };
}
upos! {
    Adj "ADJ" "Adjective."; Adp "ADP" "Adposition."; Adv "ADV" "Adverb."; Aux "AUX" "Auxiliary.";
    Cconj "CCONJ" "Coordinating conjunction."; Det "DET" "Determiner."; Intj "INTJ" "Interjection.";
    Noun "NOUN" "Noun."; Num "NUM" "Numeral."; Part "PART" "Particle."; Pron "PRON" "Pronoun.";
    Propn "PROPN" "Proper noun."; Punct "PUNCT" "Punctuation."; Sconj "SCONJ" "Subordinating conjunction.";
    Sym "SYM" "Symbol."; Verb "VERB" "Verb."; X "X" "Other.";
}

impl Token {
    /// True where the features hold `feature`, such as `"Tense=Past"`.
    pub fn has(&self, feature: &str) -> bool {
        self.feats.split('|').any(|f| f == feature)
    }

    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn relation(&self) -> &'static str {
        self.deprel.split(':').next().unwrap_or(self.deprel)
    }
}
