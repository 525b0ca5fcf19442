//! The window: what its page is given along, and how it draws. Must not know what a command means.

use std::sync::Arc;
use std::time::Duration;

use tauri::{AppHandle, WebviewWindow, WebviewWindowBuilder};

use crate::book::{Answered, Shelf};
use crate::bridge;

/// How long the window waits for the book, so that its first screen is drawn once and whole. A book that takes longer
/// is asked by the page.
const PATIENCE: Duration = Duration::from_millis(120);

/// Opens the window the configuration describes, on the first screen of the book that `shelf` opens.
pub fn open(app: &AppHandle, shelf: &Arc<Shelf>) -> Result<(), Box<dyn std::error::Error>> {
    let config = app.config().app.windows.first().ok_or("the configuration has no window")?;
    let first = shelf.first(PATIENCE);
    let given = format!("window.__HEADROOM_FIRST__ = {};", serde_json::to_string(&first)?);
    let window = WebviewWindowBuilder::from_config(app, config)?.initialization_script(given).build()?;
    draw_with_what_there_is(&window);
    if let Some((_, _, state)) = first.iter().find(|(name, ..): &&Answered| name == "session_state") {
        bridge::title(app, state);
    }
    Ok(())
}

/// Without a graphics card WebKitGTK composes its layers with a simulated one, which takes longer and more memory than
/// drawing the page directly.
#[cfg(target_os = "linux")]
fn draw_with_what_there_is(window: &WebviewWindow) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    let mut cards = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    if cards.any(|entry| entry.file_name().to_string_lossy().starts_with("renderD")) {
        return;
    }
    // A window that cannot be told draws as it always did.
    let _ = window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
}

#[cfg(not(target_os = "linux"))]
fn draw_with_what_there_is(_: &WebviewWindow) {}
