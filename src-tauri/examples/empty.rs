//! An empty window of the same web view: the floor that `cargo xtask bench` compares the start with.

use tauri::{WebviewUrl, WebviewWindowBuilder, http::Response};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut context = tauri::generate_context!("../tauri.conf.json");
    context.config_mut().app.windows.clear();
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            Response::builder()
                .header("content-type", "text/html")
                .body(b"<!doctype html><title>Empty</title><p>Empty".to_vec())
                .unwrap_or_default()
        })
        .setup(|app| {
            let page = WebviewUrl::CustomProtocol("empty://localhost/".parse()?);
            WebviewWindowBuilder::new(app, "main", page).inner_size(1280.0, 820.0).build()?;
            Ok(())
        })
        .run(context)?;
    Ok(())
}
