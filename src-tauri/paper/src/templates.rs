//! Templates: the shipped sources, the user's own in their place, and a view turned into HTML.
//!
//! A template sees `v` (the view), `t` (the fixed words of the language) and `paper` (size, accent, logo).
//! It can reach no file, its output is bounded, and every value is escaped: a name like `<b>{{ 7*7 }}</b>`
//! prints as typed.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use headroom_core::paper::labels;
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera};

use crate::error::{PaperError, TemplateFault};
use crate::options::{Accent, RenderOptions};
use crate::sandbox::{self, Guarded};
use crate::setting::{is_from_the_right, set, tied};

/// The most HTML a template may make, in bytes.
pub(crate) const MAX_HTML: usize = 4_000_000;
/// The most rounds a template's own `range` may make.
const MAX_RANGE: i64 = 1_000;
/// How many sets of own templates are kept compiled.
const KEPT_SETS: usize = 8;

/// Stands in HTML where a page number, the count of pages and the families of the system go. They are from
/// the private use area and are taken out of every value, so nobody's text can contain them.
pub(crate) const PAGE_NUMBER: char = '\u{E000}';
pub(crate) const PAGE_COUNT: char = '\u{E001}';
pub(crate) const SYSTEM_FAMILIES: char = '\u{E002}';

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        /// The shipped sources by name.
        const SHIPPED: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../templates/", $name, ".html")))),*
        ];
    };
}

shipped!(
    "shared/style",
    "shared/parts",
    "proposal/proposal",
    "addendum/addendum",
    "qbr/qbr",
    "white-space/white-space",
    "brief/brief",
);

/// A document's own name; its source is `name/name.html`.
fn source_name(template: &str) -> String {
    if template.contains('/') { template.to_string() } else { format!("{template}/{template}") }
}

/// The names that can be rendered, in alphabetical order.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = SHIPPED
        .iter()
        .filter(|(name, _)| !name.starts_with("shared/"))
        .filter_map(|(name, _)| name.split('/').next())
        .collect();
    names.sort_unstable();
    names
}

/// The shipped source of a template or of a shared part such as `shared/style`, as a start for an own one.
pub fn shipped_source(template: &str) -> Option<&'static str> {
    let name = source_name(template);
    SHIPPED.iter().find(|(shipped, _)| *shipped == name).map(|(_, source)| *source)
}

/// Every template that can be edited, shared parts included.
pub fn sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.iter().map(|(name, source)| (*name, *source))
}

/// What the machine tells a template about the sheet.
#[derive(Serialize)]
struct Paper<'a> {
    size: &'a str,
    width: String,
    height: String,
    columns: Columns,
    accent: &'a Accent,
    logo: Option<Logo>,
    draft: bool,
    number: char,
    count: char,
    families: char,
}

/// Widths of equal columns between the margins of a paper, in points. The layout engine measures a quote in a
/// column of `1fr` too narrow now and then, so columns that hold blocks of text have widths.
#[derive(Serialize)]
struct Columns {
    /// Everything between the margins.
    full: String,
    /// Two columns with 32 pt between them.
    half: String,
    /// Three with 16 pt between them.
    third: String,
    /// Four with 16 pt between them.
    quarter: String,
    /// Beside the column of labels.
    main: String,
    /// Two and three within `main`, with 16 pt between them.
    main_half: String,
    main_third: String,
}

impl Columns {
    /// Margins of 64 pt, a column of labels of 104 pt.
    fn of(width: f32) -> Columns {
        let full = width - 128.0;
        let main = full - 104.0;
        let points = |value: f32| format!("{:.2}pt", (value * 100.0).floor() / 100.0);
        Columns {
            full: points(full),
            half: points((full - 32.0) / 2.0),
            third: points((full - 32.0) / 3.0),
            quarter: points((full - 48.0) / 4.0),
            main: points(main),
            main_half: points((main - 16.0) / 2.0),
            main_third: points((main - 32.0) / 3.0),
        }
    }
}

/// Size of the logo on paper, in points.
#[derive(Serialize, Clone)]
pub(crate) struct Logo {
    pub width: String,
    pub height: String,
}

/// Templates ready to run, with how the user's own sources were changed for it.
struct Compiled {
    tera: Tera,
    own: BTreeMap<String, Guarded>,
}

/// Compiled templates by the hash of the user's own sources.
static COMPILED: LazyLock<Mutex<HashMap<u64, Arc<Compiled>>>> = LazyLock::new(Mutex::default);

