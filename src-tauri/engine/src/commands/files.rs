//! Files kept with an account: the signed PDF, the MSA, anything dropped on it. Bytes are stored by content.

use super::accounts::{ById, Done};
use super::patch::trash;
use super::printing::write_file;
use super::settings::sha256;
use crate::engine::{Engine, JobContext, Read, Write};
use crate::store::{self, sql_error};
use headroom_core::book::{Account, Attachment, Document};
use headroom_core::error::{AppError, Code, Result};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// The largest attachment that is taken, in bytes.
const LARGEST: u64 = 50 * 1024 * 1024;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddRequest {
    pub account_id: String,
    #[serde(default)]
    #[ts(optional)]
    pub document_id: Option<String>,
    pub file: PathBuf,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FileBytes {
    pub name: String,
    pub media_type: String,
    /// The bytes, base64.
    pub base64: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveRequest {
    pub id: String,
    /// Where to; an existing file is replaced.
    pub file: PathBuf,
}

/// Keeps a file with an account.
pub fn add(write: &mut Write<'_>, request: AddRequest) -> Result<Attachment> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    if let Some(document_id) = &request.document_id {
        store::get::<Document>(write.connection, document_id)?;
    }
    let (name, bytes) = bytes_of(&request.file, LARGEST)?;
    let attachment = Attachment {
        id: write.id(),
        account_id: account.id.clone(),
        document_id: request.document_id.map(Into::into),
        media_type: media_type(&name).to_owned(),
        size: bytes.len() as i64,
        sha256: keep(write.connection, &bytes)?,
        name,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &attachment)?;
    write.mark.summary = format!("Attach {} to {}", attachment.name, account.name);
    write.mark.account_id = Some(account.id.0);
    Ok(attachment)
}

/// An attachment's bytes.
pub fn read(read: &Read<'_>, request: ById) -> Result<FileBytes> {
    let (attachment, bytes) = attached(read.connection, &request.id)?;
    Ok(FileBytes { name: attachment.name, media_type: attachment.media_type, base64: base64(&bytes) })
}

/// Writes an attachment to a file, byte for byte.
pub fn save(engine: &Engine, request: SaveRequest, job: &JobContext) -> Result<Done> {
    let (_, bytes) = engine.read(|read| attached(read.connection, &request.id))?;
    job.go_on()?;
    write_file(&request.file, &bytes)?;
    Ok(Done::default())
}

/// Moves an attachment to the trash.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let attachment: Attachment = store::get(write.connection, &request.id)?;
    trash::<Attachment>(write, &request.id)?;
    write.mark.summary = format!("Delete the file {}", attachment.name);
    write.mark.account_id = Some(attachment.account_id.0);
    Ok(Done::default())
}

/// A file's name and bytes.
///
/// # Errors
/// `File` when it is missing, a folder, unreadable or larger than `largest` bytes.
pub fn bytes_of(file: &Path, largest: u64) -> Result<(String, Vec<u8>)> {
    let unreadable = |message: String| AppError::new(Code::File, message).field("file");
    let meta = fs::metadata(file).map_err(|error| {
        unreadable(format!("{} cannot be read: {error}.", file.display())).hint("Check the path.")
    })?;
    if meta.is_dir() {
        return Err(unreadable(format!("{} is a folder.", file.display())).hint("Choose a file inside it."));
    }
    if meta.len() > largest {
        return Err(unreadable(format!("{} is larger than {} MB.", file.display(), largest / 1024 / 1024))
            .hint("Keep large files where they are and note the place."));
    }
    let bytes =
        fs::read(file).map_err(|error| unreadable(format!("{} cannot be read: {error}.", file.display())))?;
    // Only the last part of the path: a name never leads out of a folder.
    let name =
        file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_else(|| "file".to_owned());
    Ok((name, bytes))
}

/// Stores bytes under their SHA-256, which is returned.
pub fn keep(connection: &Connection, bytes: &[u8]) -> Result<String> {
    let key = sha256(bytes);
    connection
        .prepare_cached("INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?, ?)")
        .and_then(|mut statement| statement.execute(params![key, bytes]))
        .map_err(sql_error)?;
    Ok(key)
}

/// A file kept with an account, and its bytes.
pub fn attached(connection: &Connection, id: &str) -> Result<(Attachment, Vec<u8>)> {
    let attachment: Attachment = store::get(connection, id)?;
    let bytes = stored(connection, &attachment.sha256)?;
    Ok((attachment, bytes))
}

/// The bytes stored under a SHA-256.
pub fn stored(connection: &Connection, key: &str) -> Result<Vec<u8>> {
    connection
        .query_row("SELECT bytes FROM blob WHERE sha256 = ?", [key], |row| row.get(0))
        .map_err(sql_error)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().map(str::to_ascii_lowercase).as_deref() {
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("txt" | "md") => "text/plain",
        Some("csv") => "text/csv",
        Some("eml") => "message/rfc822",
        _ => "application/octet-stream",
    }
}

/// Bytes as standard base64: how files cross the wire.
pub fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// The bytes of a standard base64 text.
///
/// # Errors
/// `InvalidInput` when it is none.
pub fn from_base64(text: &str) -> Result<Vec<u8>> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD
        .decode(text)
        .map_err(|error| AppError::new(Code::InvalidInput, format!("The bytes are no base64: {error}.")))
}
