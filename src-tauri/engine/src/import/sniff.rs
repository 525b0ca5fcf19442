//! A first look at a file: whether it can be a table at all, and what separates its cells.

use super::decode::{CLOSING, DecodeReader};
use encoding_rs::Encoding;
use headroom_core::error::{AppError, Code, Result};
use std::io::{ErrorKind, Read};
use std::path::Path;

pub(super) fn reader_of<R: Read>(from: R, separator: u8, quoting: bool) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(quoting)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(from)
}

/// The separator that cuts the first rows into the most columns evenly.
pub(super) fn separator(path: &Path, encoding: &'static Encoding) -> Result<u8> {
    let mut sample = Vec::new();
    DecodeReader::open(path, encoding, 0)
        .and_then(|reader| reader.take(256 * 1024).read_to_end(&mut sample))
        .map_err(|error| missing(path, &error))?;
    if let Some(mark) = sample.strip_prefix(b"sep=").and_then(|rest| rest.first()) {
        return Ok(*mark);
    }
    let mut best = (b',', 0_u64);
    for mark in [b',', b';', b'\t', b'|'] {
        let mut reader = reader_of(sample.as_slice(), mark, true);
        let mut record = csv::ByteRecord::new();
        let mut widths: Vec<usize> = Vec::new();
        while widths.len() < 200 && reader.read_byte_record(&mut record).unwrap_or(false) {
            if record.len() == 1 && &record[0] == CLOSING.as_bytes() {
                break;
            }
            widths.push(record.len());
        }
        // The sample may cut its last row.
        if widths.len() > 2 && sample.len() >= 256 * 1024 {
            widths.pop();
        }
        let width = widths
            .iter()
            .copied()
            .max_by_key(|w| (widths.iter().filter(|x| *x == w).count(), *w))
            .unwrap_or(1);
        let even = widths.iter().filter(|w| **w == width).count();
        if width > 1 {
            let score = (even * 100 / widths.len().max(1)) as u64 * 1000 + width.min(999) as u64;
            if score > best.1 {
                best = (mark, score);
            }
        }
    }
    Ok(best.0)
}

/// Refuses what is plainly another kind of file.
pub(super) fn not_text(path: &Path, head: &[u8]) -> Result<()> {
    let begins: [(&[u8], &str); 11] = [
        (b"%PDF", "is a PDF"),
        (b"\xd0\xcf\x11\xe0", "is an old Excel or Office file"),
        (b"\x89PNG", "is a picture"),
        (b"\xff\xd8\xff", "is a picture"),
        (b"GIF8", "is a picture"),
        (b"\x1f\x8b", "is a compressed file"),
        (b"7z\xbc\xaf", "is a compressed file"),
        (b"SQLite format 3\0", "is a database"),
        (b"\x7fELF", "is a program"),
        (b"MZ\x90", "is a program"),
        (b"{\\rtf", "is a rich text document"),
    ];
    if let Some((_, what)) = begins.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(wrong_type(path, what));
    }
    let text = String::from_utf8_lossy(&head[..head.len().min(512)]);
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).to_lowercase();
    let is_markup =
        ["<!doctype", "<html", "<?xml", "<table", "<svg"].iter().any(|tag| start.starts_with(tag));
    if is_markup {
        return Err(wrong_type(path, "is a web page or XML"));
    }
    if start.starts_with('{') || start.starts_with("[{") {
        return Err(wrong_type(path, "is JSON"));
    }
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let odd = head
        .iter()
        .filter(|b| **b < 0x20 && !matches!(**b, 0 | b'\t' | b'\n' | b'\r' | 0x0c | 0x1a | 0x1b))
        .count();
    if !wide && odd * 50 > head.len() {
        return Err(wrong_type(path, "is not a text file"));
    }
    Ok(())
}

pub(super) fn wrong_type(path: &Path, what: &str) -> AppError {
    AppError::new(Code::WrongFileType, format!("{} {what}, not a CSV or XLSX file.", path.display()))
        .hint("Save or export it as CSV or XLSX, and import that.")
        .field("file")
}

pub(super) fn missing(path: &Path, error: &std::io::Error) -> AppError {
    let what = match error.kind() {
        ErrorKind::NotFound => format!("There is no file {}.", path.display()),
        _ => format!("{} cannot be read: {error}.", path.display()),
    };
    AppError::new(Code::File, what).hint("Check the path and that you may read the file.").field("file")
}