/// Runs `template` over `view`.
pub(crate) fn run(
    template: &str,
    view: &impl Serialize,
    options: &RenderOptions,
    accent: &Accent,
    logo: Option<Logo>,
) -> Result<String, PaperError> {
    let name = source_name(template);
    let known = SHIPPED.iter().any(|(shipped, _)| *shipped == name)
        || options.templates.keys().any(|own| source_name(own) == name);
    if !known || name.starts_with("shared/") {
        return Err(PaperError::UnknownTemplate(template.to_string()));
    }
    let Compiled { tera, own } = &*compiled(&options.templates)?;
    let (width, height) = options.size.points();
    let paper = Paper {
        size: options.size.name(),
        width: format!("{width:.2}pt"),
        height: format!("{height:.2}pt"),
        columns: Columns::of(width),
        accent,
        logo,
        draft: options.draft,
        number: PAGE_NUMBER,
        count: PAGE_COUNT,
        families: SYSTEM_FAMILIES,
    };
    let view =
        tera::Value::try_from_serializable(view).map_err(|error| PaperError::View(error.to_string()))?;
    let mut context = Context::new();
    context.insert_value("v", view);
    context.insert("t", labels(options.language));
    context.insert("lang", options.language.code());
    context.insert("paper", &paper);
    let mut html = Bounded { bytes: Vec::with_capacity(32_000), full: false };
    sandbox::start();
    let outcome = tera.render_to(&name, &context, &mut html);
    if html.full {
        return Err(PaperError::TooLarge(template.to_string()));
    }
    outcome.map_err(|error| fault(&error, &name, own))?;
    String::from_utf8(html.bytes).map_err(|error| PaperError::Markup(error.to_string()))
}

/// Checks that `source` can be read as the template `name`, without rendering anything.
pub fn check(name: &str, source: &str) -> Result<(), PaperError> {
    check_all(&BTreeMap::from([(name.to_string(), source.to_string())]))
}

/// Checks that own sources can be read together, each in the place of the shipped one of its name.
pub fn check_all(own: &BTreeMap<String, String>) -> Result<(), PaperError> {
    compiled(own).map(|_| ())
}

fn compiled(own: &BTreeMap<String, String>) -> Result<Arc<Compiled>, PaperError> {
    let mut hasher = DefaultHasher::new();
    own.hash(&mut hasher);
    let key = hasher.finish();
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(ready) = compiled.get(&key) {
        return Ok(ready.clone());
    }
    let mut tera = Tera::new();
    tera.autoescape_on(vec![""]);
    tera.set_escape_fn(escape);
    // A template may not lift the escaping, nor spin for ever.
    tera.register_filter("safe", |text: &str, _: Kwargs, _: &State| text.to_string());
    tera.register_function("range", bounded_range);
    tera.register_filter("tie", |text: &str, _: Kwargs, _: &State| tied(text));
    tera.register_filter("rtl", |text: &str, _: Kwargs, _: &State| is_from_the_right(text));
    tera.register_filter("longest", longest);
    sandbox::install(&mut tera);
    let mut sources: BTreeMap<String, &str> =
        SHIPPED.iter().map(|(name, source)| ((*name).to_string(), *source)).collect();
    sources.extend(own.iter().map(|(name, source)| (source_name(name), source.as_str())));
    sandbox::refuse_circles(&sources)?;
    let mut guarded = BTreeMap::new();
    for (name, source) in own {
        let name = source_name(name);
        if shipped_source(&name) != Some(source) {
            let text = sandbox::guard(&name, source)?;
            guarded.insert(name, text);
        }
    }
    let text = |name: &str, source| guarded.get(name).map_or(source, |own: &Guarded| own.text.as_str());
    tera.add_raw_templates(sources.iter().map(|(name, source)| (name.as_str(), text(name, *source))))
        .map_err(|error| fault(&error, "", &guarded))?;
    let ready = Arc::new(Compiled { tera, own: guarded });
    if compiled.len() >= KEPT_SETS {
        compiled.clear();
    }
    compiled.insert(key, ready.clone());
    Ok(ready)
}

/// Characters of the longest text that rows have under a name: a column is as wide as it needs.
fn longest(rows: Vec<tera::Value>, arguments: Kwargs, _: &State) -> tera::TeraResult<usize> {
    let attribute = arguments.must_get::<&str>("attribute")?;
    let texts = rows.iter().filter_map(|row| row.get_from_path(attribute)?.as_str());
    Ok(texts.map(|text| text.chars().count()).max().unwrap_or(0))
}

