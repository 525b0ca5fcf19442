//! The head of a white-space sheet: what the account has today, and what nobody has looked at yet.

use super::Names;
use crate::commands::white_space as items;
use crate::engine::Read;
use crate::papers::phrases::Head;
use crate::papers::sheets::Ground;
use crate::papers::sources::filled;
use crate::papers::usage;
use chrono::NaiveDate;
use headroom_core::book::{ProductKind, WhiteSpaceDimension};
use headroom_core::error::Result;
use rust_decimal::Decimal;

/// From this share of a limit on, use is white space (000-46).
const NEAR_LIMIT: Decimal = Decimal::from_parts(80, 0, 0, false, 0);
/// Days after which a head count is marked with its day.
const STALE: i64 = 90;

/// Seats of all contracts that run today.
pub(super) fn licensed(ground: &Ground, names: &Names) -> Decimal {
    let lines = ground.page.contracts.iter().flat_map(|view| &view.lines);
    lines
        .filter(|view| view.in_force)
        .filter(|view| {
            names
                .products
                .get(view.line.product_id.as_str())
                .is_some_and(|product| product.kind == ProductKind::Seat)
        })
        .map(|view| view.line.quantity)
        .sum()
}

/// Label, text and the name the CSV has for it.
type StateLine = (String, String, &'static str);

/// Products, people, departments, use cases: what is known.
pub(super) fn state(ground: &Ground, names: &Names, licensed: Decimal) -> Vec<StateLine> {
    let voice = ground.voice;
    let words = headroom_core::paper::labels(voice.language);
    let account = &ground.page.account;
    let mut lines: Vec<StateLine> = vec![
        (words.products.to_owned(), products(ground, names), "products"),
        (voice.head(Head::People).to_owned(), people(ground, licensed), "people"),
    ];
    let departments = match filled(account.departments.as_deref()) {
        Some(text) => text.to_owned(),
        None => {
            let mut found: Vec<&str> = Vec::new();
            for department in
                ground.page.contacts.iter().filter_map(|contact| filled(contact.department.as_deref()))
            {
                if !found.contains(&department) {
                    found.push(department);
                }
            }
            found.join(", ")
        }
    };
    lines.push((words.departments.to_owned(), departments, "departments"));
    let use_cases = filled(account.use_cases.as_deref()).unwrap_or_default().to_owned();
    lines.push((words.use_cases.to_owned(), use_cases, "use_cases"));
    lines.retain(|(_, text, _)| !text.is_empty());
    lines
}

/// What the book shows that no item is about yet: people without a seat, use near a limit, products never bought.
pub(super) fn not_looked_at(
    read: &Read<'_>,
    ground: &Ground,
    names: &Names,
    licensed: Decimal,
) -> Result<Vec<String>> {
    let (voice, account) = (ground.voice, &ground.page.account);
    // Also won and lost items: somebody has looked.
    let items = items::rows(read.connection, account, ground.today)?;
    let about = |dimension: WhiteSpaceDimension| items.iter().any(|row| row.item.dimension == dimension);
    let mut found = Vec::new();
    let gap = account.addressable_users.map(|people| Decimal::from(people) - licensed);
    if let Some(gap) = gap.filter(|gap| *gap > Decimal::ZERO)
        && !about(WhiteSpaceDimension::Seats)
        && !about(WhiteSpaceDimension::Plan)
    {
        found.push(voice.seats_open(&voice.quantity(gap)));
    }
    if !about(WhiteSpaceDimension::Usage) {
        let series = usage::series(read.connection, account.id.as_str(), ground.today)?;
        for (series, point) in series.iter().filter_map(|series| Some((series, series.points.last()?))) {
            let Some(limit) = point.entitlement.filter(|limit| *limit > Decimal::ZERO) else { continue };
            let percent = point.value * Decimal::ONE_HUNDRED / limit;
            if percent >= NEAR_LIMIT {
                found.push(voice.near_limit(&voice.metric(&series.metric), &voice.percent(percent.round())));
            }
        }
    }
    let lines = || ground.page.contracts.iter().flat_map(|view| &view.lines);
    let mut never: Vec<&str> = names
        .products
        .values()
        .filter(|product| product.deleted_at.is_none())
        .filter(|product| matches!(product.kind, ProductKind::Module | ProductKind::Plan))
        .filter(|product| !lines().any(|view| view.line.product_id == product.id))
        .filter(|product| !items.iter().any(|row| row.item.product_id.as_ref() == Some(&product.id)))
        .map(|product| product.name.as_str())
        .collect();
    never.sort_unstable();
    if !never.is_empty() {
        found.push(voice.never_bought(&never.join(", ")));
    }
    Ok(found)
}

/// "60 × Standard seat, Trend Reports".
fn products(ground: &Ground, names: &Names) -> String {
    let voice = ground.voice;
    let mut sums: Vec<(&str, Decimal)> = Vec::new();
    for view in ground.page.contracts.iter().flat_map(|view| &view.lines).filter(|view| view.in_force) {
        match sums.iter_mut().find(|(name, _)| *name == view.product_name) {
            Some((_, sum)) => *sum += view.line.quantity,
            None => sums.push((&view.product_name, view.line.quantity)),
        }
    }
    let counted = |name: &str| {
        names.products.values().any(|product| product.name == name && product.kind == ProductKind::Seat)
    };
    let written: Vec<String> = sums
        .into_iter()
        .map(|(name, sum)| {
            if sum == Decimal::ONE && !counted(name) {
                name.to_owned()
            } else {
                format!("{}\u{a0}×\u{a0}{name}", voice.quantity(sum))
            }
        })
        .collect();
    written.join(", ")
}

/// How many could use it; a count older than 90 days says of when it is.
fn people(ground: &Ground, licensed: Decimal) -> String {
    let (voice, account) = (ground.voice, &ground.page.account);
    let Some(people) = account.addressable_users else { return String::new() };
    let without = Decimal::from(people) - licensed;
    let gap = (without > Decimal::ZERO).then(|| voice.quantity(without));
    let text = voice.could_use(&voice.count(people), gap.as_deref());
    let fresh = |day: NaiveDate| (ground.today - day).num_days() <= STALE;
    match account.addressable_checked {
        Some(day) if fresh(day) => text,
        Some(day) => format!("{text} ({})", voice.last_checked(Some(&voice.short_date(day)))),
        None => format!("{text} ({})", voice.last_checked(None)),
    }
}
