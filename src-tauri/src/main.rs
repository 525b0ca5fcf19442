//! Headroom's window: start-up and nothing else. The engine does the work, `bridge` carries requests to
//! it, `book` knows which file is open, `window` makes the window, `native` holds the dialogs and the opener, `menu` the menu bar of macOS.
//! Must not know what a command means.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod book;
mod bridge;
mod menu;
mod native;
mod window;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use book::Shelf;
use tauri::{Emitter, Manager};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = Options::read(std::env::args().skip(1));
    let context = tauri::generate_context!("../tauri.conf.json");
    // The book opens while the desktop's own libraries load.
    let shelf = Shelf::start(&context.config().identifier, options);
    let mut builder = tauri::Builder::default();
    if cfg!(target_os = "macos") {
        builder = builder.menu(menu::build).on_menu_event(menu::chosen);
    }
    builder
        // First, so that a second start ends before it shows anything.
        .plugin(tauri_plugin_single_instance::init(|app, args, _folder| second_start(app, args)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .setup(move |app| {
            app.manage(shelf.clone());
            app.manage(bridge::Jobs::default());
            app.manage(native::Granted::default());
            window::open(app.handle(), &shelf)
        })
        .invoke_handler(tauri::generate_handler![
            bridge::call,
            bridge::job_start,
            bridge::job_cancel,
            native::choose,
            native::open_path,
            native::write_text,
        ])
        .build(context)?
        .run(|app, event| outside(app, &event));
    Ok(())
}

/// What the command line and the environment say; the command line wins.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Options {
    /// `--book FILE` or HEADROOM_BOOK; without it the book opened last.
    pub book: Option<PathBuf>,
    /// `--today YYYY-MM-DD` or HEADROOM_TODAY: the day the window takes for today (demonstrations, tests).
    pub today: Option<chrono::NaiveDate>,
}

impl Options {
    fn read(args: impl Iterator<Item = String>) -> Options {
        let mut options = Options {
            book: std::env::var_os("HEADROOM_BOOK").map(PathBuf::from),
            today: std::env::var("HEADROOM_TODAY").ok().and_then(|day| day.parse().ok()),
        };
        options.apply(args);
        options
    }

    fn apply(&mut self, mut args: impl Iterator<Item = String>) {
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--book" => self.book = args.next().map(PathBuf::from).or(self.book.take()),
                "--today" => self.today = args.next().and_then(|day| day.parse().ok()).or(self.today),
                // A book double-clicked in the file manager arrives as a bare path.
                path if path.ends_with(".headroom") => self.book = Some(PathBuf::from(path)),
                // Web views and desktops add arguments of their own.
                _ => {}
            }
        }
    }
}

/// A book double-clicked on macOS arrives as an event, not as an argument of a second start.
#[cfg_attr(not(target_os = "macos"), allow(unused_variables, reason = "only macOS sends such events"))]
fn outside(app: &tauri::AppHandle, event: &tauri::RunEvent) {
    #[cfg(target_os = "macos")]
    if let tauri::RunEvent::Opened { urls } = event {
        let book = urls.iter().filter_map(|url| url.to_file_path().ok()).next_back();
        if let Some(path) = book {
            open_book(app, &path);
        }
    }
}

/// Opens a book the page did not ask for, and tells it.
fn open_book(app: &tauri::AppHandle, path: &Path) {
    let shelf = app.state::<Arc<Shelf>>();
    shelf.open(path);
    if let Ok(state) = shelf.state() {
        bridge::title(app, &state);
        let _ = app.emit("book", state);
    }
}

/// Someone started Headroom again: show the window that is there, and open the book they named.
fn second_start(app: &tauri::AppHandle, args: Vec<String>) {
    let mut options = Options::default();
    options.apply(args.into_iter().skip(1));
    if let Some(path) = options.book {
        open_book(app, &path);
    }
    if let Some(window) = app.get_webview_window("main") {
        // A window that cannot be raised is still the right one to leave running.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_names_book_and_day() {
        let mut options = Options::default();
        let args = ["--book", "a.headroom", "--gtk-thing", "--today", "2026-11-21"];
        options.apply(args.iter().map(|arg| arg.to_string()));
        assert_eq!(options.book, Some(PathBuf::from("a.headroom")));
        assert_eq!(options.today, chrono::NaiveDate::from_ymd_opt(2026, 11, 21));
    }

    #[test]
    fn a_day_nobody_can_read_changes_nothing() {
        let mut options = Options::default();
        options.apply(["--today", "soon", "--book"].iter().map(|arg| arg.to_string()));
        assert_eq!(options, Options::default());
    }
}
