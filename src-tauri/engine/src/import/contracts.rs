//! Importing contract lines. Each row is a line; the contracts they stand in follow from account and
//! currency, unless the file names one.
//!
//! A yearly value in the file wins over the price and is checked against it; trials are kept without one; an
//! end date ends the line whatever the renewal flag says.

use super::Feed;
use super::accounts::currency;
use super::cells::Cells;
use super::desk::{Accounts, Desk, Keys, Seen, Tally};
use super::price::{Price, price};
use super::products::Catalogue;
use super::report::{ImportKind, ImportReport, Outcome, RowError};
use crate::store;
use chrono::NaiveDate;
use headroom_core::book::{Contract, Line, LineKind, LineOrigin, ProductKind};
use headroom_core::error::Result;
use headroom_core::id::{AccountId, ContractId, ProductId};
use headroom_core::money::Currency;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

const KIND: ImportKind = ImportKind::Contracts;

/// One row, read and checked.
struct Draft {
    line_no: u64,
    account: String,
    currency: Currency,
    contract: Option<String>,
    external: Option<String>,
    product: (Option<String>, Option<String>),
    quantity: Decimal,
    price: Price,
    discount: Decimal,
    start: NaiveDate,
    end: Option<NaiveDate>,
    kind: LineKind,
    trial: bool,
    head: Head,
}

/// What a row says about its contract.
#[derive(Default)]
struct Head {
    start: Option<NaiveDate>,
    renewal: Option<NaiveDate>,
    auto_renew: Option<bool>,
    notice_days: Option<i64>,
    billing: Option<String>,
    msa: Option<String>,
}

#[derive(Default)]
struct Tallies {
    zero_day: Tally,
    trials: Tally,
    differs: Tally,
    dropped_arr: Tally,
    signed: Tally,
}

