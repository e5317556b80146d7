//! Names of entries inside one record: "a1" is its first actor, "s3" its third statement.

use crate::names::UnknownName;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Declares one kind of id: a letter and a number counted from 1.
macro_rules! id {
    ($(#[$meta:meta])* $type:ident, $letter:literal, $what:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(u32);

        impl $type {
            /// The id of the entry at `index`, counted from 0, of its list.
            pub fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1))
            }

            /// The place in its list, counted from 0, of the entry that got this id from [`Self::from_index`].
            pub fn index(self) -> usize {
                self.0 as usize - 1
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }

        impl FromStr for $type {
            type Err = UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                number(text, $letter)
                    .map(Self)
                    .ok_or_else(|| UnknownName { expected: $what, found: text.to_owned() })
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// The number after the letter. Leading zeros are refused, so that two ids are equal only where their texts are.
fn number(text: &str, letter: &str) -> Option<u32> {
    let digits = text.strip_prefix(letter)?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    if plain { digits.parse().ok() } else { None }
}

id!(
    /// An actor's id, "a1".
    ///
    /// ```
    /// use chancery_record::ActorId;
    /// let first = ActorId::from_index(0);
    /// assert_eq!(first.to_string(), "a1");
    /// assert_eq!("a1".parse(), Ok(first));
    /// assert!("s1".parse::<ActorId>().is_err());
    /// ```
    ActorId, "a", "actor id"
);
id!(
    /// A place's id, "p1".
    PlaceId, "p", "place id"
);
id!(
    /// A statement's id, "s1".
    StatementId, "s", "statement id"
);
id!(
    /// An event's id, "e1".
    EventId, "e", "event id"
);
id!(
    /// A claim's id, "c1".
    ClaimId, "c", "claim id"
);
id!(
    /// A commitment's id, "k1".
    CommitmentId, "k", "commitment id"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_counted_from_one() {
        assert_eq!(StatementId::from_index(2).to_string(), "s3");
        assert_eq!("k12".parse::<CommitmentId>().map(CommitmentId::index), Ok(11));
    }

    #[test]
    fn only_the_canonical_text_is_an_id() {
        for wrong in ["", "e", "e0", "e01", "e+1", "e1 ", "E1", "1", "e99999999999", "é1"] {
            assert!(wrong.parse::<EventId>().is_err(), "{wrong}");
        }
    }
}
