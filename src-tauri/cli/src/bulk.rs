//! `prorate` and `allocate`: rows in, rows out, no book (contracts, section 9).

use crate::FOUND_TROUBLE;
use crate::arguments::BulkFiles;
use headroom_core::error::{AppError, Code, Result};
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

#[path = "allocate.rs"]
mod allocate;
#[path = "prorate.rs"]
mod prorate;

/// What is done to each row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Prorate,
    Allocate,
}

/// Streams the input through; returns the exit code.
pub fn run(files: &BulkFiles, kind: Kind) -> Result<u8> {
    if files.input.is_dir() {
        return Err(AppError::new(Code::File, format!("{} is a folder.", files.input.display()))
            .hint("Name a CSV file."));
    }
    let input = File::open(&files.input).map_err(|error| unusable(&files.input, &error))?;
    let input = BufReader::with_capacity(1 << 16, input);
    let failed = match &files.out {
        Some(path) => {
            let file = File::create(path).map_err(|error| unusable(path, &error))?;
            through(input, BufWriter::with_capacity(1 << 16, file), kind, files)?
        }
        None => through(input, BufWriter::with_capacity(1 << 16, std::io::stdout().lock()), kind, files)?,
    };
    Ok(if failed > 0 { FOUND_TROUBLE } else { 0 })
}

fn through(input: impl std::io::Read, mut output: impl Write, kind: Kind, files: &BulkFiles) -> Result<u64> {
    let failed = match kind {
        Kind::Prorate => prorate::run(input, &mut output).map(|summary| summary.failed),
        Kind::Allocate => allocate::run(input, &mut output).map(|summary| summary.failed),
    };
    let failed = failed.map_err(|error| unusable(&files.input, &error))?;
    output.flush().map_err(|error| unusable(&files.input, &error))?;
    Ok(failed)
}

fn unusable(path: &Path, error: &std::io::Error) -> AppError {
    // A file that opens but does not read as CSV is of the wrong type; all else is about the path.
    let code = if error.kind() == std::io::ErrorKind::InvalidData { Code::WrongFileType } else { Code::File };
    AppError::new(code, format!("{}: {error}.", path.display()))
        .hint("Give a CSV file with a header line, and a place you may write to.")
        .field("csv")
}
