//! The white-space sheet (002-47..51): head, current state, seats, plan, cross-sell, total, three actions. One content
//! for the page, the Markdown and the CSV.

use super::Ground;
use crate::commands::white_space::{self as items, Reckoning, WhiteSpaceRow};
use crate::engine::Read;
use crate::papers::phrases::Head;
use crate::papers::sources::filled;
use crate::papers::usage;
use crate::papers::voice::Voice;
use crate::store;
use chrono::{Datelike, Duration, NaiveDate};
use headroom_core::book::{
    Contact, CriterionState, Product, ProductKind, Quote, WhiteSpaceDimension, WhiteSpaceStatus,
};
use headroom_core::error::{AppError, Result};
use headroom_core::locale::DateStyle;
use headroom_core::money::Money;
use headroom_core::paper::{
    LabelledLine, PaperQuote, Shade, StepLine, WhiteSpaceBlock, WhiteSpaceTotal, WhiteSpaceView, stacked,
};
use headroom_core::white_space::{Block, Potential, block, is_potential, potential, promise};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Actions a sheet ends with.
const ACTIONS: usize = 3;
/// From this share of a limit on, use is white space (000-46).
const NEAR_LIMIT: Decimal = Decimal::from_parts(80, 0, 0, false, 0);
/// Days ahead in which something is a next action.
const AHEAD: i64 = 120;
/// Days after which a head count is marked with its day.
const STALE: i64 = 90;

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
    let arr = ground.page.arr;
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

