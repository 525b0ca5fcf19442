//! Which book the window shows: the one named at the start, the one opened last, or none (the three doors
//! of the first start). Remembers recent books beside the window's own settings, never inside a book.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use headroom_core::error::{AppError, Code, Result};
use headroom_engine::{JobContext, Session, SystemClock};
use serde_json::{Map, Value, json};

use crate::Options;

/// How many books the first screen offers again.
const RECENT: usize = 8;

/// What the page asks when it starts, by command; the page reads the same file.
const FIRST: &str = include_str!("../../ui/src/first.json");

/// Command, request and answer.
pub type Answered = (String, Value, Value);

pub struct Shelf {
    session: Session,
    /// The book named at the start opens beside the window, not before it.
    starting: Mutex<Option<JoinHandle<()>>>,
    /// What the page will ask first, answered as soon as that book is open.
    first: Mutex<Receiver<Vec<Answered>>>,
    /// Why the book named at the start, or from outside, is not open.
    problem: Mutex<Option<AppError>>,
    recent_file: PathBuf,
    data: PathBuf,
}

impl Shelf {
    /// Opens the book of `options`, or the one opened last, on a thread of its own. `identifier` names the program's
    /// folders among the person's settings and data.
    pub fn start(identifier: &str, options: Options) -> Arc<Shelf> {
        let recent_file = dirs::config_dir().unwrap_or_default().join(identifier).join("recent.json");
        let path = options.book.or_else(|| recent(&recent_file).into_iter().next());
        let (tell, first) = channel();
        let shelf = Arc::new(Shelf {
            session: Session::new(Arc::new(SystemClock { today: options.today })),
            starting: Mutex::default(),
            problem: Mutex::default(),
            first: Mutex::new(first),
            recent_file,
            data: dirs::data_dir().unwrap_or_default().join(identifier),
        });
        let opening = shelf.clone();
        let thread = std::thread::spawn(move || {
            if let Some(path) = path {
                opening.open(&path);
            }
            // Nobody waits for it any more when the window is there already.
            let _ = tell.send(opening.answer_first());
        });
        *lock(&shelf.starting) = Some(thread);
        shelf
    }

    /// What the page will ask first with its answers, if they are there within `patience`; once.
    pub fn first(&self, patience: Duration) -> Vec<Answered> {
        lock(&self.first).recv_timeout(patience).unwrap_or_default()
    }

    fn answer_first(&self) -> Vec<Answered> {
        let questions: Map<String, Value> = serde_json::from_str(FIRST).unwrap_or_default();
        let answered = |(name, request): (String, Value)| {
            // Without a book most are refused; the page does not ask them then.
            let answer = self.answer(&name, request.clone(), &JobContext::silent()).ok()?;
            Some((name, request, answer))
        };
        questions.into_iter().filter_map(answered).collect()
    }

    /// Opens a book the page did not ask for; a refusal is kept for the page to show.
    pub fn open(&self, path: &Path) {
        let refusal = self.answer("book_open", json!({ "path": path }), &JobContext::silent()).err();
        *lock(&self.problem) = refusal;
    }

    /// What the page is told about the open book.
    pub fn state(&self) -> Result<Value> {
        self.run("session_state", json!({}), &JobContext::silent())
    }

    /// Runs a command of the session or of the engine's list.
    pub fn run(&self, name: &str, request: Value, job: &JobContext) -> Result<Value> {
        if let Some(starting) = lock(&self.starting).take() {
            // A panic in there left no book open, which the first screen shows.
            let _ = starting.join();
        }
        self.answer(name, request, job)
    }

    fn answer(&self, name: &str, mut request: Value, job: &JobContext) -> Result<Value> {
        let mut name = name;
        if name == "book_sample" && request["path"].is_null() {
            let path = self.data.join("Sample book.headroom");
            std::fs::create_dir_all(&self.data).map_err(|error| {
                AppError::new(Code::File, format!("{} cannot be made ({error}).", self.data.display()))
                    .hint("Make room there, or create the sample book in a folder of yours.")
            })?;
            name = if path.is_file() { "book_open" } else { name };
            request = json!({ "path": path });
        }
        let mut answer = self.session.run_job(name, request, job)?;
        if name != "session_state" && !name.starts_with("book_") {
            return Ok(answer);
        }
        if let Some(path) = answer["book"].as_str().filter(|_| name != "session_state") {
            remember(&self.recent_file, Path::new(path));
            *lock(&self.problem) = None;
        }
        answer["recent"] = json!(recent(&self.recent_file));
        answer["problem"] = json!(*lock(&self.problem));
        Ok(answer)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A thread that panicked holding it left whole values: they are replaced, never edited.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Books opened before that still exist, the latest first. An unreadable list is an empty one.
fn recent(file: &Path) -> Vec<PathBuf> {
    let text = std::fs::read(file).unwrap_or_default();
    let paths: Vec<PathBuf> = serde_json::from_slice(&text).unwrap_or_default();
    paths.into_iter().filter(|path| path.is_file()).collect()
}

fn remember(file: &Path, path: &Path) {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let mut paths = recent(file);
    paths.retain(|other| *other != path);
    paths.insert(0, path);
    paths.truncate(RECENT);
    let text = serde_json::to_vec_pretty(&paths).unwrap_or_default();
    // A list that cannot be written costs one click at the next start, nothing of the book.
    let _ = file.parent().map(std::fs::create_dir_all);
    let _ = std::fs::write(file, text);
}
