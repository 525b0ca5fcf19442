//! The faces papers are set in: the bundled ones, and those found on the system for scripts they lack.
//!
//! Faces are parsed once per process. Nothing here scans the system unless a character asks for it, so that
//! two machines make the same bytes from the same view as long as the bundled faces suffice.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use printpdf::ParsedFont;

use crate::templates::{PAGE_NUMBER, SYSTEM_FAMILIES};

/// Families a paper may name, in the order they are tried for a character.
pub(crate) const BUNDLED: &[(&str, &[u8])] = &[
    ("Inter", include_bytes!("../../../templates/shared/fonts/Inter-Regular.ttf")),
    ("Inter", include_bytes!("../../../templates/shared/fonts/Inter-SemiBold.ttf")),
    ("Inter Num", include_bytes!("../../../templates/shared/fonts/InterNum-Regular.ttf")),
    ("Inter Num", include_bytes!("../../../templates/shared/fonts/InterNum-SemiBold.ttf")),
    ("Source Serif 4", include_bytes!("../../../templates/shared/fonts/SourceSerif4-Regular.ttf")),
    ("Vazirmatn", include_bytes!("../../../templates/shared/fonts/Vazirmatn-Regular.ttf")),
    ("Vazirmatn", include_bytes!("../../../templates/shared/fonts/Vazirmatn-SemiBold.ttf")),
];

/// One parsed face under the family name style sheets use for it.
pub(crate) struct Face {
    pub family: String,
    pub bytes: Arc<Vec<u8>>,
    pub font: ParsedFont,
    /// Where a face of the system was read from; `None` for a bundled one.
    pub path: Option<PathBuf>,
}

impl Face {
    fn parse(family: &str, bytes: Vec<u8>, path: Option<PathBuf>) -> Option<Face> {
        let font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())?;
        Some(Face { family: family.to_string(), bytes: Arc::new(bytes), font, path })
    }

    /// A face of the system, under its file's name.
    fn of_system(path: &Path) -> Option<Face> {
        let stem = path.file_stem()?.to_string_lossy();
        let name: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
        let bytes = first_face(std::fs::read(path).ok()?)?;
        Face::parse(&format!("System {name}"), bytes, Some(path.to_path_buf()))
    }

    pub fn has(&self, character: char) -> bool {
        self.font.lookup_glyph_index(character as u32).is_some_and(|glyph| glyph != 0)
    }
}

/// The bundled faces. One that cannot be parsed would be missing here; a test holds that none is.
pub(crate) static BUNDLED_FACES: LazyLock<Vec<Arc<Face>>> = LazyLock::new(|| {
    BUNDLED
        .iter()
        .filter_map(|(family, bytes)| Face::parse(family, bytes.to_vec(), None).map(Arc::new))
        .collect()
});

/// What is known about the faces of this system: which one draws a character, `None` for nobody.
#[derive(Default)]
struct SystemFaces {
    of: HashMap<char, Option<Arc<Face>>>,
    read: HashMap<PathBuf, Arc<Face>>,
    files: Option<Vec<PathBuf>>,
}

static SYSTEM: LazyLock<Mutex<SystemFaces>> = LazyLock::new(Mutex::default);

/// The faces a text needs beyond the bundled ones, and the characters that stay without a face.
#[derive(Default, Clone)]
pub(crate) struct Coverage {
    pub system: Vec<Arc<Face>>,
    pub missing: BTreeSet<char>,
}

/// Signs that draw nothing (or are replaced before drawing), so that no face needs to have them.
fn is_silent(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | PAGE_NUMBER..=SYSTEM_FAMILIES)
}

