//! One book file: made, opened, migrated, and guarded against what is not ours or newer than us.

use super::line_value::Remembered;
use headroom_core::error::{AppError, Code, Result};
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

/// "HDRM" in SQLite's header: marks a file as a Headroom book.
pub const APPLICATION_ID: i64 = 0x4844_524D;

/// The migrations, in order; the n-th brings a book to version n.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001_book.sql"),
    include_str!("migrations/002_between_calls.sql"),
    include_str!("migrations/003_own_templates.sql"),
    include_str!("migrations/004_rounding.sql"),
    include_str!("migrations/005_sales_and_support.sql"),
    include_str!("migrations/006_white_space.sql"),
    include_str!("migrations/007_lists.sql"),
    include_str!("migrations/008_measured.sql"),
    include_str!("migrations/009_redo.sql"),
];

/// The version this Headroom writes.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// How long a write waits for another program's lock.
const LOCK_WAIT: Duration = Duration::from_secs(5);

/// What a new book starts with.
#[derive(Debug, Clone)]
pub struct NewBook {
    /// Reporting currency, ISO 4217.
    pub currency: String,
    /// How numbers and dates are written.
    pub locale: String,
}

/// The connection that writes. Noting changes for the journal is set up by its first write: a program that only
/// reads or prints does not wait for it.
struct Writer {
    connection: Connection,
    noting: bool,
}

/// A connection that cannot write, with what it remembers of the book.
struct Reader {
    connection: Connection,
    remembered: Remembered,
}

/// An open book: one writer, and read connections beside it so that rendering never blocks typing.
pub struct Book {
    path: PathBuf,
    writer: Mutex<Writer>,
    readers: Mutex<Vec<Reader>>,
}

impl Book {
    /// Makes a new book at `path`. Refuses to overwrite a file.
    pub fn create(path: &Path) -> Result<Self> {
        if path.exists() {
            return Err(AppError::precondition(format!("{} exists already.", path.display()))
                .hint("Choose another name; Headroom never overwrites a file.")
                .field("book"));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(AppError::new(
                Code::File,
                format!("The folder {} does not exist.", folder.display()),
            )
            .hint("Make the folder first, or choose another place for the book.")
            .field("book"));
        }
        let made = Self::create_inside(path);
        if made.is_err() {
            remove_with_sidecars(path);
        }
        made
    }

    fn create_inside(path: &Path) -> Result<Self> {
        let connection = Connection::open(path).map_err(|error| unreadable(path, &error))?;
        restrict_to_owner(path);
        connection
            .execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA journal_mode = WAL;"))
            .map_err(|error| unreadable(path, &error))?;
        drop(connection);
        Self::open(path)
    }

