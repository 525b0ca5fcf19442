//! The large book, for measuring: 10,000 accounts with three years behind them, put together from word lists.
//!
//! Rows are written in the order of their ids through statements prepared once; nothing goes through the commands.

use super::book;
use super::data::{self, LargeWords};
use crate::commands::{accounts, settings, tasks};
use crate::engine::{JobContext, Write};
use crate::store::{self, sql_error};
use chrono::{Datelike, Duration, NaiveDate};
use headroom_core::book::{
    Account, Contact, ContactStatus, Contract, Line, LineKind, LineOrigin, LinePeriod, Product, ProductKind,
    StakeholderRole,
};
use headroom_core::dates::add_months;
use headroom_core::error::{AppError, Result};
use rusqlite::{Statement, params};
use rust_decimal::Decimal;

/// What an account gets of each.
const NOTES_EACH: u64 = 10;
const CONTACTS_EACH: u64 = 2;
/// Three metrics a month over three years, one of them eight months younger: 100 rows.
const METRICS: [(&str, i64); 3] = [("active_users", 36), ("api_calls", 28), ("seats_used", 36)];
const CURRENCIES: [&str; 8] = ["USD", "EUR", "GBP", "EUR", "USD", "EUR", "EUR", "EUR"];

/// The kinds of ids, so that no two rows share one.
#[derive(Clone, Copy)]
enum Kind {
    Account = 1,
    Contact,
    Product,
    Contract,
    Line,
    Note,
    Quote,
}

/// An id that sorts by its count, as those of a grown book sort by time.
fn id(kind: Kind, count: u64) -> String {
    format!("{count:08x}-{:04x}-8000-8000-00686561646d", kind as u16)
}

/// Chance without chance: the same row of numbers on every machine (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `below` - 1.
    fn below(&mut self, below: u64) -> u64 {
        self.next() % below
    }

    fn pick<'a>(&mut self, words: &'a [String]) -> &'a str {
        &words[usize::try_from(self.below(words.len() as u64)).unwrap_or(0)]
    }
}

/// Fills an empty book with so many accounts, all of the same make.
pub fn fill(write: &mut Write<'_>, count: u64, job: &JobContext) -> Result<()> {
    // Room for the upper levels of all trees; the connection is closed when the book is made.
    write.connection.execute_batch("PRAGMA cache_size = -262144").map_err(sql_error)?;
    settings::store(write.connection, &book::vendor())?;
    let words = data::large()?;
    let products = products(write, &words)?;
    let mut chance = Chance(0x4845_4144);
    let mut bulk = Bulk::prepare(write)?;
    for at in 0..count {
        if at % 100 == 0 {
            job.go_on()?;
            job.report(at, count, "Accounts with their calls and usage");
        }
        let account = account(write, &words, at, &mut chance)?;
        let people = people(write, &words, &account, at, &mut chance)?;
        contract(write, &products, &account, at, &mut chance)?;
        bulk.notes(write, &words, &people, at, &mut chance)?;
        bulk.usage(account.id.as_str(), &mut chance)?;
        if at.is_multiple_of(10) {
            let due = write.today + Duration::days(i64::try_from(chance.below(40)).unwrap_or(0) - 8);
            tasks::raise(write, Some(account.id.0), chance.pick(&words.steps), due, "own", None)?;
        }
    }
    job.report(count, count, "Made");
    Ok(())
}

/// A product and its price a year.
type Priced = (Product, Decimal);

fn products(write: &Write<'_>, words: &LargeWords) -> Result<Vec<Priced>> {
    let listed = data::products()?.into_iter().map(|row| (row.code, row.name, row.usd, row.kind));
    let more = words
        .more_products
        .iter()
        .map(|row| (row.code.clone(), row.name.clone(), row.price, "module".to_owned()));
    listed
        .chain(more)
        .enumerate()
        .map(|(at, (code, name, price, kind))| {
            let product = Product {
                id: id(Kind::Product, at as u64).into(),
                external_id: Some(code),
                name,
                kind: ProductKind::parse(&kind).unwrap_or(ProductKind::Module),
                description: None,
                created_at: write.now.clone(),
                deleted_at: None,
            };
            store::insert(write.connection, &product)?;
            Ok((product, price))
        })
        .collect()
}

