//! What can go wrong between a view and a PDF, in words a person can act on.

use std::fmt;

/// Where in a template something is wrong. Line and column count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// Template name, such as `proposal` or `shared/foot.html`.
    pub template: String,
    pub line: usize,
    pub column: usize,
    /// What the engine says, without the picture of the source.
    pub message: String,
    /// The name the template uses and nobody knows, when that is the fault.
    pub unknown: Option<String>,
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}, column {}: {}", self.template, self.line, self.column, self.message)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// No template of that name is shipped or in the folder of own templates.
    #[error("there is no template named `{0}`")]
    UnknownTemplate(String),
    /// A template (or one it includes) cannot be read or does not fit its view.
    #[error("{0}")]
    Template(TemplateFault),
    /// The template produced more than a paper can hold.
    #[error("the template `{0}` makes a document larger than {limit} kB", limit = crate::templates::MAX_HTML / 1000)]
    TooLarge(String),
    /// The view could not be turned into values for the template.
    #[error("the view cannot be read: {0}")]
    View(String),
    /// The template's output is not well-formed.
    #[error("the page is not well-formed: {0}")]
    Markup(String),
    /// A colour that is not `#RRGGBB`.
    #[error("`{0}` is not a colour like #0B6E5F")]
    Colour(String),
    /// A logo that is neither PNG nor SVG, or is damaged.
    #[error("the logo cannot be used: {0}")]
    Logo(String),
    /// The layout engine gave up.
    #[error("the page could not be laid out: {0}")]
    Layout(String),
    /// The PDF could not be written.
    #[error("the PDF could not be written: {0}")]
    Write(String),
}

impl From<headroom_press::Fault> for PaperError {
    fn from(fault: headroom_press::Fault) -> PaperError {
        match fault {
            headroom_press::Fault::Markup(message) => PaperError::Markup(message),
            headroom_press::Fault::Layout(message) => PaperError::Layout(message),
        }
    }
}
