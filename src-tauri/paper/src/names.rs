//! Names a source uses that its view does not have. Tera finds only those it prints; a misspelt condition would
//! quietly be false.

use serde::Serialize;
use serde_json::Value;

use crate::error::{PaperError, TemplateFault};
use crate::sandbox::{blanked, place, tags};

/// Checks every `v.…` of a source against a view, also where this view's branch is not taken.
///
/// # Errors
/// The place of the first name that the view does not have.
pub fn check(template: &str, source: &str, view: &impl Serialize) -> Result<(), PaperError> {
    let view = serde_json::to_value(view).map_err(|error| PaperError::View(error.to_string()))?;
    let mut inside_component = false;
    for tag in tags(source) {
        match tag.word() {
            "component" => inside_component = true,
            "endcomponent" => inside_component = false,
            _ => {}
        }
        // A component calls what it is given as it likes.
        if inside_component {
            continue;
        }
        let code = blanked(tag.inner);
        for (at, _) in code.match_indices("v.") {
            let joined = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
            if code[..at].ends_with(joined) {
                continue;
            }
            let path = code[at + 2..].split(|c: char| !joined(c)).next().unwrap_or_default();
            if let Some(unknown) = missing(&view, path) {
                let inner = tag.end - 2 - tag.inner.len();
                let (line, column) = place(source, inner + at);
                return Err(PaperError::Template(TemplateFault {
                    template: template.to_string(),
                    line,
                    column,
                    message: format!("Field `{unknown}` is not defined."),
                    unknown: Some(unknown.to_string()),
                }));
            }
        }
    }
    Ok(())
}

/// The first part of a path that a view does not have; what lies in a list or in nothing is not known.
fn missing<'a>(view: &Value, path: &'a str) -> Option<&'a str> {
    let mut here = view;
    for part in path.split('.') {
        match here {
            Value::Object(map) => match map.get(part) {
                Some(next) => here = next,
                None => return Some(part),
            },
            _ => return None,
        }
    }
    None
}
