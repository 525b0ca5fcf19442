//! What a window or a script talks to before and after a book is open: the book's own commands, then the list.

use crate::edge::Clock;
use crate::engine::{Engine, JobContext};
use crate::store::NewBook;
use headroom_core::error::{AppError, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

/// At most one open book, replaced as a whole.
pub struct Session {
    clock: Arc<dyn Clock>,
    open: RwLock<Option<Arc<Engine>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PathRequest {
    path: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CreateRequest {
    path: PathBuf,
    #[serde(default = "dollars")]
    currency: String,
    #[serde(default = "american")]
    locale: String,
}

fn dollars() -> String {
    "USD".to_owned()
}

fn american() -> String {
    "en-US".to_owned()
}

impl Session {
    /// A session without a book.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, open: RwLock::new(None) }
    }

    /// The open book.
    pub fn engine(&self) -> Option<Arc<Engine>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Runs a command: `session_state`, `book_open`, `book_create`, `book_sample`, `book_close`, or one of the list.
    pub fn call(&self, name: &str, request: Value) -> Result<Value> {
        self.run_job(name, request, &JobContext::silent())
    }

    /// As [`Session::call`], with progress and cancel.
    pub fn run_job(&self, name: &str, request: Value, job: &JobContext) -> Result<Value> {
        match name {
            "session_state" => Ok(self.state()),
            "book_open" => {
                let PathRequest { path } = parse(request)?;
                self.replace(Some(Engine::open(&path, self.clock.clone())?))
            }
            "book_create" => {
                let CreateRequest { path, currency, locale } = parse(request)?;
                self.replace(Some(Engine::create(&path, &NewBook { currency, locale }, self.clock.clone())?))
            }
            "book_sample" => {
                let PathRequest { path } = parse(request)?;
                self.replace(Some(crate::sample::create(
                    &path,
                    crate::sample::Size::Small,
                    self.clock.clone(),
                    job,
                )?))
            }
            "book_close" => self.replace(None),
            _ => {
                match self.engine() {
                    Some(engine) => engine.run_job(name, request, job),
                    None => Err(AppError::precondition("No book is open.")
                        .hint("Open a book or make a new one first.")),
                }
            }
        }
    }

    fn replace(&self, engine: Option<Engine>) -> Result<Value> {
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = engine.map(Arc::new);
        Ok(self.state())
    }

    fn state(&self) -> Value {
        json!({ "book": self.engine().map(|engine| engine.book().path().display().to_string()) })
    }
}

fn parse<T: serde::de::DeserializeOwned>(request: Value) -> Result<T> {
    serde_json::from_value(request).map_err(|error| AppError::invalid("request", error.to_string()))
}