/// Which faces of the system `text` needs. Characters are asked for once per process.
pub(crate) fn coverage_of(text: &str) -> Coverage {
    let mut uncovered: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii() && !is_silent(*c)).collect();
    uncovered.retain(|c| !BUNDLED_FACES.iter().any(|face| face.has(*c)));
    let mut coverage = Coverage::default();
    if uncovered.is_empty() {
        return coverage;
    }
    let mut system = SYSTEM.lock().unwrap_or_else(PoisonError::into_inner);
    let unknown = uncovered.iter().copied().filter(|c| !system.of.contains_key(c)).collect();
    system.look_for(unknown);
    for character in uncovered {
        match system.of.get(&character) {
            Some(Some(face)) if !coverage.system.iter().any(|known| known.family == face.family) => {
                coverage.system.push(face.clone());
            }
            Some(Some(_)) => {}
            Some(None) | None => {
                coverage.missing.insert(character);
            }
        }
    }
    coverage.system.sort_by(|one, other| one.path.cmp(&other.path));
    coverage
}

impl SystemFaces {
    /// Goes through the font files once and gives every character the first face that has it, whatever was
    /// looked for before: the same text is set in the same faces every time.
    fn look_for(&mut self, mut characters: BTreeSet<char>) {
        if characters.is_empty() {
            return;
        }
        let files = self.files.get_or_insert_with(font_files).clone();
        for path in files {
            if characters.is_empty() {
                break;
            }
            let Some(face) = self.read.get(&path).cloned().or_else(|| Face::of_system(&path).map(Arc::new))
            else {
                continue;
            };
            let found: Vec<char> = characters.iter().copied().filter(|c| face.has(*c)).collect();
            if !found.is_empty() {
                self.read.insert(path, face.clone());
            }
            for character in found {
                characters.remove(&character);
                self.of.insert(character, Some(face.clone()));
            }
        }
        self.of.extend(characters.into_iter().map(|character| (character, None)));
    }
}

/// A single face as it is; of a collection its first face, as a file of its own.
fn first_face(bytes: Vec<u8>) -> Option<Vec<u8>> {
    if bytes.starts_with(b"ttcf") { printpdf::extract_collection_face(&bytes, 0) } else { Some(bytes) }
}

/// Every font file in the usual folders, in a fixed order: those meant for many scripts first, so that a
/// page of one language does not mix faces.
fn font_files() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
        "C:\\Windows\\Fonts",
    ]
    .iter()
    .map(PathBuf::from)
    .collect();
    if let Some(home) = std::env::var_os("HOME") {
        folders.push(Path::new(&home).join(".local/share/fonts"));
        folders.push(Path::new(&home).join("Library/Fonts"));
    }
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .and_then(|e| e.to_str())
                .is_some_and(|e| matches!(e.to_ascii_lowercase().as_str(), "ttf" | "ttc" | "otf"))
            {
                files.push(path);
            }
        }
    }
    files.sort_by_key(|path| {
        let name = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let regular = usize::from(!name.contains("regular"));
        let styled = usize::from(
            ["bold", "italic", "mono", "light", "thin", "black"].iter().any(|s| name.contains(s)),
        );
        let wide = usize::from(
            !["cjk", "wqy", "yahei", "pingfang", "hiragino", "arial unicode", "noto"]
                .iter()
                .any(|s| name.contains(s)),
        );
        (styled, wide, regular, path.clone())
    });
    files
}

/// Every face a page may use: the bundled ones, then those of `coverage`.
pub(crate) fn for_the_press(coverage: &Coverage) -> Vec<headroom_press::Face> {
    let named = |face: &Arc<Face>| headroom_press::Face {
        family: face.family.clone(),
        bytes: face.bytes.clone(),
        identity: face.font.hash,
    };
    BUNDLED_FACES.iter().chain(&coverage.system).map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_face_parses_and_can_be_embedded() {
        assert_eq!(BUNDLED_FACES.len(), BUNDLED.len());
        assert!(BUNDLED_FACES.iter().all(|face| face.font.has_source_bytes()));
    }

    #[test]
    fn the_promised_scripts_need_nothing_from_the_system() {
        let text = "Łódź Großmann Ελληνικά Прокофьев Nguyễn محمد “«…»” − × € ₽ → ✓";
        let coverage = coverage_of(text);
        assert!(coverage.system.is_empty() && coverage.missing.is_empty(), "missing: {:?}", coverage.missing);
    }
}
