//! `run` opens the window on the sample book, `bundle` packs the release build as an installer.

use std::path::{Path, PathBuf};

use crate::setup::{self, For};
use crate::step::{self, Counts, Fault, Plan};
use crate::tree;

/// Builds what is needed and opens the window on the sample book. Without a display it renders the sample
/// papers into a folder instead.
pub fn run(yes: bool, release: bool) -> Result<(), Fault> {
    let mut plan = Plan::default();
    let profile = if release { "release" } else { "debug" };
    let book = tree::target().join("sample-book.headroom");
    if !has_display() {
        println!("There is no display here, so no window: the sample papers are rendered instead.");
        let ready = plan.step("command line", || build(false, release))
            && plan.step("sample book", || sample(profile, &book, "small"))
            && plan.step("sample papers", || papers(profile, &book));
        if !ready {
            return plan.close();
        }
        println!("\nThe papers are in {}", paper_folder().display());
        return Ok(());
    }
    let ready = plan.step("system packages", || setup::packages(For::Building, yes))
        && plan.step("npm packages", setup::node_packages)
        && plan.step("pages", setup::pages)
        && plan.step("window", || build(true, release))
        && plan.step("sample book", || sample(profile, &book, "small"));
    if !ready {
        return plan.close();
    }
    println!("\nHeadroom opens on {}. Close its window to come back.", book.display());
    let window = tree::built(profile, "headroom");
    step::line(&window.to_string_lossy(), [std::ffi::OsStr::new("--book"), book.as_os_str()]).hand_over()
}

/// Builds the programs, from the same packages as the tests, so that neither compiles the other's anew.
fn build(window: bool, release: bool) -> Result<Counts, Fault> {
    let words = ["build", "--bins", "--exclude", "xtask"];
    let words = words.iter().chain(crate::test::scope(window)).copied();
    step::cargo(words.chain(release.then_some("--release"))).run()
}

/// Makes the sample book when it is not there.
pub fn sample(profile: &str, book: &Path, size: &str) -> Result<Counts, Fault> {
    if book.is_file() {
        println!("{} is there.", book.display());
        return Ok(Counts::default());
    }
    let cli = tree::built(profile, "headroom-cli");
    let book = book.to_string_lossy().into_owned();
    step::line(&cli.to_string_lossy(), ["--book", &book, "sample", "--size", size]).run()
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn paper_folder() -> PathBuf {
    tree::root().join("artefacts/sample-papers")
}

/// The papers of a book: kind and id, newest first.
pub fn documents(profile: &str, book: &Path) -> Result<Vec<(String, String)>, Fault> {
    let cli = tree::built(profile, "headroom-cli");
    let words = ["--json", "--book", &book.to_string_lossy(), "call", "document_list", "{}"];
    let text = step::line(&cli.to_string_lossy(), words)
        .read()
        .ok_or("The sample book does not list its papers.")?;
    let list: serde_json::Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let text = |row: &serde_json::Value, field: &str| row[field].as_str().map(str::to_string);
    let rows = list.as_array().into_iter().flatten();
    Ok(rows.filter_map(|row| Some((text(row, "kind")?, text(row, "id")?))).collect())
}

fn papers(profile: &str, book: &Path) -> Result<Counts, Fault> {
    let cli = tree::built(profile, "headroom-cli");
    let out = paper_folder();
    std::fs::create_dir_all(&out).map_err(|error| error.to_string())?;
    let mut counts = Counts::default();
    for (number, (kind, id)) in documents(profile, book)?.iter().enumerate() {
        let file = out.join(format!("{kind}-{}.pdf", number + 1));
        let words = ["--book", &book.to_string_lossy(), "render", kind, id, "--out", &file.to_string_lossy()];
        counts.passed += step::line(&cli.to_string_lossy(), words).run()?.passed;
    }
    Ok(counts)
}

/// Builds the installer of this system without anything from the network but the registries' packages.
pub fn bundle(yes: bool) -> Result<(), Fault> {
    let mut plan = Plan::default();
    let ready = plan.step("system packages", || setup::packages(For::Building, yes))
        && plan.step("npm packages", setup::node_packages)
        && plan.step("pages", setup::pages)
        && plan.step("release build", crate::test::release_build);
    if ready {
        plan.step("installer", || {
            let kind = match std::env::consts::OS {
                "linux" => "deb",
                "macos" => "dmg",
                _ => "nsis",
            };
            let tauri =
                if cfg!(windows) { "ui/node_modules/.bin/tauri.cmd" } else { "ui/node_modules/.bin/tauri" };
            let tauri = tree::root().join(tauri);
            // Packs the program that is there: `tauri build` would compile every package again for its own choice of them.
            step::line(&tauri.to_string_lossy(), ["bundle", "--ci", "--bundles", kind]).run()
        });
        if tree::which("dpkg-deb").is_some() {
            plan.step("tighter package", || {
                let mut counts = Counts::default();
                for package in installers("deb") {
                    counts.passed += pack_tighter(&package)?.passed;
                }
                Ok(counts)
            });
        }
        for file in ["deb", "dmg", "exe"].into_iter().flat_map(installers) {
            let size = std::fs::metadata(&file).map_or(0, |data| data.len());
            println!("{}  {:.1} MB", file.display(), size as f64 / 1e6);
        }
    }
    plan.close()
}

/// The packed installers with this ending.
fn installers(ending: &str) -> Vec<PathBuf> {
    let mut found = tree::files(&tree::target().join("release/bundle"));
    found.retain(|file| file.extension().is_some_and(|of| of == ending));
    found
}

/// Packs a Debian package again with xz, as Debian's own are; the bundler only knows gzip, a third larger.
fn pack_tighter(package: &Path) -> Result<Counts, Fault> {
    let content = package.with_extension("content");
    let _ = std::fs::remove_dir_all(&content);
    let (package, from) = (package.to_string_lossy(), content.to_string_lossy());
    step::line("dpkg-deb", ["-R", &package, &from]).run()?;
    let packed = step::line("dpkg-deb", ["-Zxz", "-z9", "--root-owner-group", "-b", &from, &package]).run();
    let _ = std::fs::remove_dir_all(&content);
    packed
}
