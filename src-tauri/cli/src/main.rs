//! `headroom-cli`: the window's commands for scripts, for nightly runs and for tests. No second logic: a
//! subcommand reads its arguments, calls the engine and prints what came back.

mod arguments;
mod bulk;
mod output;
mod reviews;

use arguments::{Arguments, Command, RenderKind};
use clap::Parser;
use headroom_core::error::{AppError, Code, Result};
use headroom_engine::{Clock, Engine, JobContext, SystemClock, sample, store};
use output::Output;
use serde_json::{Value, json};
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Done, with something to look at: row errors, failing checks, problems.
const FOUND_TROUBLE: u8 = 1;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let output = Output { json: arguments.json, quiet: arguments.quiet };
    match run(&arguments, &output) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            output.error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// Help and version go to standard output with 0; a wrong call says so in the form asked for, with 2.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if std::env::args().any(|argument| argument == "--json") {
        let text = error.to_string();
        let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let error =
            AppError::new(Code::Usage, message).hint("\"headroom-cli --help\" shows how it is called.");
        Output { json: true, quiet: false }.error(&error);
    } else {
        let _ = error.print();
    }
    ExitCode::from(2)
}

fn run(arguments: &Arguments, output: &Output) -> Result<u8> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock { today: arguments.today });
    match &arguments.command {
        Command::Prorate(files) => return bulk::run(files, bulk::Kind::Prorate),
        Command::Allocate(files) => return bulk::run(files, bulk::Kind::Allocate),
        Command::Call { list: true, .. } => return Ok(list_commands(output)),
        Command::Call { schema: Some(name), .. } => return schema(name),
        _ => {}
    }
    let book = book_path(arguments)?;
    match &arguments.command {
        Command::New { currency, locale } => {
            let new = store::NewBook { currency: currency.clone(), locale: locale.clone() };
            make_folder(arguments, &book)?;
            Engine::create(&book, &new, clock)?;
            output.done(&json!({ "book": book.display().to_string() }), &format!("Made {}.", book.display()));
            Ok(0)
        }
        Command::Sample { size } => {
            make_folder(arguments, &book)?;
            sample::create(&book, *size, clock, &output.progress())?;
            output.done(
                &json!({ "book": book.display().to_string() }),
                &format!("Made the sample book {}.", book.display()),
            );
            Ok(0)
        }
        Command::Restore { file } => {
            let kept = store::restore(&book, file)?;
            let said = kept.as_ref().map_or_else(
                || format!("Restored {}.", book.display()),
                |kept| format!("Restored {}. What it held before is in {}.", book.display(), kept.display()),
            );
            output.done(&json!({ "book": book.display().to_string(), "kept": kept }), &said);
            Ok(0)
        }
        _ => with_book(arguments, output, &Engine::open(&book, clock)?),
    }
}

