//! The limits of the program, all in one place.

/// Longest document, in bytes: of its file and of its text. A long article has 0.1 MiB and a novel 1 MiB; at this size one document takes
/// about 200 MB of memory and 20 seconds of one core. Mentions are compared with all actors of their document, so time grows faster than length.
pub const DOCUMENT_BYTES: usize = 1 << 20;

/// Longest CoNLL-U file, in bytes: treebanks come in files of many documents.
pub const TREEBANK_BYTES: usize = 64 << 20;

/// Longest dictionary to import, in bytes: the largest in use have 3 MiB.
pub const DICTIONARY_BYTES: usize = 16 << 20;

/// Documents that wait for an earlier one to be written, for each thread. It bounds the memory when one document takes
/// much longer than those after it.
pub const WAITING_DOCUMENTS: usize = 8;

/// Share of control characters, in hundredths, from which a file counts as binary. Text has none but tabs and line
/// ends; random bytes have about eleven.
pub const CONTROL_PERCENT: usize = 2;

/// Letters that a text needs before it counts as written in another language than English: below that, names alone
/// decide the guess.
pub const LANGUAGE_LETTERS: usize = 60;

/// Columns of the text view where the output is no terminal.
pub const PLAIN_WIDTH: usize = 100;
