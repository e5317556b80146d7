//! The JSON Schema of a record.

/// JSON Schema, draft 2020-12, that every record's JSON validates against.
///
/// It fixes names, shapes and ranges. What needs the text, such as whether spans give its words, is
/// [`Record::check`](crate::Record::check)'s.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(chancery_record::SCHEMA)?;
/// assert_eq!(schema["$id"], "chancery/1");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub const SCHEMA: &str = include_str!("../schema/chancery-1.json");
