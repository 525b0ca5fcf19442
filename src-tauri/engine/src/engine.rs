//! An open book with a clock: what commands run in.

use crate::commands::{self, Handler};
use crate::edge::Clock;
use crate::papers::Papers;
use crate::store::journal::{self, JournalEntry, Mark};
use crate::store::{Book, line_value, sql_error};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use headroom_core::error::{AppError, Code, Result};
use rusqlite::{Connection, Transaction};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// An open book, ready for commands. Shared between threads: queries run beside the one writer.
pub struct Engine {
    book: Book,
    clock: Arc<dyn Clock>,
    papers: Papers,
}

/// What a query sees.
pub struct Read<'a> {
    pub connection: &'a Connection,
    remembered: &'a line_value::Remembered,
    pub today: NaiveDate,
    pub engine: &'a Engine,
}

impl Read<'_> {
    /// What every account is worth a year today.
    pub fn worth(&self) -> Result<line_value::Worth> {
        self.remembered.worth(self.connection, self.today)
    }
}

/// What a mutation writes with. Its rows are journaled under `mark`.
pub struct Write<'a> {
    pub connection: &'a Transaction<'a>,
    pub today: NaiveDate,
    /// The instant, as it is stored.
    pub now: String,
    pub mark: Mark,
    pub engine: &'a Engine,
    ids: &'a Ids,
}

/// Where new ids come from.
#[derive(Debug)]
pub enum Ids {
    /// UUIDv7 of this instant.
    Fresh(DateTime<Utc>),
    /// Derived from a seed and a count: equal runs give equal ids.
    Seeded { seed: String, count: Cell<u64> },
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
pub struct Progress {
    pub done: u64,
    /// 0 while it is not known.
    pub total: u64,
    /// What is being done now.
    pub message: String,
}

/// A job's line to whoever started it.
#[derive(Clone)]
pub struct JobContext {
    progress: Arc<dyn Fn(Progress) + Send + Sync>,
    cancelled: Arc<AtomicBool>,
}

impl JobContext {
    /// A context that reports to `progress`.
    pub fn new(progress: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self { progress: Arc::new(progress), cancelled: Arc::new(AtomicBool::new(false)) }
    }

    /// A context nobody watches.
    pub fn silent() -> Self {
        Self::new(|_| ())
    }

    /// Says how far the job is.
    pub fn report(&self, done: u64, total: u64, message: impl Into<String>) {
        (self.progress)(Progress { done, total, message: message.into() });
    }

    /// Asks the job to stop; it ends at its next step and leaves the book as it was.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// An error when the job was asked to stop.
    pub fn go_on(&self) -> Result<()> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(AppError::new(Code::Cancelled, "Cancelled.").hint("The book is as it was before."));
        }
        Ok(())
    }
}

impl Write<'_> {
    /// A new id.
    pub fn id<T: From<String>>(&self) -> T {
        T::from(self.ids.next())
    }
}

impl Ids {
    /// Ids derived from `seed`.
    pub fn seeded(seed: impl Into<String>) -> Self {
        Self::Seeded { seed: seed.into(), count: Cell::new(0) }
    }

    fn next(&self) -> String {
        match self {
            Self::Fresh(now) => {
                let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
                let at = uuid::Timestamp::from_unix(uuid::NoContext, seconds, now.timestamp_subsec_nanos());
                uuid::Uuid::new_v7(at).to_string()
            }
            Self::Seeded { seed, count } => {
                count.set(count.get() + 1);
                let digest = Sha256::digest(format!("{seed}/{}", count.get()));
                let mut bytes = [0_u8; 16];
                bytes.copy_from_slice(&digest[..16]);
                uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
            }
        }
    }
}

impl Engine {
    /// Opens a book.
    pub fn open(path: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        Ok(Self { book: Book::open(path)?, clock, papers: Papers::default() })
    }

