//! Set-up: what this machine lacks for building, for tests, and how to get it. Asks before it becomes root,
//! unless `--yes` was given.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use crate::step::{self, Counts, Fault};
use crate::tree;

/// The window's web view, and what finds it.
const BUILD: &[&str] = &["libwebkit2gtk-4.1-dev", "pkg-config"];
/// The real window without a screen, and the tools that read a PDF.
const WINDOW_TESTS: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth", "poppler-utils", "fonts-dejavu-core"];

/// What the packages are for.
#[derive(Clone, Copy, PartialEq)]
pub enum For {
    Building,
    Testing,
}

/// Installs the system packages that are missing. On a system without dpkg it only says what is needed.
pub fn packages(purpose: For, yes: bool) -> Result<Counts, Fault> {
    let none = Ok(Counts::default());
    if !cfg!(target_os = "linux") {
        println!("README.md lists what this system needs.");
        return none;
    }
    let mut wanted: Vec<&str> = BUILD.to_vec();
    if purpose == For::Testing {
        wanted.extend(WINDOW_TESTS);
        if browser().is_none() {
            // Ubuntu's package of that name is a snap with another name.
            wanted.push(if release().contains("ubuntu") { "chromium-browser" } else { "chromium" });
        }
    }
    if tree::which("dpkg-query").is_none() {
        println!("This system has no dpkg. Headroom needs what Debian calls: {}", wanted.join(" "));
        return none;
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        println!("System packages are there.");
        return none;
    }
    println!("Missing system packages: {}", missing.join(" "));
    if !yes && !agreed()? {
        return Err(format!("Install them and try again: apt-get install {}", missing.join(" ")));
    }
    let root = step::line("id", ["-u"]).read().is_some_and(|id| id.trim() == "0");
    let apt = |args: &[&str]| {
        let words = [&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"], args].concat();
        match root {
            true => step::line(words[0], &words[1..]).hand_over(),
            false => step::line("sudo", &words).hand_over(),
        }
    };
    apt(&["update"])?;
    apt(&[&["install", "--no-install-recommends"], missing.as_slice()].concat())?;
    none
}

fn installed(package: &str) -> bool {
    // pkgconf provides the program pkg-config on newer systems.
    if package == "pkg-config" && tree::which("pkg-config").is_some() {
        return true;
    }
    step::line("dpkg-query", ["-W", "-f=${Status}", package])
        .read()
        .is_some_and(|status| status == "install ok installed")
}

fn release() -> String {
    fs::read_to_string("/etc/os-release").unwrap_or_default().to_lowercase()
}

fn agreed() -> Result<bool, Fault> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    print!("Install them now with apt-get (as root)? [Y/n] ");
    std::io::stdout().flush().map_err(|error| error.to_string())?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map_err(|error| error.to_string())?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

/// A Chromium for the tests in the browser: HEADROOM_CHROMIUM, or one on the PATH.
pub fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("HEADROOM_CHROMIUM").map(PathBuf::from);
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    named.or_else(|| names.into_iter().find_map(tree::which))
}

/// Installs the window's npm packages when the lock file changed since the last time.
pub fn node_packages() -> Result<Counts, Fault> {
    let version =
        step::line("node", ["--version"]).read().ok_or("Node is missing: install Node 20 or newer.")?;
    let major =
        version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        return Err(format!("Node {} is too old: 20 or newer is needed.", version.trim()));
    }
    let lock = fs::read(tree::root().join("ui/package-lock.json")).map_err(|error| error.to_string())?;
    let stamp = tree::root().join("ui/node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|known| known == lock) {
        println!("npm packages are there.");
        return Ok(Counts::default());
    }
    step::npm(["ci"]).run()?;
    fs::write(stamp, lock).map_err(|error| error.to_string())?;
    Ok(Counts::default())
}

/// Builds the pages into ui/dist when a source is newer than the last build.
pub fn pages() -> Result<Counts, Fault> {
    let ui = tree::root().join("ui");
    let inputs = [
        "src",
        "public",
        "index.html",
        "package.json",
        "vite.config.ts",
        "svelte.config.js",
        "tsconfig.json",
    ];
    let inputs: Vec<PathBuf> = inputs.iter().map(|name| ui.join(name)).collect();
    let output = fs::metadata(ui.join("dist/index.html")).and_then(|data| data.modified()).ok();
    if output.is_some() && output >= tree::newest(&inputs) {
        println!("ui/dist is up to date.");
        return Ok(Counts::default());
    }
    step::npm(["run", "build"]).run()?;
    Ok(Counts::default())
}
