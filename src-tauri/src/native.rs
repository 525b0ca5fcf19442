//! What belongs to the desktop: file dialogs, and opening a link or a file in the system's program for it.
//!
//! Tests cannot click a native dialog. With HEADROOM_TEST_DIR set, a save dialog answers with the proposed
//! name in that folder, an open dialog with the first line of its open.txt, and what would open in another
//! program is listed in its opened.txt.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use headroom_core::error::{AppError, Code, Result};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

use crate::bridge::off_thread;

/// Files and folders somebody picked in a dialog since the start: only these may be opened by path.
#[derive(Default)]
pub struct Granted(Mutex<HashSet<PathBuf>>);

impl Granted {
    fn add(&self, path: &Path) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_path_buf());
    }

    fn covers(&self, path: &Path) -> bool {
        let granted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        path.ancestors().any(|part| granted.contains(part))
    }
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Open,
    Save,
    Folder,
}

fn test_dir() -> Option<PathBuf> {
    std::env::var_os("HEADROOM_TEST_DIR").map(PathBuf::from)
}

/// Asks for a path; `None` when the person closed the dialog.
fn ask(
    app: &AppHandle,
    kind: Kind,
    title: String,
    name: Option<String>,
    extensions: Vec<String>,
) -> Option<PathBuf> {
    // A proposed name is a name, not a way into other folders.
    let name = name.map(|name| name.replace(['/', '\\', ':', '\0'], "-"));
    if let Some(folder) = test_dir() {
        let answers = std::fs::read_to_string(folder.join("open.txt")).unwrap_or_default();
        return match kind {
            Kind::Save => Some(folder.join(name.unwrap_or_else(|| "unnamed".to_string()))),
            Kind::Open => answers.lines().next().map(PathBuf::from),
            Kind::Folder => Some(folder),
        };
    }
    let mut dialog = app.dialog().file().set_title(title);
    if let Some(name) = name {
        dialog = dialog.set_file_name(name);
    }
    if !extensions.is_empty() {
        let endings: Vec<&str> = extensions.iter().map(String::as_str).collect();
        dialog = dialog.add_filter(endings.join(", ").to_uppercase(), &endings);
    }
    let picked = match kind {
        Kind::Open => dialog.blocking_pick_file(),
        Kind::Save => dialog.blocking_save_file(),
        Kind::Folder => dialog.blocking_pick_folder(),
    };
    picked.and_then(|path| path.into_path().ok())
}

/// A path from a native dialog, for a command that reads or writes it.
#[tauri::command]
pub async fn choose(
    app: AppHandle,
    granted: State<'_, Granted>,
    kind: Kind,
    title: String,
    name: Option<String>,
    extensions: Option<Vec<String>>,
) -> Result<Option<PathBuf>> {
    let asking = app.clone();
    let path =
        off_thread(move || Ok(ask(&asking, kind, title, name, extensions.unwrap_or_default()))).await?;
    path.iter().for_each(|path| granted.add(path));
    Ok(path)
}

/// Writes a text (a list as CSV) into a file somebody just named in a save dialog, whole or not at all.
#[tauri::command]
pub fn write_text(granted: State<'_, Granted>, target: PathBuf, text: String) -> Result<()> {
    if !granted.covers(&target) {
        return Err(AppError::precondition("Headroom writes into files you named in its save dialog."));
    }
    let failed = |error: std::io::Error| {
        AppError::new(Code::File, format!("{} cannot be written ({error}).", target.display()))
            .hint("Choose another folder, or make room there.")
    };
    let mut partial = target.clone().into_os_string();
    partial.push(".part");
    std::fs::write(&partial, text).map_err(failed)?;
    std::fs::rename(&partial, &target).map_err(failed)
}

/// Opens a web link, a mail draft, or a file picked before, in the system's program for it.
#[tauri::command]
pub fn open_path(app: AppHandle, granted: State<'_, Granted>, target: String) -> Result<()> {
    let link = ["https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    if !link && !granted.covers(Path::new(&target)) {
        return Err(AppError::precondition("Headroom opens web links, mail drafts and files you picked.")
            .hint("Save the file first."));
    }
    if let Some(folder) = test_dir() {
        let file = folder.join("opened.txt");
        let list = std::fs::File::options().create(true).append(true).open(&file);
        return list.and_then(|mut list| writeln!(list, "{target}")).map_err(AppError::internal);
    }
    let opened = match link {
        true => app.opener().open_url(&target, None::<&str>),
        false => app.opener().open_path(&target, None::<&str>),
    };
    opened.map_err(|error| {
        AppError::new(Code::File, format!("The system did not open {target} ({error})."))
            .hint("Open it from your file manager or browser.")
    })
}
