//! The white-space sheet (002-47..51): head, current state, seats, plan, cross-sell, total, three actions. One content
//! for the page, the Markdown and the CSV.

mod actions;
mod head;
mod item;

use super::Ground;
use crate::commands::white_space::{self as items, WhiteSpaceRow};
use crate::engine::Read;
use crate::papers::phrases::Head;
use crate::papers::voice::Voice;
use crate::store;
use chrono::{Datelike, Duration, NaiveDate};
use headroom_core::book::{Product, Quote};
use headroom_core::error::{AppError, Result};
use headroom_core::locale::DateStyle;
use headroom_core::money::Money;
use headroom_core::paper::{LabelledLine, Shade, StepLine, WhiteSpaceTotal, WhiteSpaceView, stacked};
use headroom_core::white_space::{Potential, block, is_potential, potential, promise};
use std::collections::HashMap;

use actions::actions;
use head::{licensed, not_looked_at, state};
use item::{plain, printed};

/// The page and the plain values behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WhiteSpaceSheet {
    pub view: WhiteSpaceView,
    /// What the head says, plain.
    pub head: Vec<(&'static str, String)>,
    pub rows: Vec<SheetRow>,
    pub total: Option<Money>,
    pub actions: Vec<Action>,
}

/// One item with plain values, as the CSV has them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetRow {
    pub block: &'static str,
    /// By column of the CSV.
    pub values: Vec<(&'static str, String)>,
}

/// Something to do next, by whom and when.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Action {
    pub what: String,
    pub owner: String,
    pub due: NaiveDate,
}

/// The names an item needs.
struct Names {
    products: HashMap<String, Product>,
    quotes: HashMap<String, Quote>,
}

pub(super) fn build(read: &Read<'_>, ground: &Ground) -> Result<WhiteSpaceSheet> {
    let voice = ground.voice;
    let account = &ground.page.account;
    let names = names(read, ground)?;
    let mut rows: Vec<WhiteSpaceRow> = items::rows(read.connection, account, ground.today)?
        .into_iter()
        .filter(|row| is_potential(&row.item))
        .collect();
    // Seats, plan, cross-sell; inside a part the order of the list stays: high ARR with low friction first.
    rows.sort_by_key(|row| (block(&row.item), promise(&row.item)));
    let sum = potential(rows.iter().map(|row| (&row.item, row.worth)), voice.currency)
        .map_err(AppError::internal)?;
    // The sheet adds up in one currency; what is in another stands in the book only.
    let arr = match ground.page.arr {
        arr if arr.currency == voice.currency => arr,
        _ => Money::zero(voice.currency),
    };
    let licensed = licensed(ground, &names);
    let employees = account.employees.map(|count| voice.count(count));
    let ends_on =
        ground.contract().and_then(|view| view.contract.renewal_date).map(|day| day - Duration::days(1));

    // Whole amounts have no decimals, unless one of them needs them: a column has equal decimals.
    let all = || rows.iter().filter_map(|row| row.worth).chain([arr, sum.total]);
    let whole = all().all(|money| money.minor % 10_i64.pow(money.currency.scale()) == 0);
    let amount = |money: Money| if whole { voice.whole(money) } else { voice.amount(money) };
    let mut state = state(ground, &names, licensed);
    let open = not_looked_at(read, ground, &names, licensed)?;
    let actions = actions(ground, &rows, &names, &open)?;
    if !open.is_empty() {
        state.push((voice.head(Head::NotLookedAt).to_owned(), open.join("; "), "not_looked_at"));
    }
    let everything = arr.plus(sum.total).map_err(AppError::internal)?;
    let view = WhiteSpaceView {
        language: voice.language,
        account: account.name.clone(),
        made_by: made_by(ground),
        currency: voice.currency.code().to_owned(),
        arr_today: amount(arr),
        contract_ends_on: ends_on.map(|day| voice.short_date(day)).unwrap_or_default(),
        licensed: match &employees {
            Some(employees) => voice.of_whole(&voice.quantity(licensed), employees),
            None => voice.quantity(licensed),
        },
        could_be_added: amount(sum.total),
        state: state
            .iter()
            .map(|(label, text, _)| LabelledLine { label: label.clone(), text: text.clone() })
            .collect(),
        blocks: rows.iter().map(|row| printed(ground, &names, row, amount)).collect(),
        total: WhiteSpaceTotal {
            segments: segments(ground.today, arr, &rows),
            text: total_text(voice, &sum, &amount(arr), &amount(everything)),
            amount: amount(sum.total),
        },
        actions: actions
            .iter()
            .map(|action| StepLine {
                what: action.what.clone(),
                who: action.owner.clone(),
                when: voice.locale.date(action.due, DateStyle::Day),
            })
            .collect(),
        foot: voice.space_foot(),
    };
    let mut head = vec![
        ("account", account.name.clone()),
        ("current_arr", arr.plain()),
        ("currency", voice.currency.code().to_owned()),
        ("contract_end", ends_on.map(|day| day.to_string()).unwrap_or_default()),
        ("licensed", licensed.normalize().to_string()),
        ("employees", account.employees.map(|count| count.to_string()).unwrap_or_default()),
    ];
    head.extend(
        state.into_iter().filter(|(_, _, name)| !name.is_empty()).map(|(_, text, name)| (name, text)),
    );
    let rows = rows.iter().map(|row| plain(ground, &names, row)).collect();
    Ok(WhiteSpaceSheet { view, head, rows, total: Some(sum.total), actions })
}

fn names(read: &Read<'_>, ground: &Ground) -> Result<Names> {
    let products: Vec<Product> = store::list(read.connection, "", [])?;
    let quotes: Vec<Quote> = store::list(
        read.connection,
        "WHERE account_id = ? AND deleted_at IS NULL",
        [ground.page.account.id.as_str()],
    )?;
    Ok(Names {
        products: products.into_iter().map(|product| (product.id.0.clone(), product)).collect(),
        quotes: quotes.into_iter().map(|quote| (quote.id.0.clone(), quote)).collect(),
    })
}

fn made_by(ground: &Ground) -> String {
    let day = ground.voice.weekday(ground.today);
    match ground.settings.am.name.trim() {
        "" => day,
        name => format!("{name}, {day}"),
    }
}

/// What everything comes to, in words.
fn total_text(voice: Voice, sum: &Potential, today: &str, everything: &str) -> String {
    let quarters = sum.quarters.as_ref().map(|(first, last)| (voice.quarter(first), voice.quarter(last)));
    let quarters = quarters.as_ref().map(|(first, last)| (first.as_str(), last.as_str()));
    let text = voice.space_total(today, everything, quarters);
    match sum.without_amount {
        0 => text,
        count => format!("{text}; {}", voice.without_amount(count)),
    }
}

/// Today in ink, what comes this quarter or the next in the accent, the rest paler.
fn segments(today: NaiveDate, arr: Money, rows: &[WhiteSpaceRow]) -> Vec<headroom_core::paper::ChartSegment> {
    let quarters = i64::from(today.year()) * 4 + i64::from(today.month0() / 3) + 1;
    let next = format!("{}Q{}", quarters / 4, quarters % 4 + 1);
    let mut parts = vec![(arr.minor, Shade::Ink)];
    let soon = |row: &WhiteSpaceRow| row.item.quarter.as_ref().is_some_and(|quarter| *quarter <= next);
    for wanted in [true, false] {
        for row in rows.iter().filter(|row| soon(row) == wanted) {
            if let Some(worth) = row.worth {
                parts.push((worth.minor, if wanted { Shade::Accent } else { Shade::Tint }));
            }
        }
    }
    stacked(&parts)
}