    /// Opens the book at `path`, migrating an older one after putting a copy beside it.
    ///
    /// # Errors
    /// `File` when there is no such file, `BookUnreadable` when it is no book, `BookNewer` when a newer
    /// Headroom wrote it.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(AppError::new(Code::File, format!("There is no book at {}.", path.display()))
                .hint("Make one with \"headroom-cli --book FILE new\", or check the path.")
                .field("book"));
        }
        if path.is_dir() {
            return Err(AppError::new(
                Code::BookUnreadable,
                format!("{} is a folder, not a book.", path.display()),
            )
            .hint("Name the book's file inside the folder.")
            .field("book"));
        }
        let mut writer = connect(path)?;
        guard(path, &writer)?;
        migrate(path, &mut writer)?;
        let writer = Writer { connection: writer, noting: false };
        Ok(Self { path: path.to_owned(), writer: Mutex::new(writer), readers: Mutex::new(Vec::new()) })
    }

    /// Where the book lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `body` on a connection that cannot write.
    pub fn read<T>(&self, body: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.read_with(|connection, _| body(connection))
    }

    /// As [`Book::read`], with what the connection remembers from earlier reads.
    pub fn read_with<T>(&self, body: impl FnOnce(&Connection, &Remembered) -> Result<T>) -> Result<T> {
        let pooled = lock(&self.readers).pop();
        let reader = match pooled {
            Some(reader) => reader,
            None => {
                let connection = connect(&self.path)?;
                connection.execute_batch("PRAGMA query_only = ON;").map_err(sql_error)?;
                Reader { connection, remembered: Remembered::default() }
            }
        };
        // One snapshot for the whole query: counts and rows agree while somebody else writes.
        reader.connection.execute_batch("BEGIN").map_err(sql_error)?;
        let result = body(&reader.connection, &reader.remembered);
        reader.connection.execute_batch("COMMIT").map_err(sql_error)?;
        lock(&self.readers).push(reader);
        result
    }

    /// Runs `body` in one write transaction; an error leaves the book as it was.
    pub fn transact<T>(&self, who: &str, body: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut writer = lock(&self.writer);
        if !writer.noting {
            super::journal::install(&writer.connection)?;
            writer.noting = true;
        }
        let transaction = writer
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| self.locked(error))?;
        let note = self.holder_file();
        // Only so that a program that waits can say who it waits for; failing to write it changes nothing.
        let _ = fs::write(&note, format!("{who}, process {}", std::process::id()));
        let result = body(&transaction).and_then(|value| {
            super::line_value::fill(&transaction)?;
            transaction.commit().map_err(sql_error)?;
            Ok(value)
        });
        let _ = fs::remove_file(note);
        result
    }

    /// As [`Book::transact`], and afterwards nothing of what was removed is left in the file's free space, in the
    /// search index or in the log beside it: the file is written anew.
    pub fn transact_clean<T>(
        &self,
        who: &str,
        body: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let value = self.transact(who, |transaction| {
            let value = body(transaction)?;
            // Merged into one piece, an index holds no removed word any more.
            transaction
                .execute_batch(
                    "INSERT INTO search_index (search_index) VALUES ('optimize');
                     INSERT INTO search_name (search_name) VALUES ('optimize');",
                )
                .map_err(sql_error)?;
            Ok(value)
        })?;
        let writer = lock(&self.writer);
        // A reader that is under way keeps the log for now; the next checkpoint empties it.
        let anew = writer
            .connection
            .execute_batch("VACUUM")
            .and_then(|()| writer.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
        anew.map_err(|error| {
            AppError::new(
                Code::File,
                format!("It is deleted, but the file could not be written anew: {error}."),
            )
            .hint("Traces may stay in the file's free space. Make room on the disk and delete something else for good to write it anew.")
        })?;
        Ok(value)
    }

    /// A copy of the whole book at `target`, taken online and verified by reopening it.
    pub fn backup(&self, target: &Path) -> Result<u64> {
        if target.exists() {
            return Err(AppError::precondition(format!("{} exists already.", target.display()))
                .hint("Choose another name; a backup never overwrites a file.")
                .field("file"));
        }
        let part = target.with_extension("part");
        let copied = self.read(|connection| copy(connection, &part)).and_then(|()| {
            let copy = Connection::open(&part).map_err(|error| unreadable(&part, &error))?;
            let verdict: String =
                copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(sql_error)?;
            if verdict != "ok" {
                return Err(AppError::internal(format!("the backup does not read back: {verdict}")));
            }
            copy.execute_batch("PRAGMA journal_mode = DELETE").map_err(sql_error)?;
            drop(copy);
            restrict_to_owner(&part);
            fs::rename(&part, target).map_err(|error| file_error(target, &error))
        });
        if copied.is_err() {
            remove_with_sidecars(&part);
        }
        copied?;
        fs::metadata(target).map(|meta| meta.len()).map_err(|error| file_error(target, &error))
    }

    fn holder_file(&self) -> PathBuf {
        sidecar(&self.path, "-writer")
    }

    fn locked(&self, error: rusqlite::Error) -> AppError {
        if !matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) {
            return sql_error(error);
        }
        let holder = fs::read_to_string(self.holder_file()).unwrap_or_else(|_| "another program".to_owned());
        AppError::new(Code::BookLocked, format!("The book is being written by {holder}."))
            .hint("Wait until it is done, or close it, and try again. Nothing was changed.")
            .field("book")
    }
}

/// Puts the backup `from` in the place of the book at `path`. What was there is renamed, never removed, and its
/// new name is returned: renaming it back takes the restore back.
///
/// # Errors
/// `File` when there is no such backup, `BookUnreadable` or `BookNewer` when it is no book that can be used.
pub fn restore(path: &Path, from: &Path) -> Result<Option<PathBuf>> {
    if !from.is_file() {
        return Err(AppError::new(Code::File, format!("There is no backup at {}.", from.display()))
            .hint("Check the path; a backup is a single file.")
            .field("file"));
    }
    let backup = connect(from)?;
    guard(from, &backup)?;
    let part = sidecar(path, "-restoring");
    remove_with_sidecars(&part);
    copy(&backup, &part)?;
    drop(backup);
    restrict_to_owner(&part);
    let mut kept = None;
    if path.exists() {
        // A book that still opens is folded into its one file first; a damaged one is kept as it is.
        if let Ok(connection) = connect(path) {
            let _ = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        let aside = (1_u32..)
            .map(|count| sidecar(path, &format!("-before-restore-{count}")))
            .find(|aside| !aside.exists())
            .unwrap_or_else(|| sidecar(path, "-before-restore"));
        fs::rename(path, &aside).map_err(|error| file_error(&aside, &error))?;
        for suffix in ["-wal", "-shm"] {
            let from = sidecar(path, suffix);
            if from.exists() {
                fs::rename(&from, sidecar(&aside, suffix)).map_err(|error| file_error(&aside, &error))?;
            }
        }
        kept = Some(aside);
    }
    fs::rename(&part, path).map_err(|error| file_error(path, &error))?;
    Ok(kept)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic while holding a connection rolled its transaction back; the connection itself is sound.
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn connect(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| unreadable(path, &error))?;
    connection.busy_timeout(LOCK_WAIT).map_err(sql_error)?;
    connection
        .execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;
             PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;",
        )
        .map_err(|error| unreadable(path, &error))?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Refuses what is no book of ours or newer than we are, before anything is written.
fn guard(path: &Path, connection: &Connection) -> Result<()> {
    let pragma = |name: &str| -> Result<i64> {
        connection
            .query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))
            .map_err(|error| unreadable(path, &error))
    };
    if pragma("application_id")? != APPLICATION_ID {
        return Err(AppError::new(
            Code::BookUnreadable,
            format!("{} is not a Headroom book.", path.display()),
        )
        .hint("Open a file that Headroom made, or make a new book beside it.")
        .field("book"));
    }
    let version = pragma("user_version")?;
    if version > SCHEMA_VERSION {
        return Err(AppError::new(
            Code::BookNewer,
            format!("This book was written by a newer Headroom (book version {version}, this one reads {SCHEMA_VERSION})."),
        )
        .hint("Update Headroom on this machine. The book was not touched.")
        .field("book"));
    }
    Ok(())
}