fn account(write: &Write<'_>, words: &LargeWords, at: u64, chance: &mut Chance) -> Result<Account> {
    // Counted through all combinations, so that no name comes twice.
    let (thirds, seconds) = (words.name_third.len() as u64, words.name_second.len() as u64);
    let third = usize::try_from(at % thirds).unwrap_or(0);
    let name = format!(
        "{} {} {}",
        words.name_first[usize::try_from(at / thirds / seconds).unwrap_or(0) % words.name_first.len()],
        words.name_second[usize::try_from(at / thirds % seconds).unwrap_or(0)],
        words.name_third[third],
    );
    let place = usize::try_from(at).unwrap_or(0) % CURRENCIES.len();
    let employees = 40 + chance.below(5000);
    let account = Account {
        external_id: Some(format!("L-{:05}", at + 1)),
        domain: Some(format!("l{:05}.example", at + 1)),
        industry: Some(words.industries[third].clone()),
        segment: Some(
            match employees {
                0..=250 => "SMB",
                251..=1500 => "mid-market",
                _ => "enterprise",
            }
            .into(),
        ),
        country: Some(words.countries[place % words.countries.len()].clone()),
        owner: Some(format!("Owner {:03}", at / 60 + 1)),
        employees: i64::try_from(employees).ok(),
        addressable_users: i64::try_from(employees / 3).ok(),
        health: i64::try_from(35 + chance.below(65)).ok(),
        health_date: Some(write.today - Duration::days(3)),
        nps: i64::try_from(chance.below(11)).ok(),
        ..accounts::blank(id(Kind::Account, at).into(), &name, CURRENCIES[place], &write.now)
    };
    store::insert(write.connection, &account)?;
    Ok(account)
}

fn people(
    write: &Write<'_>,
    words: &LargeWords,
    account: &Account,
    at: u64,
    chance: &mut Chance,
) -> Result<Vec<Contact>> {
    (0..CONTACTS_EACH)
        .map(|count| {
            let name = format!("{} {}", chance.pick(&words.first), chance.pick(&words.last));
            let contact = Contact {
                id: id(Kind::Contact, at * CONTACTS_EACH + count).into(),
                account_id: account.id.clone(),
                external_id: None,
                name,
                title: Some(chance.pick(&words.titles).to_owned()),
                department: None,
                email: Some(format!("p{count}@l{:05}.example", at + 1)),
                phone: None,
                roles: vec![if count == 0 {
                    StakeholderRole::EconomicBuyer
                } else {
                    StakeholderRole::Champion
                }],
                champion_strength: None,
                support: None,
                influence: None,
                reports_to: None,
                last_contact: None,
                last_checked: None,
                status: ContactStatus::Active,
                created_at: write.now.clone(),
                deleted_at: None,
            };
            store::insert(write.connection, &contact)?;
            Ok(contact)
        })
        .collect()
}

/// Three years of seats, a line a year, and one module: four lines.
fn contract(
    write: &Write<'_>,
    products: &[Priced],
    account: &Account,
    at: u64,
    chance: &mut Chance,
) -> Result<()> {
    let first = write.today.with_day(1).ok_or_else(|| AppError::internal("the month of the day"))?;
    let months = |day: NaiveDate, count: i64| add_months(day, count).map_err(AppError::internal);
    let renewal = months(first, 1 + i64::try_from(chance.below(12)).unwrap_or(0))?;
    let start = months(renewal, -36)?;
    let contract = Contract {
        id: id(Kind::Contract, at).into(),
        account_id: account.id.clone(),
        external_id: Some(format!("L-{:05}-C", at + 1)),
        msa_reference: None,
        msa_date: None,
        start,
        renewal_date: Some(renewal),
        auto_renew: at.is_multiple_of(2),
        notice_days: Some(60),
        billing_period: Some("annual".into()),
        currency: account.currency.clone(),
        created_at: write.now.clone(),
        deleted_at: None,
    };
    store::insert(write.connection, &contract)?;
    let module = usize::try_from(2 + chance.below(products.len() as u64 - 2)).unwrap_or(2);
    let mut seats = 10 + chance.below(200);
    for count in 0..4_u64 {
        let year = i64::try_from(count).unwrap_or(0);
        let ((product, price), quantity) =
            if count < 3 { (&products[0], seats) } else { (&products[module], 1) };
        let (from, until) = if count < 3 {
            (months(start, 12 * year)?, if count < 2 { Some(months(start, 12 * year + 12)?) } else { None })
        } else {
            (start, None)
        };
        seats = seats * (95 + chance.below(30)) / 100;
        store::insert(
            write.connection,
            &Line {
                id: id(Kind::Line, at * 4 + count).into(),
                contract_id: contract.id.clone(),
                external_id: None,
                product_id: product.id.clone(),
                quantity: Decimal::from(quantity),
                unit_price: *price,
                period: LinePeriod::Year,
                discount_percent: Decimal::ZERO,
                given_arr_minor: None,
                start: from,
                end: until,
                kind: LineKind::Recurring,
                trial: false,
                origin: if count == 1 || count == 2 { LineOrigin::Renewal } else { LineOrigin::Initial },
                addendum_id: None,
                ended_by: None,
                created_at: write.now.clone(),
                deleted_at: None,
            },
        )?;
    }
    Ok(())
}

