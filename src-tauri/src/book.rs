//! Which book the window shows: the one named at the start, the one opened last, or none (the three doors
//! of the first start). Remembers recent books beside the window's own settings, never inside a book.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use crate::placeholder::{Edge, Engine};
use headroom_core::error::AppError;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, State};

use crate::Options;

/// How many books the first screen offers again.
const RECENT: usize = 8;

/// What the page needs to know about the open book; `path` is null at the first start.
#[derive(Serialize, Clone)]
pub struct Current {
    path: Option<PathBuf>,
    name: Option<String>,
    recent: Vec<PathBuf>,
    /// Why the book named at the start is not open.
    problem: Option<AppError>,
}

pub struct Shelf {
    open: Arc<Mutex<Open>>,
    /// The book named at the start opens beside the window, not before it.
    starting: Mutex<Option<JoinHandle<()>>>,
    today: Option<chrono::NaiveDate>,
    recent_file: PathBuf,
    data: PathBuf,
}

#[derive(Default)]
struct Open {
    book: Option<(PathBuf, Arc<Engine>)>,
    problem: Option<AppError>,
}

impl Shelf {
    pub fn start(config: PathBuf, data: PathBuf, options: Options) -> Shelf {
        let recent_file = config.join("recent.json");
        let open = Arc::new(Mutex::new(Open::default()));
        let path = options.book.or_else(|| recent(&recent_file).into_iter().next());
        let (slot, edge) = (open.clone(), edge(options.today));
        let starting = path.map(|path| {
            std::thread::spawn(move || {
                let opened = Engine::open(&path, edge);
                let mut open = lock(&slot);
                match opened {
                    Ok(engine) => open.book = Some((path, Arc::new(engine))),
                    Err(problem) => open.problem = Some(problem),
                }
            })
        });
        Shelf { open, starting: Mutex::new(starting), today: options.today, recent_file, data }
    }

    /// The engine of the open book. Refused (`precondition`) before one is open.
    pub fn engine(&self) -> Result<Arc<Engine>, AppError> {
        match &self.opened().book {
            Some((_, engine)) => Ok(engine.clone()),
            None => Err(AppError::precondition("No book is open.").hint("Open a book, or create one.")),
        }
    }

    fn opened(&self) -> MutexGuard<'_, Open> {
        if let Some(starting) = lock(&self.starting).take() {
            // A panic in there left no book open, which the first screen shows.
            let _ = starting.join();
        }
        lock(&self.open)
    }

    fn current(&self) -> Current {
        let open = self.opened();
        let path = open.book.as_ref().map(|(path, _)| path.clone());
        let name = path.as_deref().and_then(Path::file_stem).map(|name| name.to_string_lossy().into_owned());
        Current { path, name, recent: recent(&self.recent_file), problem: open.problem.clone() }
    }

    /// Puts a book in the window; the one before it is closed once its last request ends.
    fn show(&self, path: PathBuf, engine: Engine) -> Current {
        let path = path.canonicalize().unwrap_or(path);
        remember(&self.recent_file, &path);
        *self.opened() = Open { book: Some((path, Arc::new(engine))), problem: None };
        self.current()
    }

    fn open(&self, path: PathBuf) -> Result<Current, AppError> {
        let engine = Engine::open(&path, edge(self.today))?;
        Ok(self.show(path, engine))
    }
}

fn edge(today: Option<chrono::NaiveDate>) -> Edge {
    Edge::system(today)
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
    let mut paths = recent(file);
    paths.retain(|other| other != path);
    paths.insert(0, path.to_path_buf());
    paths.truncate(RECENT);
    let text = serde_json::to_vec_pretty(&paths).unwrap_or_default();
    // A list that cannot be written costs one click at the next start, nothing of the book.
    let _ = file.parent().map(std::fs::create_dir_all);
    let _ = std::fs::write(file, text);
}

fn title(app: &AppHandle, current: &Current) {
    if let (Some(window), Some(name)) = (app.get_webview_window("main"), &current.name) {
        let _ = window.set_title(&format!("{name} - Headroom"));
    }
}

/// Opens a book named from outside the page and tells the page, with the error if it did not open.
pub fn open_and_tell(app: &AppHandle, path: PathBuf) {
    let shelf = app.state::<Arc<Shelf>>();
    let told = match shelf.open(path) {
        Ok(current) => current,
        Err(problem) => Current { problem: Some(problem), ..shelf.current() },
    };
    title(app, &told);
    let _ = app.emit("book", told);
}

type Answer = Result<Current, AppError>;

#[tauri::command]
pub async fn book_current(app: AppHandle, shelf: State<'_, Arc<Shelf>>) -> Answer {
    let shelf = shelf.inner().clone();
    let current = crate::bridge::off_thread(move || Ok(shelf.current())).await?;
    title(&app, &current);
    Ok(current)
}

#[tauri::command]
pub async fn book_open(app: AppHandle, shelf: State<'_, Arc<Shelf>>, path: PathBuf) -> Answer {
    let shelf = shelf.inner().clone();
    let current = crate::bridge::off_thread(move || shelf.open(path)).await?;
    title(&app, &current);
    Ok(current)
}

/// An empty book. Refuses to overwrite a file.
#[tauri::command]
pub async fn book_create(
    app: AppHandle,
    shelf: State<'_, Arc<Shelf>>,
    path: PathBuf,
    currency: String,
    locale: String,
) -> Answer {
    let shelf = shelf.inner().clone();
    let current = crate::bridge::off_thread(move || {
        let engine = Engine::create(&path, &currency, &locale, edge(shelf.today))?;
        Ok(shelf.show(path, engine))
    })
    .await?;
    title(&app, &current);
    Ok(current)
}

/// The sample book, made when it is not there; without a path in the platform's data folder.
#[tauri::command]
pub async fn book_sample(app: AppHandle, shelf: State<'_, Arc<Shelf>>, path: Option<PathBuf>) -> Answer {
    let shelf = shelf.inner().clone();
    let current = crate::bridge::off_thread(move || {
        let path = path.unwrap_or_else(|| shelf.data.join("Sample book.headroom"));
        if path.is_file() {
            return shelf.open(path);
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| crate::native::refused(folder, &error))?;
        }
        let engine = Engine::sample(&path, edge(shelf.today))?;
        Ok(shelf.show(path, engine))
    })
    .await?;
    title(&app, &current);
    Ok(current)
}
