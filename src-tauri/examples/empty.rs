//! An empty window of the same web view: the floor that `cargo xtask bench` compares the start with. It marks when its
//! first frame was handed over, as Headroom's own lists do.

use tauri::{WebviewUrl, WebviewWindowBuilder, http::Response};

const PAGE: &str = "<!doctype html><title>Empty</title><p>Empty<script>\
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('first-list')))</script>";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut context = tauri::generate_context!("../tauri.conf.json");
    context.config_mut().app.windows.clear();
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            Response::builder()
                .header("content-type", "text/html")
                .body(PAGE.as_bytes().to_vec())
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
