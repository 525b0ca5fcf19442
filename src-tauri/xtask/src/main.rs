//! `cargo xtask`: everything a developer types. Next to the plain standard library, so that it is there
//! seconds after a clone; it must not know anything of the product but file names and command lines.

mod bench;
mod run;
mod setup;
mod step;
mod test;
mod tree;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND [--yes]

  run [--release]   sets up what is missing, builds, and opens the window on the sample book
  test [--fast]     every check; --fast leaves out browser, window and fault tests and the window's build
  gen               writes the TypeScript of the wire (ui/src/wire) from the Rust types
  bench [ROW...]    measures the release build; writes artefacts/bench.md
  bundle            builds the installer for this system
  fmt               formats the Rust sources

--yes installs missing system packages without asking.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let words: Vec<&str> = args.iter().map(String::as_str).filter(|arg| !arg.starts_with('-')).collect();
    let known = ["--yes", "--fast", "--release"];
    if let Some(odd) = args.iter().find(|arg| arg.starts_with('-') && !known.contains(&arg.as_str())) {
        eprintln!("No option {odd}.\n\n{USAGE}");
        return ExitCode::from(2);
    }
    let yes = has("--yes");
    let outcome = match words.first().copied() {
        Some("run") => run::run(yes, has("--release")),
        Some("test") => test::test(yes, has("--fast")),
        Some("gen") => test::generate(),
        Some("bench") => bench::bench(yes, &words[1..]),
        Some("bundle") => run::bundle(yes),
        Some("fmt") => step::cargo(["fmt", "--all"]).run().map(|_| ()),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}
