//! What `headroom-cli` prints: aligned text for people, JSON for scripts.

use headroom_core::error::AppError;
use serde_json::Value;

/// A line on standard output. A reader that went away, such as `head`, is no trouble.
macro_rules! say {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($part)*);
    }};
}
pub(crate) use say;

/// How to answer.
pub struct Output {
    pub json: bool,
    pub quiet: bool,
}

impl Output {
    /// A result: its JSON, or one sentence.
    pub fn done(&self, value: &Value, sentence: &str) {
        if self.json { self.value(value) } else { self.say(sentence) }
    }

    /// A sentence for a person.
    pub fn say(&self, sentence: &str) {
        if !self.quiet {
            say!("{sentence}");
        }
    }

    /// A value as JSON: indented for a person, one line for a script.
    pub fn value(&self, value: &Value) {
        if self.json {
            say!("{value}");
        } else {
            say!("{value:#}");
        }
    }

    /// Rows as an aligned table with these columns.
    pub fn table(&self, rows: &Value, columns: &[&str]) {
        if self.json {
            return self.value(rows);
        }
        let cells: Vec<Vec<String>> = rows
            .as_array()
            .into_iter()
            .flatten()
            .map(|row| columns.iter().map(|column| text(&row[*column])).collect())
            .collect();
        let widths: Vec<usize> = (0..columns.len())
            .map(|at| cells.iter().map(|row| row[at].chars().count()).max().unwrap_or(0))
            .collect();
        for row in &cells {
            let line: Vec<String> =
                row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            say!("{}", line.join("  ").trim_end());
        }
        if cells.is_empty() {
            self.say("Nothing.");
        }
    }

    /// What an import did.
    pub fn import(&self, report: &Value, dry_run: bool) {
        if self.json {
            return self.value(report);
        }
        let verb = if dry_run { "would be " } else { "" };
        self.say(&format!(
            "{} rows: {} {verb}created, {} {verb}updated, {} unchanged, {} failed.",
            report["rows"], report["created"], report["updated"], report["unchanged"], report["failed"]
        ));
        for notice in report["notices"].as_array().into_iter().flatten() {
            self.say(&format!("  {}", text(notice)));
        }
        for error in report["errors"].as_array().into_iter().flatten() {
            say!("  line {}, {}: {}", error["line"], text(&error["column"]), text(&error["message"]));
        }
        if dry_run {
            for (column, field) in report["mapping"]["columns"].as_object().into_iter().flatten() {
                say!("  {column} -> {}", if field.is_string() { text(field) } else { field.to_string() });
            }
        } else if let Some(id) = report["import_id"].as_str() {
            self.say(&format!("Take it back with: headroom-cli import --undo {id}"));
        }
    }

    /// An error, on standard error.
    pub fn error(&self, error: &AppError) {
        if self.json {
            eprintln!("{}", serde_json::to_string(error).unwrap_or_else(|_| error.message.clone()));
            return;
        }
        eprintln!("{}", error.message);
        if !error.hint.is_empty() {
            eprintln!("{}", error.hint);
        }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.replace('\n', " "),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => String::new(),
        other => other.to_string(),
    }
}