/// The statements that run hundreds of thousands of times.
struct Bulk<'a> {
    note: Statement<'a>,
    quote: Statement<'a>,
    usage: Statement<'a>,
    /// The last days of the months, oldest first.
    days: Vec<String>,
}

impl<'a> Bulk<'a> {
    fn prepare(write: &Write<'a>) -> Result<Self> {
        let connection = write.connection;
        let first = write.today.with_day(1).ok_or_else(|| AppError::internal("the month of the day"))?;
        Ok(Self {
            note: connection
                .prepare(
                    "INSERT INTO call_note (id, account_id, held_on, minutes, people, signal, question, answer_type, next_step, state, created_at, updated_at)
                     VALUES (?1, ?2, ?3, ?4, json_array(?5), ?6, ?7, ?8, ?9, 'saved', ?10, ?10)",
                )
                .map_err(sql_error)?,
            quote: connection
                .prepare(
                    "INSERT INTO quote (id, account_id, note_id, contact_id, speaker, speaker_title, said_on, text, phase, kind, created_at)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )
                .map_err(sql_error)?,
            usage: connection
                .prepare(
                    "INSERT INTO usage_snapshot (account_id, line_id, metric, day, value, entitlement, import_id)
                     VALUES (?, '', ?, ?, ?, ?, 'sample')",
                )
                .map_err(sql_error)?,
            days: (0..36)
                .map(|month| Ok((add_months(first, month - 35).map_err(AppError::internal)? - Duration::days(1)).to_string()))
                .collect::<Result<_>>()?,
        })
    }

    fn notes(
        &mut self,
        write: &Write<'_>,
        words: &LargeWords,
        people: &[Contact],
        at: u64,
        chance: &mut Chance,
    ) -> Result<()> {
        let account_id = id(Kind::Account, at);
        for count in 0..NOTES_EACH {
            let number = at * NOTES_EACH + count;
            let ago = 3 + 108 * (NOTES_EACH - 1 - count) + chance.below(100);
            let held_on = (write.today - Duration::days(i64::try_from(ago).unwrap_or(0))).to_string();
            let speaker = &people[usize::try_from(chance.below(people.len() as u64)).unwrap_or(0)];
            let note_id = id(Kind::Note, number);
            let answer =
                ["need", "need", "vague", "deflected"][usize::try_from(chance.below(4)).unwrap_or(0)];
            self.note
                .execute(params![
                    note_id,
                    account_id,
                    held_on,
                    i64::try_from(12 + chance.below(18)).unwrap_or(15),
                    speaker.id.as_str(),
                    chance.pick(&words.signals),
                    chance.pick(&words.questions),
                    answer,
                    chance.pick(&words.steps),
                    write.now,
                ])
                .map_err(sql_error)?;
            for part in 0..2_u64 {
                let text = format!(
                    "{} {}, {}.",
                    chance.pick(&words.who),
                    chance.pick(&words.what),
                    chance.pick(&words.why)
                );
                let kind = ["need", "pain", "pain", "goal", "outcome"]
                    [usize::try_from(chance.below(5)).unwrap_or(0)];
                self.quote
                    .execute(params![
                        id(Kind::Quote, number * 2 + part),
                        account_id,
                        note_id,
                        speaker.id.as_str(),
                        speaker.name,
                        speaker.title,
                        held_on,
                        text,
                        2 + i64::try_from(part).unwrap_or(0),
                        kind,
                        write.now,
                    ])
                    .map_err(sql_error)?;
            }
        }
        Ok(())
    }

    fn usage(&mut self, account_id: &str, chance: &mut Chance) -> Result<()> {
        for (metric, months) in METRICS {
            let limit = if metric == "api_calls" { 500_000 } else { 10 + chance.below(300) };
            let mut value = limit * (30 + chance.below(40)) / 100;
            for day in &self.days[self.days.len() - usize::try_from(months).unwrap_or(0)..] {
                value = (value * (97 + chance.below(8)) / 100).clamp(1, limit + limit / 10);
                self.usage
                    .execute(params![account_id, metric, day, value.to_string(), limit.to_string()])
                    .map_err(sql_error)?;
            }
        }
        Ok(())
    }
}