    /// Makes an empty book with its currency and locale.
    ///
    /// # Errors
    /// `Precondition` when the file exists, `InvalidInput` for an unknown currency or locale.
    pub fn create(path: &Path, new: &crate::store::NewBook, clock: Arc<dyn Clock>) -> Result<Self> {
        let settings = headroom_core::book::Settings {
            currency: new.currency.clone(),
            locale: new.locale.clone(),
            ..Default::default()
        };
        commands::settings::validate(&settings)?;
        let engine = Self { book: Book::create(path)?, clock, papers: Papers::default() };
        engine.book.transact("new", |transaction| {
            commands::settings::store(transaction, &settings)?;
            transaction
                .execute("INSERT INTO meta (key, value) VALUES ('created_at', ?)", [engine.instant()])
                .map_err(sql_error)?;
            Ok(())
        })?;
        Ok(engine)
    }

    /// The book's file.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The document machine with the book's fonts and templates.
    pub fn papers(&self) -> &Papers {
        &self.papers
    }

    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Runs a query or a mutation of the list.
    ///
    /// # Errors
    /// `Usage` for an unknown command, and whatever the command refuses.
    pub fn call(&self, name: &str, request: Value) -> Result<Value> {
        match &commands::find(name)?.handler {
            Handler::Query(run) => self.read(|read| run(read, request)),
            Handler::Mutation(run) => self.write(name, |write| run(write, request)),
            Handler::Engine(run) => run(self, request),
            Handler::Job(run) => run(self, request, &JobContext::silent()),
        }
    }

    /// Runs any command, with progress and cancel for a job. Blocks: callers put it on a thread.
    pub fn run_job(&self, name: &str, request: Value, job: &JobContext) -> Result<Value> {
        match &commands::find(name)?.handler {
            Handler::Job(run) => run(self, request, job),
            _ => self.call(name, request),
        }
    }

    /// Runs `body` on a snapshot of the book.
    pub fn read<T>(&self, body: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        self.book.read_with(|connection, remembered| {
            body(&Read { connection, remembered, today: self.today(), engine: self })
        })
    }

    /// Runs `body` as one undoable change called `command`.
    pub fn write<T>(&self, command: &str, body: impl FnOnce(&mut Write<'_>) -> Result<T>) -> Result<T> {
        self.write_with(command, &Ids::Fresh(self.clock.now()), body)
    }

    /// As [`Engine::write`], with ids from a given source.
    pub fn write_with<T>(
        &self,
        command: &str,
        ids: &Ids,
        body: impl FnOnce(&mut Write<'_>) -> Result<T>,
    ) -> Result<T> {
        let now = self.instant();
        self.book.transact(command, |transaction| {
            journal::clear(transaction)?;
            let mut write = Write {
                connection: transaction,
                today: self.today(),
                now: now.clone(),
                mark: Mark { summary: command.to_owned(), ..Mark::default() },
                engine: self,
                ids,
            };
            let value = body(&mut write)?;
            journal::store(transaction, &now, command, &write.mark)?;
            Ok(value)
        })
    }

    /// Takes back an entry of the journal, the newest by default.
    pub fn undo(&self, seq: Option<i64>) -> Result<JournalEntry> {
        self.book.transact("undo", |transaction| journal::undo(transaction, seq))
    }

    /// Takes back everything an import wrote.
    pub fn undo_import(&self, import_id: &str) -> Result<JournalEntry> {
        self.book.transact("undo", |transaction| {
            let entry = journal::entry_of_import(transaction, import_id)?;
            journal::undo(transaction, Some(entry.seq))
        })
    }

    /// Brings back what was undone last.
    pub fn redo(&self) -> Result<JournalEntry> {
        self.book.transact("redo", journal::redo)
    }

    /// Deletes rows for good; the one change that is not journaled, because the journal forgets them too.
    pub fn erase(&self, rows: &[crate::store::erase::Row]) -> Result<()> {
        let now = self.instant();
        self.book.transact_clean("erase", |transaction| {
            journal::clear(transaction)?;
            crate::store::erase::erase(transaction, rows, &now)?;
            journal::clear(transaction)
        })
    }

    fn instant(&self) -> String {
        self.clock.now().to_rfc3339_opts(SecondsFormat::Millis, true)
    }
}