/// Seats of all contracts that run today.
fn licensed(ground: &Ground, names: &Names) -> Decimal {
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

fn made_by(ground: &Ground) -> String {
    let day = ground.voice.weekday(ground.today);
    match ground.settings.am.name.trim() {
        "" => day,
        name => format!("{name}, {day}"),
    }
}

/// Label, text and the name the CSV has for it.
type StateLine = (String, String, &'static str);

/// Products, people, departments, use cases: what is known.
fn state(ground: &Ground, names: &Names, licensed: Decimal) -> Vec<StateLine> {
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
fn not_looked_at(read: &Read<'_>, ground: &Ground, names: &Names, licensed: Decimal) -> Result<Vec<String>> {
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

fn product<'a>(names: &'a Names, row: &WhiteSpaceRow) -> Option<&'a str> {
    names.products.get(row.item.product_id.as_ref()?.as_str()).map(|product| product.name.as_str())
}

/// "Marcus Adeyemi, Quality Systems Manager (strong champion)".
fn champion(voice: Voice, contact: &Contact) -> String {
    let strength = contact
        .champion_strength
        .map(|strength| {
            format!(" ({})", voice.role(headroom_core::book::StakeholderRole::Champion, Some(strength)))
        })
        .unwrap_or_default();
    match filled(contact.title.as_deref()) {
        Some(title) => format!("{}, {title}{strength}", contact.name),
        None => format!("{}{strength}", contact.name),
    }
}

/// Current, potential, target, need and the rest, whatever is known, in the order of the sheet.
fn printed(
    ground: &Ground,
    names: &Names,
    row: &WhiteSpaceRow,
    amount: impl Fn(Money) -> String,
) -> WhiteSpaceBlock {
    let (voice, item) = (ground.voice, &row.item);
    let part = block(item);
    let product = product(names, row);
    let department = filled(item.department.as_deref());
    let cross = part == Block::CrossSell;
    let title = match product {
        Some(product) if cross => product.to_owned(),
        _ => voice.block(part).to_owned(),
    };
    let mut lines: Vec<(Head, String)> = Vec::new();
    let mut line = |head: Head, text: Option<&str>| {
        if let Some(text) = filled(text) {
            lines.push((head, text.to_owned()));
        }
    };
    if !cross {
        let whose = [product, department].into_iter().flatten().collect::<Vec<_>>().join(", ");
        line(Head::Product, Some(&whose));
    }
    line(Head::Current, item.current.as_deref());
    let basis = filled(item.basis.as_deref());
    let potential = match (filled(item.potential.as_deref()), basis) {
        (Some(potential), Some(basis)) => Some(format!("{potential} ({basis})")),
        (potential, basis) => potential.or(basis).map(str::to_owned),
    };
    line(if part == Block::Plan { Head::Target } else { Head::Potential }, potential.as_deref());
    line(
        Head::Champion,
        ground.contact(item.champion_id.as_ref()).map(|contact| champion(voice, contact)).as_deref(),
    );
    line(Head::UseCase, item.use_case.as_deref());
    line(Head::ValueDriver, item.value_driver.as_deref());
    line(Head::Incumbent, item.incumbent.as_deref());
    line(Head::Amount, row.reckoning.as_ref().and_then(|how| reckoned(voice, how)).as_deref());
    let said = item.quote_id.as_ref().and_then(|id| names.quotes.get(id.as_str()));
    let dealt = item.status == WhiteSpaceStatus::InDeal;
    WhiteSpaceBlock {
        title,
        subtitle: [
            department.filter(|_| cross),
            filled(Some(voice.promise(promise(item)))),
            dealt.then(|| voice.in_a_deal()),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; "),
        priority: voice.marks([item.arr_potential, item.ease, item.importance]),
        lines: lines
            .into_iter()
            .map(|(head, text)| LabelledLine { label: voice.head(head).to_owned(), text })
            .collect(),
        need_label: voice.head(Head::Need).to_owned(),
        need: said.map(|quote| PaperQuote {
            text: quote.text.trim().to_owned(),
            byline: format!("{}, {}", quote.speaker, voice.short_date(quote.said_on)),
            paraphrased: false,
        }),
        amount: row.worth.map(amount).unwrap_or_default(),
        quarter: item.quarter.as_deref().map(|quarter| voice.quarter(quarter)).unwrap_or_default(),
    }
}

/// How an amount came about that nobody entered; a price by tiers has no short formula.
fn reckoned(voice: Voice, how: &Reckoning) -> Option<String> {
    if how.tiered {
        return None;
    }
    let replaced = (!how.replaced.is_zero()).then(|| voice.amount(how.replaced));
    let period = voice.period(Some(how.period));
    Some(voice.reckoning(
        &voice.quantity(how.units),
        &voice.price(how.unit_price),
        &period,
        replaced.as_deref(),
    ))
}

fn plain(ground: &Ground, names: &Names, row: &WhiteSpaceRow) -> SheetRow {
    let item = &row.item;
    let text = |text: &Option<String>| filled(text.as_deref()).unwrap_or_default().to_owned();
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let said = item.quote_id.as_ref().and_then(|id| names.quotes.get(id.as_str()));
    let champion = ground.contact(item.champion_id.as_ref());
    let dimension: WhiteSpaceDimension = item.dimension;
    SheetRow {
        block: block(item).as_str(),
        values: vec![
            ("dimension", dimension.as_str().to_owned()),
            ("product", product(names, row).unwrap_or_default().to_owned()),
            ("unit_or_department", text(&item.department)),
            ("current", text(&item.current)),
            ("potential", text(&item.potential)),
            ("basis", text(&item.basis)),
            ("triggering_need", said.map(|quote| quote.text.trim().to_owned()).unwrap_or_default()),
            ("said_by", said.map(|quote| quote.speaker.clone()).unwrap_or_default()),
            ("champion", champion.map(|contact| contact.name.clone()).unwrap_or_default()),
            ("champion_role", champion.map(|contact| text(&contact.title)).unwrap_or_default()),
            ("use_case", text(&item.use_case)),
            ("value_driver", text(&item.value_driver)),
            ("incumbent", text(&item.incumbent)),
            ("arr_impact", row.worth.map(|worth| worth.plain()).unwrap_or_default()),
            ("quarter", text(&item.quarter)),
            ("status", item.status.as_str().to_owned()),
            ("arr_potential", number(item.arr_potential)),
            ("ease", number(item.ease)),
            ("importance", number(item.importance)),
        ],
    }
}

/// Three next actions: what is due next by task, criterion, paper, notice and renewal; else the best item itself.
fn actions(ground: &Ground, rows: &[WhiteSpaceRow], names: &Names, open: &[String]) -> Result<Vec<Action>> {
    let (voice, page) = (ground.voice, &ground.page);
    let owner = ground.owner().to_owned();
    let own = |what: String, due: NaiveDate| Action { what, owner: owner.clone(), due };
    let mut found: Vec<Action> = page
        .tasks
        .iter()
        .filter(|task| task.rule != "criterion.due")
        .map(|task| Action {
            what: task.what.clone(),
            owner: filled(task.owner.as_deref()).unwrap_or(&owner).to_owned(),
            due: task.due,
        })
        .collect();
    for criterion in page.criteria.iter().filter(|one| one.state == CriterionState::Running) {
        let graded = criterion.grade.is_some_and(|grade| grade != headroom_core::book::Grade::NotYet);
        if let Some(due) = criterion.due_on.filter(|_| !graded) {
            found.push(own(voice.grade_criterion(&criterion.text), due));
        }
    }
    for paper in page.documents.iter().filter(|paper| paper.state == headroom_core::book::DocumentState::Sent)
    {
        if let Some(due) = paper.valid_until.or(paper.sent_on) {
            found.push(own(voice.chase(&paper.number), due));
        }
    }
    if let Some(contract) = ground.contract() {
        if let Some(day) = contract.notice_day.filter(|day| *day >= ground.today) {
            found.push(own(voice.give_notice(), day));
        } else if let Some(day) = contract.contract.renewal_date.filter(|day| *day >= ground.today) {
            found.push(own(voice.prepare_renewal(), day));
        }
    }
    let horizon = ground.today + Duration::days(AHEAD);
    found.retain(|action| action.due <= horizon);
    found.sort_by(|a, b| (a.due, &a.what).cmp(&(b.due, &b.what)));
    found.truncate(ACTIONS);
    // An account where nothing is due still has a best chance: somebody takes it up within the week.
    let week = headroom_core::dates::add_business_days(ground.today, 5, &ground.settings.holidays)
        .map_err(AppError::internal)?;
    let mut best: Vec<&WhiteSpaceRow> = rows.iter().collect();
    best.sort_by_key(|row| promise(&row.item));
    for row in best.into_iter().take(ACTIONS.saturating_sub(found.len())) {
        let title = product(names, row).unwrap_or(voice.block(block(&row.item)));
        let title = match filled(row.item.department.as_deref()) {
            Some(department) => format!("{title}, {department}"),
            None => title.to_owned(),
        };
        found.push(own(voice.pursue(&title), week));
    }
    // Where even that is missing, somebody looks at what nobody has looked at.
    for what in open.iter().take(ACTIONS.saturating_sub(found.len())) {
        found.push(own(voice.look_into(what), week));
    }
    found.sort_by_key(|action| action.due);
    Ok(found)
}