fn with_book(arguments: &Arguments, output: &Output, engine: &Engine) -> Result<u8> {
    match &arguments.command {
        Command::Import(import) => import_file(import, output, engine),
        Command::Call { name, request, .. } => {
            let name = name.as_deref().ok_or_else(|| {
                AppError::new(Code::Usage, "Which command?")
                    .hint("\"headroom-cli call --list\" names them all.")
            })?;
            // An unknown name is said before the request is read.
            headroom_engine::commands::find(name)?;
            let answer = engine.run_job(name, parse_request(request.as_deref())?, &output.progress())?;
            output.value(&answer);
            Ok(0)
        }
        Command::Render { kind: RenderKind::Qbr, id, all: _, quarter, out, format } => {
            let quarter = quarter.as_deref();
            match id {
                Some(id) => reviews::one(engine, output, id, quarter, out, format.as_deref()),
                None => reviews::all(engine, output, quarter, out),
            }
        }
        Command::Render { kind, id, out, format, .. } => {
            let id = id.as_deref().ok_or_else(|| {
                AppError::new(Code::Usage, format!("Which {}?", kind.as_str()))
                    .hint("Only reviews are rendered for all accounts at once.")
            })?;
            render(engine, output, *kind, id, out, format.as_deref())
        }
        Command::Search { words } => {
            let hits = engine.call("search", json!({ "text": words.join(" ") }))?;
            output.table(&hits, &["kind", "account_name", "title", "excerpt"]);
            Ok(0)
        }
        Command::Backup { file } => {
            let report = engine.run_job("backup", json!({ "file": file }), &output.progress())?;
            output.done(&report, &format!("Copied and verified: {}.", file.display()));
            Ok(0)
        }
        Command::Check => {
            let report = engine.call("check", Value::Null)?;
            let ok = report["ok"] == json!(true);
            if output.json {
                output.value(&report);
            } else if ok {
                output.say("The book is sound.");
            } else {
                for problem in report["problems"].as_array().into_iter().flatten() {
                    crate::output::say!("{}", problem.as_str().unwrap_or_default());
                }
            }
            Ok(if ok { 0 } else { FOUND_TROUBLE })
        }
        Command::Undo { count } => repeat(engine, output, "undo", *count),
        Command::Redo { count } => repeat(engine, output, "redo", *count),
        Command::Journal => {
            let entries = engine.call("journal", json!({}))?;
            output.table(&entries, &["seq", "at", "command", "summary", "undone"]);
            Ok(0)
        }
        // Taken care of before the book was opened.
        Command::New { .. }
        | Command::Sample { .. }
        | Command::Restore { .. }
        | Command::Prorate(_)
        | Command::Allocate(_) => Ok(0),
    }
}

fn import_file(import: &arguments::Import, output: &Output, engine: &Engine) -> Result<u8> {
    if let Some(id) = &import.undo {
        let entry = engine.call("import_undo", json!({ "import_id": id }))?;
        output.done(&entry, &format!("Taken back: {}.", entry["summary"].as_str().unwrap_or_default()));
        return Ok(0);
    }
    let file = import.file.as_ref().ok_or_else(|| {
        AppError::new(Code::Usage, "Which file?").hint("headroom-cli import --kind accounts FILE")
    })?;
    let mut request = json!({ "file": file, "kind": import.kind, "refresh": import.refresh });
    if let Some(map) = &import.map {
        request["mapping"] =
            serde_json::to_value(headroom_engine::import::Mapping::read(map)?).map_err(AppError::internal)?;
    }
    let command = if import.dry_run { "import_preview" } else { "import_run" };
    let report = engine.run_job(command, request, &output.progress())?;
    if let Some(target) = &import.save_map {
        let mapping = serde_json::from_value(report["mapping"].clone()).map_err(AppError::internal)?;
        headroom_engine::import::Mapping::write(&mapping, target)?;
    }
    output.import(&report, import.dry_run);
    Ok(if report["failed"].as_u64().unwrap_or(0) > 0 { FOUND_TROUBLE } else { 0 })
}

fn render(
    engine: &Engine,
    output: &Output,
    kind: RenderKind,
    id: &str,
    out: &Path,
    format: Option<&str>,
) -> Result<u8> {
    let report = match kind {
        RenderKind::Proposal | RenderKind::Addendum => {
            let page = engine.call("document_get", json!({ "id": id }))?;
            let found = page["document"]["kind"].as_str().unwrap_or_default();
            if found != kind.as_str() {
                return Err(AppError::invalid(
                    "kind",
                    format!("{id} is a {found}, not a {}.", kind.as_str()),
                ));
            }
            let request = json!({ "id": id, "file": out, "format": format });
            engine.run_job("document_export", request, &output.progress())?
        }
        RenderKind::Qbr => return reviews::one(engine, output, id, None, out, format),
        RenderKind::FollowUp => {
            let request = json!({ "mail": { "kind": "follow_up", "id": id }, "file": out, "format": format });
            engine.run_job("mail_export", request, &output.progress())?
        }
        RenderKind::WhiteSpace | RenderKind::CallBrief => {
            let request = json!({ "kind": kind.as_str(), "account_id": id, "file": out, "format": format });
            engine.run_job("sheet_export", request, &output.progress())?
        }
    };
    Ok(wrote(output, &report, out))
}