fn bounded_range(arguments: Kwargs, _: &State) -> tera::TeraResult<Vec<i64>> {
    let start = arguments.get::<i64>("start")?.unwrap_or(0);
    let end = arguments.must_get::<i64>("end")?;
    if end.saturating_sub(start) > MAX_RANGE {
        return Err(tera::Error::message(format!("`range` may make at most {MAX_RANGE} rounds")));
    }
    Ok((start..end).collect())
}

/// Sets a value and escapes it for XML, and drops what XML or the machine cannot hold: control characters, the machine's own
/// marks, and soft hyphens, which the layout would print in the middle of a line.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let text = &*set(text);
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| {
        matches!(
            c,
            '&' | '<' | '>' | '"' | '\'' | '\u{AD}' | PAGE_NUMBER..=SYSTEM_FAMILIES | '\u{FFFE}' | '\u{FFFF}'
        ) || (c.is_control() && c != '\n' && c != '\t')
    }) {
        out.write_all(&rest.as_bytes()[..at])?;
        let Some(special) = rest[at..].chars().next() else { break };
        out.write_all(match special {
            '&' => b"&amp;",
            '<' => b"&lt;",
            '>' => b"&gt;",
            '"' => b"&quot;",
            '\'' => b"&#39;",
            // The machine's own marks come from `paper`, one character alone.
            PAGE_NUMBER..=SYSTEM_FAMILIES if text.chars().count() == 1 => text.as_bytes(),
            _ => b"",
        })?;
        rest = &rest[at + special.len_utf8()..];
    }
    out.write_all(rest.as_bytes())
}

/// A buffer that refuses to grow past [`MAX_HTML`].
struct Bounded {
    bytes: Vec<u8>,
    full: bool,
}

impl Write for Bounded {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > MAX_HTML {
            self.full = true;
            return Err(io::Error::other("too large"));
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Says where in the user's text a template is wrong, and what name it uses that nobody knows.
fn fault(error: &tera::Error, template: &str, own: &BTreeMap<String, Guarded>) -> PaperError {
    match raw_fault(error, template) {
        PaperError::Template(mut fault) => {
            if let Some(guarded) = own.get(&fault.template) {
                fault.column = guarded.column(fault.line, fault.column);
            }
            PaperError::Template(fault)
        }
        other => other,
    }
}

fn raw_fault(error: &tera::Error, template: &str) -> PaperError {
    let named = |template: &str, message: String| {
        let unknown = unknown_name(&message);
        PaperError::Template(TemplateFault {
            template: template.to_string(),
            line: 1,
            column: 1,
            message,
            unknown,
        })
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => located(report),
        _ => {
            let message = error.to_string();
            placed(&message).unwrap_or_else(|| named(template, message))
        }
    }
}

/// Several faults at once come as one text with a `--> template:line:column` under each: the first one counts.
fn placed(message: &str) -> Option<PaperError> {
    let (first, rest) = message.split_once("--> ")?;
    let mut place = rest.lines().next()?.trim().rsplitn(3, ':');
    let column = place.next()?.parse().ok()?;
    let line = place.next()?.parse().ok()?;
    let template = place.next()?.to_string();
    let message = first.trim().trim_start_matches("error:").trim().to_string();
    let unknown = unknown_name(&message);
    Some(PaperError::Template(TemplateFault { template, line, column, message, unknown }))
}

fn located(report: &ReportError) -> PaperError {
    let span = report.span();
    PaperError::Template(TemplateFault {
        template: report.filename().to_string(),
        line: span.start_line,
        column: span.start_col + 1,
        message: report.message().to_string(),
        unknown: unknown_name(report.message()),
    })
}

/// The name in back-ticks or quotes of a message that says it is unknown.
fn unknown_name(message: &str) -> Option<String> {
    let lower = message.to_ascii_lowercase();
    if !["not found", "undefined", "unknown", "not defined", "does not exist", "not registered"]
        .iter()
        .any(|sign| lower.contains(sign))
    {
        return None;
    }
    let quoted = |mark: char| {
        let start = message.find(mark)? + 1;
        let end = message[start..].find(mark)? + start;
        Some(message[start..end].to_string())
    };
    quoted('`').or_else(|| quoted('\'')).or_else(|| quoted('"'))
}
