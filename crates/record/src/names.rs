//! Closed vocabularies: enums whose members each have one fixed name, in JSON, in the lexicon and in print.

use std::fmt;

/// A name that a closed vocabulary doesn't have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// What was expected, such as `"PLOVER type"`.
    pub expected: &'static str,
    /// What was found.
    pub found: String,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a known {}", self.found, self.expected)
    }
}

impl std::error::Error for UnknownName {}

/// Declares an enum together with its names: `as_str`, `ALL`, `FromStr`, `Display` and serde all use the same ones.
macro_rules! names {
    (
        $(#[$meta:meta])*
        pub enum $type:ident: $expected:literal {
            $($(#[$variant_meta:meta])* $variant:ident = $name:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $type {
            $($(#[$variant_meta])* #[serde(rename = $name)] $variant,)+
        }

        impl $type {
            /// Every member, in the order of the specification.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in JSON and in the lexicon.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::names::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|member| member.as_str() == name)
                    .ok_or_else(|| $crate::names::UnknownName { expected: $expected, found: name.to_owned() })
            }
        }
    };
}

pub(crate) use names;