/// Says what was written and what its checks found.
fn wrote(output: &Output, report: &Value, out: &Path) -> u8 {
    let missing: Vec<&str> = report["checks"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|check| check["ok"] == json!(false))
        .filter_map(|check| check["message"].as_str())
        .collect();
    let pages = report["pages"].as_u64().map(|pages| format!(" ({pages} pages)")).unwrap_or_default();
    output.done(report, &format!("Wrote {}{pages}.", out.display()));
    if !output.json {
        for message in &missing {
            eprintln!("  missing: {message}");
        }
    }
    if missing.is_empty() { 0 } else { FOUND_TROUBLE }
}

fn repeat(engine: &Engine, output: &Output, command: &str, count: u32) -> Result<u8> {
    let mut entries = Vec::new();
    for _ in 0..count {
        let entry = engine.call(command, json!({}))?;
        if !output.json {
            output.say(&format!("{command}: {}", entry["summary"].as_str().unwrap_or_default()));
        }
        entries.push(entry);
    }
    if output.json {
        output.value(&Value::Array(entries));
    }
    Ok(0)
}

fn parse_request(text: Option<&str>) -> Result<Value> {
    let text = match text {
        None => return Ok(json!({})),
        Some("-") => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map_err(|error| {
                AppError::new(Code::File, format!("Standard input cannot be read: {error}."))
            })?;
            text
        }
        Some(text) => text.to_owned(),
    };
    serde_json::from_str(&text).map_err(|error| {
        AppError::invalid("request", format!("The request is not JSON: {error}."))
            .hint("Quote the whole request for the shell, or give \"-\" and pipe it in.")
    })
}

fn list_commands(output: &Output) -> u8 {
    let rows: Vec<Value> = headroom_engine::commands::LIST
        .iter()
        .map(|command| json!({ "name": command.name, "kind": command.kind, "about": command.about }))
        .collect();
    output.table(&Value::Array(rows), &["name", "kind", "about"]);
    0
}

fn schema(name: &str) -> Result<u8> {
    let command = headroom_engine::commands::find(name)?;
    crate::output::say!(
        "// {}\n// {name}({}) -> {}\n",
        command.about,
        (command.request)(),
        (command.response)()
    );
    for (_, declaration) in (command.declarations)() {
        crate::output::say!("{declaration}\n");
    }
    Ok(0)
}

/// The book named, or the one in the platform's data folder.
fn book_path(arguments: &Arguments) -> Result<PathBuf> {
    match &arguments.book {
        Some(path) => Ok(path.clone()),
        None => {
            dirs::data_dir().map(|folder| folder.join("headroom").join("book.headroom")).ok_or_else(|| {
                AppError::new(Code::Usage, "This machine has no data folder.")
                    .hint("Name the book with --book FILE.")
            })
        }
    }
}

/// The default folder is made; a folder the person names must be there.
fn make_folder(arguments: &Arguments, book: &Path) -> Result<()> {
    match book.parent() {
        Some(folder) if arguments.book.is_none() => std::fs::create_dir_all(folder).map_err(|error| {
            AppError::new(Code::File, format!("{} cannot be made: {error}.", folder.display()))
        }),
        _ => Ok(()),
    }
}

impl Output {
    /// Progress on standard error, only for a person who looks.
    fn progress(&self) -> JobContext {
        if self.quiet || self.json || !std::io::stderr().is_terminal() {
            return JobContext::silent();
        }
        JobContext::new(|progress| {
            let end = if progress.done == progress.total { '\n' } else { '\r' };
            eprint!("{} {}/{}{end}", progress.message, progress.done, progress.total);
        })
    }
}