/// Which contract a row belongs to: account, currency, and the file's name for it.
type ContractKey = (String, &'static str, Option<String>);

/// Imports the rows.
pub(super) fn import(desk: &Desk<'_>, feed: &mut Feed<'_>, report: &mut ImportReport) -> Result<()> {
    let accounts = Accounts::load(desk.connection)?;
    let mut keys = Keys::default();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut tallies = Tallies::default();
    feed.each(report, |row, report| {
        if let Some(key) = row.text("line.external_id") {
            match keys.see(key, row) {
                Seen::First => {}
                Seen::Copy => {
                    report.count(Outcome::Unchanged);
                    return Ok(());
                }
                Seen::Other(line) => return Err(Keys::repeated(row, "line.external_id", key, line)),
            }
        }
        drafts.push(draft(desk, row, &accounts, &mut tallies)?);
        Ok(())
    })?;
    let kind = product_kind(&feed.layout.header("product"));
    write(desk, drafts, kind, feed, &mut tallies, report)?;
    report
        .notices
        .extend(tallies.zero_day.notice("start and end are the same day; kept as lines of no days."));
    report.notices.extend(tallies.trials.notice("trials; kept and marked, without ARR."));
    report.notices.extend(tallies.dropped_arr.notice("a trial with an ARR; the ARR was left out."));
    report.notices.extend(tallies.differs.notice("the ARR is not the price over a year; the ARR was taken."));
    report.notices.extend(tallies.signed.notice("signed or ended by an addendum; left as it is."));
    Ok(())
}

/// A column called "plan" holds plans; any other holds what is sold by the seat.
fn product_kind(header: &str) -> ProductKind {
    let name = super::fields::normalised(header);
    if ["plan", "tier", "edition", "tarif", "forfait"].iter().any(|word| name.contains(word)) {
        ProductKind::Plan
    } else {
        ProductKind::Seat
    }
}

fn draft(
    desk: &Desk<'_>,
    row: Cells<'_>,
    accounts: &Accounts,
    tallies: &mut Tallies,
) -> Result<Draft, RowError> {
    let account = accounts.of(row)?;
    let currency = match row.text("currency") {
        Some(text) => currency(row, "currency", text)?,
        None => account.currency.parse().unwrap_or(desk.currency),
    };
    let product = (row.text("product.external_id"), row.text("product"));
    if product == (None, None) {
        let field = if row.layout.has("product") { "product" } else { "product.external_id" };
        return Err(row.error(field, "missing_value", "The product is missing."));
    }
    let start = row
        .date("line.start")?
        .ok_or_else(|| row.error("line.start", "missing_value", "The start date is missing."))?;
    let end = row.end("line.end")?;
    if let Some(end) = end {
        if end < start {
            let message = format!("The line ends on {end}, before it starts on {start}.");
            return Err(row.error("line.end", "ends_before_start", message));
        }
        if end == start {
            tallies.zero_day.add(row.line);
        }
    }
    let trial = row.truth("line.trial")?.unwrap_or(false);
    let quantity = row.quantity("line.quantity")?.map_or(Decimal::ONE, |quantity| quantity.normalize());
    let discount = row.quantity("line.discount_percent")?.unwrap_or_default();
    if discount > Decimal::ONE_HUNDRED {
        return Err(row.error(
            "line.discount_percent",
            "out_of_range",
            format!("A discount of {discount} % is more than all of it."),
        ));
    }
    let mut price = price(row, currency, quantity, discount)?;
    if trial {
        tallies.trials.add(row.line);
        if price.arr.is_some_and(|arr| arr != 0) {
            tallies.dropped_arr.add(row.line);
        }
        price.arr = None;
    } else if price.differs {
        tallies.differs.add(row.line);
    }
    let kind = match row.choice(KIND, "line.kind")? {
        Some(word) => LineKind::parse(word).unwrap_or(LineKind::Recurring),
        None => LineKind::Recurring,
    };
    let head = Head {
        start: row.date("contract.start")?,
        renewal: row.end("contract.renewal_date")?,
        auto_renew: row.truth("contract.auto_renew")?,
        notice_days: row.count("contract.notice_days")?,
        billing: row.text("contract.billing_period").map(str::to_owned),
        msa: row.text("contract.msa_reference").map(str::to_owned),
    };
    if let Some(renewal) = head.renewal.filter(|renewal| *renewal <= head.start.unwrap_or(start)) {
        let message = format!("The renewal on {renewal} is not after the start.");
        return Err(row.error("contract.renewal_date", "ends_before_start", message));
    }
    Ok(Draft {
        line_no: row.line,
        account: account.id.clone(),
        currency,
        contract: row.text("contract.external_id").map(str::to_owned),
        external: row.text("line.external_id").map(str::to_owned),
        product: (product.0.map(str::to_owned), product.1.map(str::to_owned)),
        quantity,
        price,
        discount,
        start,
        end,
        kind,
        trial,
        head,
    })
}

/// The contracts and lines of the book, by what a row may name.
struct Known {
    contracts: HashMap<ContractId, Contract>,
    by_key: HashMap<ContractKey, ContractId>,
    by_name: HashMap<(String, String), ContractId>,
    lines: HashMap<String, Line>,
    /// Lines without an id of their own, by account, currency, product and start.
    unnamed: HashMap<(ContractId, ProductId, NaiveDate), Vec<Line>>,
}

impl Known {
    fn load(desk: &Desk<'_>) -> Result<Self> {
        let contracts: Vec<Contract> = store::list(
            desk.connection,
            "WHERE deleted_at IS NULL ORDER BY start DESC, created_at DESC",
            [],
        )?;
        let lines: Vec<Line> =
            store::list(desk.connection, "WHERE deleted_at IS NULL ORDER BY created_at DESC, id DESC", [])?;
        let mut known = Self {
            contracts: HashMap::new(),
            by_key: HashMap::new(),
            by_name: HashMap::new(),
            lines: HashMap::new(),
            unnamed: HashMap::new(),
        };
        for contract in contracts {
            known.remember(contract);
        }
        for line in lines {
            match &line.external_id {
                Some(external) => {
                    known.lines.insert(external.clone(), line);
                }
                None => {
                    let key = (line.contract_id.clone(), line.product_id.clone(), line.start);
                    known.unnamed.entry(key).or_default().push(line);
                }
            }
        }
        Ok(known)
    }

    fn remember(&mut self, contract: Contract) {
        let account = contract.account_id.as_str().to_owned();
        if let Some(external) = &contract.external_id {
            self.by_name.insert((account.clone(), external.clone()), contract.id.clone());
        }
        if let Ok(currency) = contract.currency.parse::<Currency>() {
            self.by_key.insert((account, currency.code(), None), contract.id.clone());
        }
        self.contracts.insert(contract.id.clone(), contract);
    }
}

/// Writes contracts, products and lines.
fn write(
    desk: &Desk<'_>,
    drafts: Vec<Draft>,
    kind: ProductKind,
    feed: &Feed<'_>,
    tallies: &mut Tallies,
    report: &mut ImportReport,
) -> Result<()> {
    let mut known = Known::load(desk)?;
    let mut catalogue = Catalogue::load(desk)?;
    let mut groups: BTreeMap<ContractKey, Vec<&Draft>> = BTreeMap::new();
    for draft in &drafts {
        let key = (draft.account.clone(), draft.currency.code(), draft.contract.clone());
        groups.entry(key).or_default().push(draft);
    }
    let mut made = 0_u64;
    let mut ids: HashMap<ContractKey, ContractId> = HashMap::new();
    for (key, rows) in groups {
        let (id, new) = contract(desk, &key, &rows, &mut known)?;
        made += u64::from(new);
        ids.insert(key, id);
    }
    for (count, draft) in drafts.iter().enumerate() {
        if count.is_multiple_of(1_000) {
            feed.step(count as u64)?;
        }
        let (external, name) = (draft.product.0.as_deref(), draft.product.1.as_deref());
        let product = catalogue.of(desk, external, name, kind)?;
        let key = (draft.account.clone(), draft.currency.code(), draft.contract.clone());
        let Some(contract) = ids.get(&key) else { continue };
        report.count(line(desk, draft, contract, product, &mut known, tallies)?);
    }
    if !catalogue.made.is_empty() {
        report.notices.push(format!("New products: {}.", catalogue.made.join(", ")));
    }
    if made > 0 {
        report.notices.push(format!(
            "New contracts: {made}, one for each account and currency unless the file names one."
        ));
    }
    let open =
        ids.values().filter(|id| known.contracts.get(id).is_some_and(|c| c.renewal_date.is_none())).count();
    if open > 0 {
        report.notices.push(format!(
            "{open} contracts have no renewal date; set one before something is to end together with them."
        ));
    }
    Ok(())
}

/// Finds or makes the contract of a group of rows, and brings its head up to date.
fn contract(
    desk: &Desk<'_>,
    key: &ContractKey,
    rows: &[&Draft],
    known: &mut Known,
) -> Result<(ContractId, bool)> {
    let (account, currency, name) = key;
    let found = match name {
        Some(name) => known.by_name.get(&(account.clone(), name.clone())),
        // A line that is known already stays where it is.
        None => rows
            .iter()
            .filter_map(|draft| known.lines.get(draft.external.as_deref()?))
            .map(|line| &line.contract_id)
            .find(|id| {
                known
                    .contracts
                    .get(id)
                    .is_some_and(|c| c.account_id.as_str() == account && c.currency == *currency)
            })
            .or_else(|| known.by_key.get(&(account.clone(), currency, None))),
    };
    let before = found.and_then(|id| known.contracts.get(id)).cloned();
    let first = rows.iter().map(|draft| draft.head.start.unwrap_or(draft.start)).min().unwrap_or_default();
    let latest = rows.iter().max_by_key(|draft| (draft.start, draft.line_no));
    let mut contract = before.clone().unwrap_or_else(|| Contract {
        id: desk.id(),
        account_id: AccountId(account.clone()),
        external_id: name.clone(),
        msa_reference: None,
        msa_date: None,
        start: first,
        renewal_date: None,
        auto_renew: false,
        notice_days: None,
        billing_period: None,
        currency: (*currency).to_owned(),
        created_at: desk.now.clone(),
        deleted_at: None,
    });
    contract.start = contract.start.min(first);
    contract.renewal_date =
        rows.iter().filter_map(|draft| draft.head.renewal).max().or(contract.renewal_date);
    if let Some(draft) = latest {
        contract.auto_renew = draft.head.auto_renew.unwrap_or(contract.auto_renew);
        contract.notice_days = draft.head.notice_days.or(contract.notice_days);
        contract.billing_period = draft.head.billing.clone().or(contract.billing_period);
        contract.msa_reference = draft.head.msa.clone().or(contract.msa_reference);
    }
    desk.put(before.as_ref(), &contract)?;
    let id = contract.id.clone();
    known.remember(contract);
    Ok((id, before.is_none()))
}

/// Writes one line.
fn line(
    desk: &Desk<'_>,
    draft: &Draft,
    contract: &ContractId,
    product: ProductId,
    known: &mut Known,
    tallies: &mut Tallies,
) -> Result<Outcome> {
    let before = match &draft.external {
        Some(external) => known.lines.remove(external),
        None => known.unnamed.get_mut(&(contract.clone(), product.clone(), draft.start)).and_then(Vec::pop),
    };
    if before.as_ref().is_some_and(|line| line.origin == LineOrigin::Addendum || line.ended_by.is_some()) {
        tallies.signed.add(draft.line_no);
        return Ok(Outcome::Unchanged);
    }
    let (id, created_at) = match &before {
        Some(line) => (line.id.clone(), line.created_at.clone()),
        None => (desk.id(), desk.now.clone()),
    };
    let line = Line {
        id,
        contract_id: contract.clone(),
        external_id: draft.external.clone(),
        product_id: product,
        quantity: draft.quantity,
        unit_price: draft.price.unit,
        period: draft.price.period,
        discount_percent: draft.discount,
        given_arr_minor: draft.price.arr,
        start: draft.start,
        end: draft.end,
        kind: draft.kind,
        trial: draft.trial,
        origin: before.as_ref().map_or(LineOrigin::Initial, |line| line.origin),
        addendum_id: None,
        ended_by: None,
        created_at,
        deleted_at: None,
    };
    desk.put(before.as_ref(), &line)
}
