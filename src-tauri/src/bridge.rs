//! Carries a request from the page to the engine and its answer back: queries and mutations at once, jobs
//! on a thread of their own with progress as event `job`. Must not know any command by name.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::placeholder::JobContext;
use headroom_core::error::AppError;
use serde::Serialize;
use serde_json::Value;
use tauri::{AppHandle, Emitter, Manager, State};

use crate::book::Shelf;

/// The flags that stop running jobs, by job id.
#[derive(Default)]
pub struct Jobs {
    next: AtomicU64,
    running: Mutex<HashMap<String, Arc<AtomicBool>>>,
}

impl Jobs {
    fn running(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<AtomicBool>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Serialize, Clone)]
struct JobEvent<'a> {
    id: &'a str,
    state: &'a str,
    done: u64,
    total: u64,
    message: &'a str,
    result: Option<Value>,
    error: Option<AppError>,
}

/// Runs what may block (the book, a rendering) away from the threads that draw.
pub async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|stopped| Err(AppError::internal(stopped)))
}

/// A query or a mutation of the engine.
#[tauri::command]
pub async fn call(shelf: State<'_, Arc<Shelf>>, name: String, request: Value) -> Result<Value, AppError> {
    let shelf = shelf.inner().clone();
    off_thread(move || shelf.engine()?.call(&name, request)).await
}

/// Starts a job and returns its id; everything further comes as event `job`.
#[tauri::command]
pub fn job_start(app: AppHandle, shelf: State<'_, Arc<Shelf>>, name: String, request: Value) -> String {
    let jobs = app.state::<Jobs>();
    let id = format!("job-{}", jobs.next.fetch_add(1, Ordering::Relaxed) + 1);
    let cancel = Arc::new(AtomicBool::new(false));
    jobs.running().insert(id.clone(), cancel.clone());
    let (shelf, job) = (shelf.inner().clone(), id.clone());
    std::thread::spawn({
        let app = app.clone();
        move || run(&app, &shelf, &job, &name, request, cancel)
    });
    id
}

fn run(app: &AppHandle, shelf: &Shelf, id: &str, name: &str, request: Value, cancel: Arc<AtomicBool>) {
    let teller = app.clone();
    let told = id.to_string();
    let progress = move |done: u64, total: u64, message: &str| {
        let event = JobEvent { id: &told, state: "running", done, total, message, result: None, error: None };
        let _ = teller.emit("job", event);
    };
    let context = JobContext::new(progress, cancel.clone());
    let outcome = shelf.engine().and_then(|engine| engine.run_job(name, request, &context));
    app.state::<Jobs>().running().remove(id);
    let (state, result, error) = match outcome {
        Ok(result) => ("done", Some(result), None),
        Err(error) if cancel.load(Ordering::Relaxed) => ("cancelled", None, Some(error)),
        Err(error) => ("failed", None, Some(error)),
    };
    let _ = app.emit("job", JobEvent { id, state, done: 0, total: 0, message: "", result, error });
}

/// Asks a job to stop; it ends with state `cancelled`, or `done` if it was quicker.
#[tauri::command]
pub fn job_cancel(jobs: State<'_, Jobs>, id: String) {
    if let Some(cancel) = jobs.running().get(&id) {
        cancel.store(true, Ordering::Relaxed);
    }
}
