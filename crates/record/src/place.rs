//! Places: where things happen. A place that acts, such as Paris meaning its government, is an actor.

use crate::country::Country;
use crate::id::PlaceId;
use crate::names::names;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One place of a document, with all the words that mean it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The place's id in this record.
    pub id: PlaceId,
    /// The canonical name.
    pub name: String,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// The country that it lies in; null for a sea, for a place in several countries, or where unknown.
    pub country: Option<Country>,
    /// The first-order administrative area, by name.
    pub admin: Option<String>,
    /// Where it is.
    pub coordinates: Option<Coordinates>,
    /// The id in GeoNames.
    pub geonames: Option<u32>,
    /// Every mention, in the order of the text.
    pub mentions: Vec<Span>,
}

/// A point on the Earth, WGS 84, in decimal degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    /// Degrees north, -90 to 90.
    pub lat: f64,
    /// Degrees east, -180 to 180.
    pub lon: f64,
}

names! {
    /// What sort of place it is.
    pub enum PlaceKind: "place kind" {
        /// A country.
        Country = "country",
        /// A region, province or district.
        Region = "region",
        /// A city, town or village.
        City = "city",
        /// A river.
        River = "river",
        /// A sea or ocean.
        Sea = "sea",
        /// A mountain or range.
        Mountain = "mountain",
        /// A strait or channel.
        Strait = "strait",
        /// An island or a group of them.
        Island = "island",
        /// An airport.
        Airport = "airport",
        /// A military base.
        Base = "base",
        /// Another site: a building, camp, plant or crossing.
        Site = "site",
    }
}
