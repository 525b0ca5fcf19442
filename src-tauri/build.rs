//! Embeds ui/dist, the icons and the permissions of the window's commands into the binary.
//! The configuration lives at the root of the workspace, one folder up.

use tauri_build::{AppManifest, Attributes};

/// Every command the page may call; each becomes a permission named in capabilities/main.json.
const COMMANDS: &[&str] = &["call", "job_start", "job_cancel", "choose", "open_path", "write_text"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo alone does not notice a changed page.
    println!("cargo:rerun-if-changed=../ui/dist");
    let attributes = Attributes::new()
        .config_path("../tauri.conf.json")
        .app_manifest(AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes)?;
    Ok(())
}
