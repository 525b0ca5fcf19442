//! Carries a request from the page to the engine and its answer back: queries and mutations at once, jobs
//! on a thread of their own with progress as event `job`. Must not know what a command means.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use headroom_core::error::{AppError, Code, Result};
use headroom_engine::JobContext;
use serde_json::{Value, json};
use tauri::{AppHandle, Emitter, Manager, State};

use crate::book::Shelf;

/// The jobs that run, by id.
#[derive(Default)]
pub struct Jobs {
    last: AtomicU64,
    running: Mutex<HashMap<String, JobContext>>,
}

impl Jobs {
    fn running(&self) -> MutexGuard<'_, HashMap<String, JobContext>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs what may block (the book, a dialog) away from the threads that draw.
pub async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|stopped| Err(AppError::internal(stopped)))
}

/// A command of the session or of the engine's list.
#[tauri::command]
pub async fn call(
    app: AppHandle,
    shelf: State<'_, Arc<Shelf>>,
    name: String,
    request: Value,
) -> Result<Value> {
    let (shelf, command) = (shelf.inner().clone(), name.clone());
    let answer = off_thread(move || shelf.run(&command, request, &JobContext::silent())).await?;
    if name == "session_state" || name.starts_with("book_") {
        title(&app, &answer);
    }
    Ok(answer)
}

/// Puts the open book's name into the title of the window.
pub fn title(app: &AppHandle, state: &Value) {
    let name = state["book"].as_str().and_then(|book| Path::new(book).file_stem());
    let title = name.map_or("Headroom".into(), |name| format!("{} - Headroom", name.to_string_lossy()));
    if let Some(window) = app.get_webview_window("main") {
        // A window that cannot be named still shows the right book.
        let _ = window.set_title(&title);
    }
}

/// Starts a job and returns its id; everything further comes as event `job`.
#[tauri::command]
pub fn job_start(app: AppHandle, jobs: State<'_, Jobs>, name: String, request: Value) -> String {
    let id = format!("job-{}", jobs.last.fetch_add(1, Ordering::Relaxed) + 1);
    let (teller, told) = (app.clone(), id.clone());
    let context = JobContext::new(move |progress| {
        let (done, total, message) = (progress.done, progress.total, progress.message);
        let event =
            json!({ "id": told, "state": "running", "done": done, "total": total, "message": message });
        let _ = teller.emit("job", event);
    });
    jobs.running().insert(id.clone(), context.clone());
    let job = id.clone();
    std::thread::spawn(move || {
        let outcome = app.state::<Arc<Shelf>>().run(&name, request, &context);
        app.state::<Jobs>().running().remove(&job);
        let (state, result, error) = match outcome {
            Ok(result) => ("done", Some(result), None),
            Err(error) if error.code == Code::Cancelled => ("cancelled", None, Some(error)),
            Err(error) => ("failed", None, Some(error)),
        };
        let event = json!({ "id": job, "state": state, "done": 0, "total": 0, "message": "", "result": result, "error": error });
        let _ = app.emit("job", event);
    });
    id
}

/// Asks a job to stop; it ends as `cancelled`, or as `done` if it was quicker.
#[tauri::command]
pub fn job_cancel(jobs: State<'_, Jobs>, id: String) {
    if let Some(job) = jobs.running().get(&id) {
        job.cancel();
    }
}
