//! What each contract line is worth a year, kept beside the lines so that a list of ten thousand accounts need not
//! work it out anew. Triggers of the book drop an amount whenever its line or contract changes; [`fill`] asks the
//! arithmetic for the missing ones at the end of the same transaction.

use super::file::sql_error;
use chrono::NaiveDate;
use headroom_core::contract::{ContractLine, Origin};
use headroom_core::dates::Term;
use headroom_core::error::{AppError, Result};
use headroom_core::money::{Currency, Money};
use rusqlite::{Connection, Row, params};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// What each account that has lines in force is worth a year, an amount a currency.
pub type Worth = Arc<HashMap<String, Vec<Money>>>;

/// The worth of a day as one read connection remembers it, until somebody changes the book.
#[derive(Default)]
pub struct Remembered(RefCell<Option<(i64, NaiveDate, Worth)>>);

impl Remembered {
    /// What every account is worth a year on `today`. `connection` is the one that remembers, in a transaction.
    ///
    /// # Errors
    /// What the arithmetic says of the first line in force that has no amount.
    pub fn worth(&self, connection: &Connection, today: NaiveDate) -> Result<Worth> {
        // Differs from the last time when another connection has written meanwhile; this one cannot.
        let version: i64 = connection
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map_err(sql_error)?;
        if let Some((of, day, worth)) = &*self.0.borrow()
            && (*of, *day) == (version, today)
        {
            return Ok(worth.clone());
        }
        let worth = Arc::new(sums(connection, today)?);
        *self.0.borrow_mut() = Some((version, today, worth.clone()));
        Ok(worth)
    }
}

fn sums(connection: &Connection, today: NaiveDate) -> Result<HashMap<String, Vec<Money>>> {
    refuse_missing(connection, today)?;
    let mut statement = connection
        .prepare_cached(
            "SELECT account_id, currency, sum(minor) FROM line_value
             WHERE start <= ?1 AND (\"end\" IS NULL OR \"end\" > ?1) GROUP BY account_id, currency",
        )
        .map_err(sql_error)?;
    let mut rows = statement.query([today.to_string()]).map_err(sql_error)?;
    let mut sums: HashMap<String, Vec<Money>> = HashMap::new();
    while let Some(row) = rows.next().map_err(sql_error)? {
        let code = row.get_ref(1).and_then(|cell| Ok(cell.as_str()?)).map_err(sql_error)?;
        let currency: Currency = code.parse().map_err(AppError::internal)?;
        let minor: i64 = row.get(2).map_err(sql_error)?;
        sums.entry(row.get(0).map_err(sql_error)?).or_default().push(Money::new(minor, currency));
    }
    Ok(sums)
}

/// Works out the amounts that are missing. One that the arithmetic refuses stays missing: whoever lists it is told.
pub fn fill(connection: &Connection) -> Result<()> {
    let mut found = Vec::new();
    {
        let mut statement = connection.prepare_cached(&select("v.minor IS NULL")).map_err(sql_error)?;
        let mut rows = statement.query([]).map_err(sql_error)?;
        while let Some(row) = rows.next().map_err(sql_error)? {
            if let Ok(money) = value(row) {
                found.push((row.get::<_, String>(0).map_err(sql_error)?, money.minor));
            }
        }
    }
    let mut statement = connection
        .prepare_cached("UPDATE line_value SET minor = ?2 WHERE line_id = ?1")
        .map_err(sql_error)?;
    for (line, minor) in found {
        statement.execute(params![line, minor]).map_err(sql_error)?;
    }
    Ok(())
}

/// The reason why a line that is in force on `today` has no amount, if one has none.
///
/// # Errors
/// What the arithmetic says of the first such line.
fn refuse_missing(connection: &Connection, today: NaiveDate) -> Result<()> {
    let sql = select("v.minor IS NULL AND v.start <= ?1 AND (v.\"end\" IS NULL OR v.\"end\" > ?1)");
    let mut statement = connection.prepare_cached(&sql).map_err(sql_error)?;
    let mut rows = statement.query([today.to_string()]).map_err(sql_error)?;
    while let Some(row) = rows.next().map_err(sql_error)? {
        value(row)?;
    }
    Ok(())
}

fn select(condition: &str) -> String {
    format!(
        "SELECT l.id, l.quantity, l.unit_price, l.period, l.discount_percent, l.given_arr_minor, l.start, l.\"end\",
                c.currency, c.start, c.renewal_date
         FROM line_value v JOIN contract_line l ON l.id = v.line_id JOIN contract c ON c.id = l.contract_id
         WHERE {condition}"
    )
}

fn value(row: &Row<'_>) -> Result<Money> {
    let text = |at: usize| row.get::<_, String>(at).map_err(sql_error);
    let day = |at: usize| -> Result<Option<NaiveDate>> {
        let text = row.get::<_, Option<String>>(at).map_err(sql_error)?;
        text.map(|text| text.parse().map_err(AppError::internal)).transpose()
    };
    let code = text(8)?;
    let currency: Currency = code.parse().map_err(AppError::internal)?;
    if let Some(minor) = row.get::<_, Option<i64>>(5).map_err(sql_error)? {
        return Ok(Money::new(minor, currency));
    }
    let start = day(6)?.ok_or_else(|| AppError::internal("a line without a start"))?;
    let term = day(9)?.zip(day(10)?).map(|(start, end)| Term { start, end });
    let period = text(3)?;
    let line = ContractLine {
        id: text(0)?.into(),
        product_id: "".into(),
        product: String::new(),
        quantity: text(1)?.parse().map_err(AppError::internal)?,
        unit_price: text(2)?.parse().map_err(AppError::internal)?,
        period: headroom_core::book::LinePeriod::parse(&period)
            .ok_or_else(|| AppError::internal(format!("period {period}")))?,
        price_term: term,
        discount_percent: text(4)?.parse().map_err(AppError::internal)?,
        currency,
        given_arr: None,
        start,
        end: day(7)?,
        // Only lines that count have a row here.
        kind: headroom_core::book::LineKind::Recurring,
        trial: false,
        origin: Origin::Initial,
        ended_by: None,
    };
    Ok(line.arr()?)
}
