//! The window's bridge over standard input and output, for the tests in the browser: one JSON line per
//! request `{id, name, request}`, answered by `{id, ok}` or `{id, error}`; jobs tell about themselves with
//! `{event: "job", payload}`. Names are those the window invokes: `call`, `job_start`, `job_cancel`,
//! `choose`, `open_path`, `write_text`; anything else is a command.
//!
//!     cargo run -p headroom-engine --example bridge -- [--today YYYY-MM-DD]
//!
//! Dialogs answer from the folder HEADROOM_TEST_DIR, as the window's do under test.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use headroom_core::error::{AppError, Code, Result};
use headroom_engine::{JobContext, Session, SystemClock};
use serde_json::{Value, json};

type Jobs = Arc<Mutex<HashMap<String, JobContext>>>;

fn main() {
    let mut args = std::env::args().skip_while(|arg| arg != "--today").skip(1);
    let today = args.next().and_then(|day| day.parse().ok());
    let session = Arc::new(Session::new(Arc::new(SystemClock { today })));
    let jobs = Jobs::default();
    let mut last = 0;
    for line in std::io::stdin().lock().lines().map_while(std::io::Result::ok) {
        let Ok(message) = serde_json::from_str::<Value>(&line) else {
            say(&json!({ "id": null, "error": AppError::new(Code::Usage, "A line is not JSON.") }));
            continue;
        };
        last += 1;
        let (session, jobs) = (session.clone(), jobs.clone());
        // A thread each, as in the window: a slow rendering must not hold up typing.
        std::thread::spawn(move || {
            let name = message["name"].as_str().unwrap_or_default();
            let answer = match answer(&session, &jobs, last, name, &message["request"]) {
                Ok(ok) => json!({ "id": message["id"], "ok": ok }),
                Err(error) => json!({ "id": message["id"], "error": error }),
            };
            say(&answer);
        });
    }
}

fn answer(session: &Arc<Session>, jobs: &Jobs, number: u64, name: &str, request: &Value) -> Result<Value> {
    let text = |field: &str| request[field].as_str().unwrap_or_default().to_owned();
    match name {
        "call" => run(session, &text("name"), request["request"].clone(), &JobContext::silent()),
        "job_start" => {
            let id = format!("job-{number}");
            start(session.clone(), jobs.clone(), id.clone(), text("name"), request["request"].clone());
            Ok(json!(id))
        }
        "job_cancel" => {
            if let Some(job) = lock(jobs).get(&text("id")) {
                job.cancel();
            }
            Ok(Value::Null)
        }
        "choose" => {
            let folder = folder();
            let answers = std::fs::read_to_string(folder.join("open.txt")).unwrap_or_default();
            Ok(match text("kind").as_str() {
                "open" => json!(answers.lines().next()),
                "save" => json!(folder.join(text("name").replace(['/', '\\'], "-"))),
                _ => json!(folder),
            })
        }
        "open_path" => {
            let list = std::fs::File::options().create(true).append(true).open(folder().join("opened.txt"));
            list.and_then(|mut list| writeln!(list, "{}", text("target"))).map_err(AppError::internal)?;
            Ok(Value::Null)
        }
        "write_text" => {
            std::fs::write(text("target"), text("text")).map_err(AppError::internal)?;
            Ok(Value::Null)
        }
        name => run(session, name, request.clone(), &JobContext::silent()),
    }
}

/// As the window: a sample book without a path goes into the data folder, and answers about the book carry
/// the recent books.
fn run(session: &Session, name: &str, mut request: Value, job: &JobContext) -> Result<Value> {
    if name == "book_sample" && request["path"].is_null() {
        request = json!({ "path": folder().join("Sample book.headroom") });
    }
    let mut answer = session.run_job(name, request, job)?;
    if name == "session_state" || name.starts_with("book_") {
        answer["recent"] = json!([]);
        answer["problem"] = Value::Null;
    }
    Ok(answer)
}

fn start(session: Arc<Session>, jobs: Jobs, id: String, name: String, request: Value) {
    let told = id.clone();
    let context = JobContext::new(move |progress| {
        let (done, total, message) = (progress.done, progress.total, progress.message);
        tell(json!({ "id": told, "state": "running", "done": done, "total": total, "message": message }));
    });
    lock(&jobs).insert(id.clone(), context.clone());
    std::thread::spawn(move || {
        let outcome = run(&session, &name, request, &context);
        lock(&jobs).remove(&id);
        let (state, result, error) = match outcome {
            Ok(result) => ("done", Some(result), None),
            Err(error) if error.code == Code::Cancelled => ("cancelled", None, Some(error)),
            Err(error) => ("failed", None, Some(error)),
        };
        tell(
            json!({ "id": id, "state": state, "done": 0, "total": 0, "message": "", "result": result, "error": error }),
        );
    });
}

fn folder() -> PathBuf {
    std::env::var_os("HEADROOM_TEST_DIR").map_or_else(std::env::temp_dir, PathBuf::from)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn tell(payload: Value) {
    say(&json!({ "event": "job", "payload": payload }));
}

/// One line, whole: standard output is locked while it is written.
fn say(message: &Value) {
    let mut out = std::io::stdout().lock();
    // The tests that read this went away: nothing is left to tell.
    let _ = writeln!(out, "{message}").and_then(|()| out.flush());
}
