//! The document machine: a view and a template become PDF pages. Knows no book and no SQLite.
//!
//! ```text
//! view --Tera--> HTML --taken apart--> pages --laid out one by one, kept--> operations --> PDF bytes
//! ```
//! [`render`] is the whole of it. Equal input gives equal bytes; the clock is never read. A page whose HTML
//! did not change since the last call is not laid out again, which is what makes a preview keep up with
//! typing.

mod assemble;
mod crossing;
mod error;
mod faces;
mod ink;
mod links;
mod logo;
mod names;
mod options;
mod pages;
mod picture;
mod render;
mod sandbox;
mod setting;
mod sheet;
mod templates;

pub use error::{PaperError, TemplateFault};
pub use names::check as check_names;
pub use options::{Accent, Metadata, PageSize, RenderOptions};
pub use pages::{Fit, TooLong};
pub use picture::{Picture, PictureError, Room, pictures};
pub use render::{Rendered, Warning, render};
/// What a template sees and how pages are made: goes along with templates that are shared.
pub const TEMPLATE_GUIDE: &str = include_str!("../../../templates/README.md");

pub use templates::{
    check as check_template, check_all as check_templates, names as template_names, shipped_source,
    sources as template_sources,
};
