//! The menu bar of macOS. Every entry is an event to the page, which owns the actions; what the system does itself
//! (copy, hide, quit) stays the system's. Other desktops have no menu bar here: the palette lists the same actions.

use tauri::menu::{AboutMetadata, Menu, MenuBuilder, MenuEvent, MenuItemBuilder, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Runtime};

/// An entry: the id the page knows, its word, its key.
type Entry = (&'static str, &'static str, Option<&'static str>);

const FILE: &[Entry] = &[
    ("new_book", "New Book…", None),
    ("open_book", "Open Book…", Some("Cmd+O")),
    ("sample_book", "Open the Sample Book", None),
    ("backup", "Back Up…", None),
    ("import", "Import…", Some("Cmd+Shift+I")),
];
const UNDO: &[Entry] = &[("undo", "Undo", Some("Cmd+Z")), ("redo", "Redo", Some("Cmd+Shift+Z"))];
const GO: &[Entry] = &[
    ("search", "Search and Commands", Some("Cmd+K")),
    ("today", "Today", None),
    ("book", "Book", None),
    ("documents", "Documents", None),
    ("back", "Back", Some("Cmd+[")),
];
const LOOK: &[Entry] = &[
    ("theme", "Light, Dark, System", None),
    ("larger", "Larger Text", Some("Cmd+=")),
    ("smaller", "Smaller Text", Some("Cmd+-")),
];

/// Builds the menu bar.
pub fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let settings = item(app, &("settings", "Settings…", Some("Cmd+,")))?;
    let own = SubmenuBuilder::new(app, "Headroom")
        .about(Some(AboutMetadata { version: Some(env!("CARGO_PKG_VERSION").into()), ..Default::default() }))
        .separator()
        .item(&settings)
        .separator()
        .services()
        .separator()
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .quit()
        .build()?;
    let file = entries(app, SubmenuBuilder::new(app, "File"), FILE)?.separator().close_window().build()?;
    let edit = entries(app, SubmenuBuilder::new(app, "Edit"), UNDO)?
        .separator()
        .cut()
        .copy()
        .paste()
        .select_all()
        .build()?;
    let go = entries(app, SubmenuBuilder::new(app, "Go"), GO)?.build()?;
    let look = entries(app, SubmenuBuilder::new(app, "View"), LOOK)?.separator().fullscreen().build()?;
    let window = SubmenuBuilder::new(app, "Window").minimize().maximize().build()?;
    let help =
        entries(app, SubmenuBuilder::new(app, "Help"), &[("keys", "Keys of This Screen", None)])?.build()?;
    let bar: [&Submenu<R>; 7] = [&own, &file, &edit, &go, &look, &window, &help];
    bar.iter().fold(MenuBuilder::new(app), |menu, part| menu.item(*part)).build()
}

/// Tells the page what was chosen.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    // A page that is gone has nobody to act.
    let _ = app.emit("menu", event.id().as_ref());
}

fn entries<'m, R: Runtime>(
    app: &'m AppHandle<R>,
    menu: SubmenuBuilder<'m, R, AppHandle<R>>,
    entries: &[Entry],
) -> tauri::Result<SubmenuBuilder<'m, R, AppHandle<R>>> {
    entries.iter().try_fold(menu, |menu, entry| Ok(menu.item(&item(app, entry)?)))
}

fn item<R: Runtime>(app: &AppHandle<R>, (id, word, keys): &Entry) -> tauri::Result<tauri::menu::MenuItem<R>> {
    let builder = MenuItemBuilder::with_id(*id, *word);
    match keys {
        Some(keys) => builder.accelerator(keys),
        None => builder,
    }
    .build(app)
}
