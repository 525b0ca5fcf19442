//! What an account could still buy: items in the dimensions, with their priority (000-43..50, 002-47..51).

use super::accounts::{ById, Done};
use super::patch::{self, Patch};
use super::{contracts, settings};
use crate::engine::{Read, Write};
use crate::store;
use chrono::NaiveDate;
use headroom_core::book::{
    Account, LinePeriod, Price, Product, WhiteSpaceDimension, WhiteSpaceItem, WhiteSpaceStatus,
};
use headroom_core::error::{AppError, Result};
use headroom_core::money::{Currency, Money};
use headroom_core::white_space::{ListPrice, replaced, worth};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewWhiteSpace {
    pub account_id: String,
    pub dimension: WhiteSpaceDimension,
    /// Any other field of the item.
    #[serde(default)]
    #[ts(type = "Record<string, unknown>")]
    pub set: serde_json::Map<String, serde_json::Value>,
}

/// An item with what it adds a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WhiteSpaceRow {
    #[serde(flatten)]
    pub item: WhiteSpaceItem,
    /// As it was entered, else from units and price; null when neither is known.
    pub worth: Option<Money>,
    /// How the amount came about when it was not entered.
    pub reckoning: Option<Reckoning>,
}

/// Units times list price, less what makes room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Reckoning {
    #[ts(type = "string")]
    pub units: Decimal,
    #[ts(type = "string")]
    pub unit_price: Decimal,
    pub period: LinePeriod,
    /// The price depends on the quantity: `unit_price` is that of the first unit.
    pub tiered: bool,
    pub replaced: Money,
}

/// An account's items: high ARR with low friction first, then what matters most.
pub fn list(read: &Read<'_>, request: ById) -> Result<Vec<WhiteSpaceRow>> {
    let account: Account = store::get(read.connection, &request.id)?;
    rows(read.connection, &account, read.today)
}

/// As [`list`], for papers.
pub fn rows(
    connection: &rusqlite::Connection,
    account: &Account,
    today: NaiveDate,
) -> Result<Vec<WhiteSpaceRow>> {
    let currency = settings::currency("currency", &account.currency)?;
    let items: Vec<WhiteSpaceItem> = store::list(
        connection,
        "WHERE account_id = ? AND deleted_at IS NULL
         ORDER BY coalesce(arr_potential, 0) + coalesce(ease, 0) DESC, coalesce(importance, 0) DESC,
                  coalesce(arr_minor, 0) DESC, created_at, rowid",
        [account.id.as_str()],
    )?;
    let contracts = contracts::views(connection, account.id.as_str(), today)?;
    items
        .into_iter()
        .map(|item| {
            if let Some(minor) = item.arr_minor {
                return Ok(WhiteSpaceRow { worth: Some(Money::new(minor, currency)), reckoning: None, item });
            }
            let reckoned = reckon(connection, &item, &contracts, currency, today)?;
            let (worth, reckoning) = reckoned.map_or((None, None), |(worth, how)| (worth, Some(how)));
            Ok(WhiteSpaceRow { worth, reckoning: reckoning.filter(|_| worth.is_some()), item })
        })
        .collect()
}

/// What units and the catalogue's price come to; nothing where one of them is missing.
fn reckon(
    connection: &rusqlite::Connection,
    item: &WhiteSpaceItem,
    contracts: &[contracts::ContractView],
    currency: Currency,
    today: NaiveDate,
) -> Result<Option<(Option<Money>, Reckoning)>> {
    let (Some(units), Some(product)) = (item.units, &item.product_id) else { return Ok(None) };
    let prices: Vec<Price> = store::list(
        connection,
        "WHERE product_id = ?1 AND currency = ?2 AND deleted_at IS NULL AND period <> 'term'
           AND (valid_from IS NULL OR valid_from <= ?3)
         ORDER BY CASE period WHEN 'year' THEN 0 WHEN 'quarter' THEN 1 ELSE 2 END, valid_from DESC LIMIT 1",
        [product.as_str(), currency.code(), &today.to_string()],
    )?;
    let Some(price) = prices.into_iter().next() else { return Ok(None) };
    let Some(period) = LinePeriod::parse(&price.period) else { return Ok(None) };
    let in_force = |id: &headroom_core::id::ProductId| {
        let id = id.clone();
        contracts
            .iter()
            .flat_map(|view| &view.lines)
            .filter(move |view| view.in_force && view.line.product_id == id && view.arr.currency == currency)
    };
    let mut room = Money::zero(currency);
    if let Some(id) = &item.replaces_id {
        let arr = Money::sum(currency, in_force(id).map(|view| view.arr)).map_err(AppError::internal)?;
        let quantity: Decimal = in_force(id).map(|view| view.line.quantity).sum();
        room = replaced(arr, quantity, units).map_err(AppError::internal)?;
    }
    let has: Decimal = in_force(product).map(|view| view.line.quantity).sum();
    let list = ListPrice { unit_price: price.unit_price, period, tiers: price.tiers.clone() };
    // A quantity the price list does not cover has no amount; the person may enter one.
    let worth = worth(units, &list, has, room).unwrap_or(None);
    let how = Reckoning {
        units,
        unit_price: price.unit_price,
        period,
        tiered: price.tiers.is_some(),
        replaced: room,
    };
    Ok(Some((worth, how)))
}

