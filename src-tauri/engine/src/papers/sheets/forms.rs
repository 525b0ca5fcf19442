//! The white-space sheet as Markdown and as CSV: the content of the page in the forms other programs read.

use super::white_space::WhiteSpaceSheet;
use headroom_core::error::{AppError, Result};
use headroom_core::paper::{WhiteSpaceBlock, labels};

/// The columns of the CSV, in order; what a row does not have stays empty.
const COLUMNS: &[&str] = &[
    "section",
    "number",
    "account",
    "current_arr",
    "currency",
    "contract_end",
    "licensed",
    "employees",
    "products",
    "people",
    "departments",
    "use_cases",
    "not_looked_at",
    "dimension",
    "product",
    "unit_or_department",
    "current",
    "potential",
    "basis",
    "triggering_need",
    "said_by",
    "champion",
    "champion_role",
    "use_case",
    "value_driver",
    "incumbent",
    "arr_impact",
    "quarter",
    "status",
    "arr_potential",
    "ease",
    "importance",
    "action",
    "owner",
    "due",
];

impl WhiteSpaceSheet {
    /// The sheet as Markdown: a heading per part, a list per item.
    pub fn markdown(&self) -> String {
        let view = &self.view;
        let words = labels(view.language);
        let mut text = format!("# {}: {}\n\n", words.white_space, plain(&view.account));
        text.push_str(&format!("_{}. {}_\n\n", words.internal, plain(&view.made_by)));
        for (label, value) in [
            (format!("{}, {}", words.arr_today, view.currency), &view.arr_today),
            (words.contract_ends_on.to_owned(), &view.contract_ends_on),
            (words.licensed.to_owned(), &view.licensed),
            (format!("{}, {}", words.could_be_added, view.currency), &view.could_be_added),
        ] {
            if !value.is_empty() {
                text.push_str(&item(&label, value));
            }
        }
        if !view.state.is_empty() {
            text.push_str(&format!("\n## {}\n\n", words.current_state));
            for line in &view.state {
                text.push_str(&item(&line.label, &line.text));
            }
        }
        for (at, block) in view.blocks.iter().enumerate() {
            text.push_str(&markdown_block(at + 1, block));
        }
        text.push_str(&format!(
            "\n## {}: {}\n\n{}\n",
            words.total,
            view.total.amount,
            plain(&view.total.text)
        ));
        if !view.actions.is_empty() {
            text.push_str(&format!("\n## {}\n\n", words.next_actions));
            for (at, action) in view.actions.iter().enumerate() {
                let who = [action.what.as_str(), &action.who, &action.when];
                let who: Vec<String> =
                    who.iter().filter(|part| !part.is_empty()).map(|part| plain(part)).collect();
                text.push_str(&format!("{}. {}\n", at + 1, who.join(", ")));
            }
        }
        text.push_str(&format!("\n{}\n", plain(&view.foot)));
        text
    }

    /// The sheet as CSV: a row for the account, one for each item, one for the total, one for each action.
    ///
    /// # Errors
    /// `Internal` when a row cannot be written.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        out.write_record(COLUMNS).map_err(AppError::internal)?;
        let mut write = |section: &str, number: usize, values: &[(&str, String)]| {
            let number = if number > 0 { number.to_string() } else { String::new() };
            let row = COLUMNS.iter().map(|column| match *column {
                "section" => section.to_owned(),
                "number" => number.clone(),
                column => {
                    let found = values.iter().find(|(name, _)| *name == column);
                    found.map(|(_, value)| no_formula(value)).unwrap_or_default()
                }
            });
            out.write_record(row).map_err(AppError::internal)
        };
        write("account", 0, &self.head)?;
        for (at, row) in self.rows.iter().enumerate() {
            write(row.block, at + 1, &row.values)?;
        }
        if let Some(total) = self.total {
            let values = [("arr_impact", total.plain()), ("currency", total.currency.code().to_owned())];
            write("total", 0, &values)?;
        }
        for (at, action) in self.actions.iter().enumerate() {
            let values = [
                ("action", action.what.clone()),
                ("owner", action.owner.clone()),
                ("due", action.due.to_string()),
            ];
            write("action", at + 1, &values)?;
        }
        out.into_inner().map_err(AppError::internal)
    }
}

fn markdown_block(number: usize, block: &WhiteSpaceBlock) -> String {
    let mut text = format!("\n## {number}. {}\n\n", plain(&block.title));
    let marks: Vec<String> = [&block.subtitle, &block.priority]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| plain(part))
        .collect();
    if !marks.is_empty() {
        text.push_str(&format!("_{}_\n\n", marks.join("; ")));
    }
    for line in &block.lines {
        text.push_str(&item(&line.label, &line.text));
    }
    if let Some(need) = &block.need {
        text.push_str(&item(&block.need_label, &format!("“{}” ({})", need.text, need.byline)));
    }
    let worth: Vec<&str> =
        [block.amount.as_str(), &block.quarter].into_iter().filter(|part| !part.is_empty()).collect();
    if !worth.is_empty() {
        text.push_str(&item("ARR", &worth.join(", ")));
    }
    text
}

fn item(label: &str, text: &str) -> String {
    format!("- **{}**: {}\n", plain(label), plain(text))
}

/// One line without what Markdown would read as mark-up.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\n' | '\r' => out.push(' '),
            '\u{a0}' | '\u{202f}' => out.push(' '),
            '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '|' => {
                out.push('\\');
                out.push(sign);
            }
            _ => out.push(sign),
        }
    }
    out
}

/// A text that a spreadsheet would run as a formula gets an apostrophe in front.
fn no_formula(value: &str) -> String {
    let runs = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = value.parse::<rust_decimal::Decimal>().is_ok();
    if runs && !number { format!("'{value}") } else { value.replace('\u{a0}', " ") }
}