/// Brings an older book to this version, one migration a transaction, after a copy of the whole file.
fn migrate(path: &Path, connection: &mut Connection) -> Result<()> {
    let version: i64 = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(|error| unreadable(path, &error))?;
    if version == SCHEMA_VERSION {
        return Ok(());
    }
    if version > 0 {
        let target = sidecar(path, &format!("-before-version-{SCHEMA_VERSION}"));
        if !target.exists() {
            copy(connection, &target)?;
            restrict_to_owner(&target);
        }
    }
    for (at, sql) in MIGRATIONS.iter().enumerate().skip(usize::try_from(version).unwrap_or(0)) {
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql_error)?;
        transaction.execute_batch(sql).map_err(sql_error)?;
        transaction.pragma_update(None, "user_version", at as i64 + 1).map_err(sql_error)?;
        if at + 1 == MIGRATIONS.len() {
            super::line_value::fill(&transaction)?;
        }
        transaction.commit().map_err(sql_error)?;
    }
    Ok(())
}

fn copy(connection: &Connection, target: &Path) -> Result<()> {
    let mut to = Connection::open(target).map_err(|error| unreadable(target, &error))?;
    let backup = rusqlite::backup::Backup::new(connection, &mut to).map_err(sql_error)?;
    backup.run_to_completion(4096, Duration::ZERO, None).map_err(|error| unreadable(target, &error))
}

fn sidecar(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Removes a book that was never finished, with what SQLite keeps beside it.
pub fn remove_with_sidecars(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(sidecar(path, suffix));
    }
}

#[cfg(unix)]
fn restrict_to_owner(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    // On a file system without permissions there is nothing to restrict.
    let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o600));
}

#[cfg(not(unix))]
fn restrict_to_owner(_path: &Path) {}

fn file_error(path: &Path, error: &std::io::Error) -> AppError {
    AppError::new(Code::File, format!("{} cannot be written: {error}.", path.display()))
        .hint("Check the folder and its permissions, or choose another place.")
}

fn unreadable(path: &Path, error: &rusqlite::Error) -> AppError {
    let hint = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => "This file was not made by Headroom. Choose a book.",
        Some(ErrorCode::DatabaseCorrupt) => {
            "The file is damaged. Restore the last backup with \"headroom-cli restore FILE\"; the damaged file stays as it is."
        }
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            "Check that you may write to the file and its folder, or copy the book to a folder of yours."
        }
        _ => "Check the path, and that no other program is changing the file.",
    };
    AppError::new(Code::BookUnreadable, format!("{} cannot be opened as a book: {error}.", path.display()))
        .hint(hint)
        .field("book")
}

/// An SQLite error as ours: what the person can do about a full disk or a read-only folder is said, a broken
/// constraint names itself, and the rest is our own mistake.
pub fn sql_error(error: rusqlite::Error) -> AppError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => AppError::new(Code::File, "The disk is full.")
            .hint("Free some space and try again. Nothing was changed."),
        Some(ErrorCode::ReadOnly) => AppError::new(Code::File, "The book or its folder is read-only.")
            .hint("Copy the book to a folder you may write to. Nothing was changed."),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            AppError::new(Code::BookLocked, "Another program is writing to the book.")
                .hint("Try again in a moment.")
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => AppError::new(
            Code::BookUnreadable,
            format!("The book is damaged: {error}."),
        )
        .hint("Restore the last backup with \"headroom-cli restore FILE\"; the damaged file stays as it is."),
        Some(ErrorCode::ConstraintViolation) => {
            AppError::new(Code::InvalidInput, format!("The book refuses this: {error}."))
                .hint("Correct the value and try again. Nothing was changed.")
        }
        _ => AppError::internal(error),
    }
}