/// Adds an item.
pub fn create(write: &mut Write<'_>, request: NewWhiteSpace) -> Result<WhiteSpaceItem> {
    let account: Account = store::get(write.connection, &request.account_id)?;
    let item = WhiteSpaceItem {
        id: write.id(),
        account_id: account.id.clone(),
        dimension: request.dimension,
        product_id: None,
        department: None,
        current: None,
        potential: None,
        basis: None,
        value_driver: None,
        quote_id: None,
        champion_id: None,
        use_case: None,
        units: None,
        replaces_id: None,
        arr_minor: None,
        quarter: None,
        incumbent: None,
        status: WhiteSpaceStatus::Open,
        arr_potential: None,
        ease: None,
        importance: None,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    let mut row = patch::object(&item)?;
    for (name, value) in &request.set {
        if !row.contains_key(name)
            || matches!(name.as_str(), "id" | "account_id" | "created_at" | "deleted_at")
        {
            return Err(AppError::invalid(
                name,
                format!("A white-space item has no field \"{name}\" to set."),
            ));
        }
        row.insert(name.clone(), value.clone());
    }
    let item: WhiteSpaceItem = patch::read_back(row, &request.set)?;
    validate(&item)?;
    known(write.connection, &item)?;
    store::insert(write.connection, &item)?;
    write.mark.summary = format!("Add white space for {}", account.name);
    write.mark.account_id = Some(account.id.0);
    Ok(item)
}

/// Changes the fields given.
pub fn update(write: &mut Write<'_>, request: Patch) -> Result<WhiteSpaceItem> {
    let connection = write.connection;
    let (_, item) = patch::apply::<WhiteSpaceItem>(write, &request, |item| {
        validate(item).and_then(|()| known(connection, item))
    })?;
    write.mark.summary = "Change white space".into();
    write.mark.account_id = Some(item.account_id.0.clone());
    Ok(item)
}

/// Moves an item to the trash.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let item: WhiteSpaceItem = store::get(write.connection, &request.id)?;
    patch::trash::<WhiteSpaceItem>(write, &request.id)?;
    write.mark.summary = "Delete white space".into();
    write.mark.account_id = Some(item.account_id.0);
    Ok(Done::default())
}

/// Refuses a product the catalogue does not have.
fn known(connection: &rusqlite::Connection, item: &WhiteSpaceItem) -> Result<()> {
    for (field, id) in [("product_id", &item.product_id), ("replaces_id", &item.replaces_id)] {
        if let Some(id) = id {
            store::get::<Product>(connection, id.as_str()).map_err(|error| error.field(field))?;
        }
    }
    Ok(())
}

fn validate(item: &WhiteSpaceItem) -> Result<()> {
    if item.units.is_some_and(|units| units <= Decimal::ZERO || units > Decimal::from(1_000_000_000)) {
        return Err(AppError::invalid(
            "units",
            "Say how many more of the product it would be, one at least.",
        )
        .hint("Leave it empty where it is not counted."));
    }
    if item.arr_minor.is_some_and(|arr| arr < 0) {
        return Err(AppError::invalid("arr_minor", "What could still be bought is not negative."));
    }
    for (field, value) in
        [("arr_potential", item.arr_potential), ("ease", item.ease), ("importance", item.importance)]
    {
        if value.is_some_and(|value| !(1..=5).contains(&value)) {
            return Err(AppError::invalid(field, "A priority is 1 to 5."));
        }
    }
    let fits = |quarter: &str| {
        quarter.len() == 6
            && quarter[..4].bytes().all(|digit| digit.is_ascii_digit())
            && quarter.as_bytes()[4] == b'Q'
            && (b'1'..=b'4').contains(&quarter.as_bytes()[5])
    };
    if item.quarter.as_deref().is_some_and(|quarter| !quarter.is_ascii() || !fits(quarter)) {
        return Err(AppError::invalid("quarter", "A quarter is written like 2027Q1."));
    }
    Ok(())
}
