//! Writes the window's TypeScript from the command list: `cargo xtask gen` calls it with the folder.

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "ui/src/wire".to_owned());
    std::fs::create_dir_all(&folder)?;
    std::fs::write(std::path::Path::new(&folder).join("commands.ts"), headroom_engine::commands::typescript())
}
