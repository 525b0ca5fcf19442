//! The sample's words and figures as rows: what the files beside this one hold, read once.
//!
//! Knows the files' shape, not the book. A mistake in a file is found by the tests, not by a person.

use chrono::NaiveDate;
use headroom_core::book::{
    AnswerType, Grade, LabelledText, LossKind, QuoteKind, WhiteSpaceDimension, WhiteSpaceStatus,
};
use headroom_core::error::{AppError, Result};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;

const ACCOUNTS: &str = include_str!("data/accounts.csv");
const PEOPLE: &str = include_str!("data/people.csv");
const PRODUCTS: &str = include_str!("data/products.csv");
const NOTES: &[&str] = &[
    include_str!("data/notes-1.toml"),
    include_str!("data/notes-2.toml"),
    include_str!("data/notes-3.toml"),
];

/// A product of the vendor with its yearly list prices.
#[derive(Debug, Clone, Deserialize)]
pub struct ProductRow {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub description: String,
    pub usd: Decimal,
    pub eur: Decimal,
    pub gbp: Decimal,
    /// The floor as percent of the list price.
    pub floor_percent: Decimal,
}

/// An account with its one contract.
#[derive(Debug, Clone, Deserialize)]
pub struct AccountRow {
    pub id: String,
    pub name: String,
    pub legal_name: String,
    pub domain: String,
    pub industry: String,
    pub segment: String,
    pub country: String,
    /// Lines separated by bars.
    pub address: String,
    pub currency: String,
    pub language: String,
    pub employees: Option<i64>,
    pub users: Option<i64>,
    pub health: Option<i64>,
    pub nps: Option<i64>,
    pub issues: Option<i64>,
    pub payment: Option<String>,
    pub fiscal: i64,
    pub owner: String,
    pub csm: Option<String>,
    pub status: String,
    /// Months of the contract, "apr1" or "leap" for whole years before those, or nothing.
    pub term: String,
    /// "+5m", "+60d", "-3m", "apr1", "leap", or nothing without a contract.
    pub renews: String,
    pub notice: Option<i64>,
    pub auto: String,
    pub lines: String,
}

/// A person at an account.
#[derive(Debug, Clone, Deserialize)]
pub struct PersonRow {
    pub account: String,
    pub name: String,
    pub title: String,
    pub department: String,
    /// Separated by spaces.
    pub roles: String,
    pub strength: Option<String>,
    /// The part of the address before the @.
    pub mail: String,
}

/// A line of a contract: `STD 60 12-24`, quantity and the months of the contract it is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    pub code: String,
    pub quantity: Decimal,
    pub from_month: i64,
    pub to_month: Option<i64>,
    pub trial: bool,
}

/// A call with what was said in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteRow {
    pub account: String,
    /// Days before the day the book is made.
    pub ago: i64,
    pub minutes: i64,
    pub people: Vec<String>,
    pub signal: String,
    pub question: String,
    pub answer: AnswerType,
    pub mirrored: Option<String>,
    pub confirmed: Option<bool>,
    pub next: Option<String>,
    /// Days after the call.
    pub next_in: Option<i64>,
    pub parked: Option<String>,
    pub private: Option<String>,
    /// What was promised is still open though its day has passed.
    #[serde(default)]
    pub overdue: bool,
    pub quotes: Vec<QuoteRow>,
}

/// A sentence and who said it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteRow {
    pub by: String,
    pub kind: QuoteKind,
    pub phase: i64,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    note: Vec<NoteRow>,
}

/// The vendor's catalogue.
pub fn products() -> Result<Vec<ProductRow>> {
    table(PRODUCTS)
}

/// The accounts in the order of their ids.
pub fn accounts() -> Result<Vec<AccountRow>> {
    table(ACCOUNTS)
}

/// The people, those of one account together.
pub fn people() -> Result<Vec<PersonRow>> {
    table(PEOPLE)
}

/// The calls, those of one account together.
pub fn notes() -> Result<Vec<NoteRow>> {
    let mut all = Vec::new();
    for text in NOTES {
        all.extend(toml::from_str::<Notes>(text).map_err(AppError::internal)?.note);
    }
    Ok(all)
}

fn table<T: DeserializeOwned>(text: &str) -> Result<Vec<T>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(AppError::internal)
}

impl ProductRow {
    /// The yearly list price in a currency of the sample.
    pub fn price(&self, currency: &str) -> Decimal {
        match currency {
            "EUR" => self.eur,
            "GBP" => self.gbp,
            _ => self.usd,
        }
    }
}

impl AccountRow {
    /// The lines of the contract.
    pub fn lines(&self) -> Result<Vec<LineRow>> {
        self.lines.split(';').map(str::trim).filter(|text| !text.is_empty()).map(line).collect()
    }

    /// First day and renewal date of the contract on `today`; nothing without a contract.
    pub fn contract_dates(&self, today: NaiveDate) -> Result<Option<(NaiveDate, NaiveDate)>> {
        use chrono::Datelike;
        let wrong = || AppError::internal(format!("{} renews {}", self.id, self.renews));
        let first_of_month = today.with_day(1).ok_or_else(wrong)?;
        let add_months = |day: NaiveDate, count: i64| {
            headroom_core::dates::add_months(day, count).map_err(AppError::internal)
        };
        let renewal = match self.renews.as_str() {
            "" => return Ok(None),
            // The next first of April that leaves at least a month to change something.
            "apr1" => (today.year()..)
                .take(3)
                .filter_map(|year| NaiveDate::from_ymd_opt(year, 4, 1))
                .find(|day| (*day - today).num_days() > 45)
                .ok_or_else(wrong)?,
            // The summer after the next 29 February, so that the last contract year holds one.
            "leap" => (today.year()..)
                .take(9)
                .filter_map(|year| NaiveDate::from_ymd_opt(year, 2, 29)?.with_month(7)?.with_day(1))
                .find(|day| *day > today)
                .ok_or_else(wrong)?,
            text => {
                let (count, unit) = text.split_at(text.len() - 1);
                let count: i64 = count.parse().map_err(|_| wrong())?;
                match unit {
                    "d" => today + chrono::Duration::days(count),
                    "m" => add_months(first_of_month, count)?,
                    _ => return Err(wrong()),
                }
            }
        };
        let term: i64 = match self.term.as_str() {
            // From the summer before last on, in whole years.
            "leap" => 12 * i64::from(renewal.year() - today.year() + 1),
            // One year; two in the weeks before a first of April, when the next one is too close to change anything.
            "apr1" => {
                if add_months(renewal, -12)? <= today {
                    12
                } else {
                    24
                }
            }
            months => months.parse().map_err(|_| wrong())?,
        };
        Ok(Some((add_months(renewal, -term)?, renewal)))
    }
}

fn line(text: &str) -> Result<LineRow> {
    let wrong = || AppError::internal(format!("contract line \"{text}\""));
    let mut words = text.split_whitespace();
    let code = words.next().ok_or_else(wrong)?.to_owned();
    let quantity = words.next().and_then(|word| word.parse().ok()).ok_or_else(wrong)?;
    let mut row = LineRow { code, quantity, from_month: 0, to_month: None, trial: false };
    for word in words {
        match word.split_once('-') {
            Some((from, to)) => {
                row.from_month = from.parse().map_err(|_| wrong())?;
                row.to_month = if to.is_empty() { None } else { Some(to.parse().map_err(|_| wrong())?) };
            }
            None if word == "trial" => row.trial = true,
            None => return Err(wrong()),
        }
    }
    Ok(row)
}

/// The papers, grades and tasks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    pub proposal: Vec<ProposalRow>,
    pub addendum: Vec<SignedRow>,
    pub acceptance: AcceptanceRow,
    pub criterion: Vec<RunningRow>,
    pub task: Vec<TaskRow>,
}

/// A proposal as it was written; quotes are named by their words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalRow {
    pub account: String,
    pub ago: i64,
    pub headline: String,
    pub bullets: Vec<String>,
    pub proposing: Vec<LabelledText>,
    pub criteria: Vec<CriterionRow>,
    pub constraint: Option<String>,
    pub constraint_metric: Option<String>,
    pub roi: Option<RoiRow>,
    #[serde(default)]
    pub alternatives: Vec<AlternativeRow>,
    pub next_step: String,
    pub buyer: String,
    pub items: Vec<ItemRow>,
    /// How it went out; a draft without.
    pub send: Option<String>,
    /// A draft addendum is started from it.
    #[serde(default)]
    pub addendum: bool,
}

/// Another way; with the renewal it is priced.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlternativeRow {
    pub title: String,
    pub text: String,
    #[serde(default)]
    pub with_renewal: bool,
}

/// The hours saved a month in three cases and what one costs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoiRow {
    pub hours: [Decimal; 3],
    pub rate: Decimal,
    pub quote: String,
}

/// One thing a paper changes in the contract, by product code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRow {
    pub kind: String,
    pub line: Option<String>,
    pub product: Option<String>,
    pub quantity: Decimal,
}

/// An addendum that was signed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedRow {
    pub account: String,
    /// The month of the contract it starts with.
    pub months: i64,
    pub items: Vec<ItemRow>,
    pub criteria: Vec<CriterionRow>,
}

/// A draft addendum whose sum can be followed by hand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceRow {
    pub account: String,
    pub items: Vec<ItemRow>,
    pub criteria: Vec<CriterionRow>,
}

/// A success criterion and, when its day is over, how it turned out.
#[derive(Debug, Clone, Deserialize)]
pub struct CriterionRow {
    pub text: String,
    pub measure: String,
    pub baseline: String,
    pub target: String,
    pub due_day: i64,
    pub owner: String,
    pub quote: Option<String>,
    pub value: Option<String>,
    pub metric: Option<String>,
    pub grade: Option<Grade>,
    pub evidence: Option<String>,
    pub by: Option<String>,
}

/// A criterion whose clock has run for some days.
#[derive(Debug, Clone, Deserialize)]
pub struct RunningRow {
    pub account: String,
    pub started: i64,
    #[serde(flatten)]
    pub criterion: CriterionRow,
}

/// Something the account manager wrote down, due in some days.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskRow {
    pub account: String,
    pub what: String,
    pub due: i64,
}

/// What could still be bought and what was lost.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    pub white_space: Vec<WhiteSpaceRow>,
    pub loss: Vec<LossRow>,
}

/// Something an account could still buy.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhiteSpaceRow {
    pub account: String,
    pub dimension: WhiteSpaceDimension,
    /// By code.
    pub product: String,
    pub department: String,
    pub current: String,
    pub potential: String,
    pub basis: String,
    pub value_driver: Option<String>,
    pub use_case: Option<String>,
    pub champion: Option<String>,
    /// By its words.
    pub quote: Option<String>,
    pub incumbent: Option<String>,
    /// A year, in the account's currency; else units and prices say it.
    pub arr: Option<i64>,
    /// How many more of the product, and the code of what they take the place of.
    pub units: Option<i64>,
    pub replaces: Option<String>,
    /// Calendar quarters ahead.
    pub quarters: i64,
    pub status: Option<WhiteSpaceStatus>,
    /// ARR potential, ease, importance: 1 to 5.
    pub scores: [i64; 3],
}

/// A loss or a request for less.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LossRow {
    pub account: String,
    pub ago: i64,
    pub kind: LossKind,
    pub reason: String,
    pub words: Option<String>,
}

/// What happened between the calls.
pub fn growth() -> Result<Growth> {
    toml::from_str(include_str!("data/growth.toml")).map_err(AppError::internal)
}

/// Seats used two years ago and now; calls as percent of the limit.
#[derive(Debug, Clone, Deserialize)]
pub struct UsageRow {
    pub id: String,
    pub first: i64,
    pub last: i64,
    pub calls_first: Option<i64>,
    pub calls_last: Option<i64>,
}

/// Something that is paid for, and how far it was used eight months ago and now.
#[derive(Debug, Clone, Deserialize)]
pub struct AdoptionRow {
    pub id: String,
    pub metric: String,
    pub first: i64,
    pub last: i64,
    pub paid: i64,
}

/// What lies idle at whom.
pub fn adoption() -> Result<Vec<AdoptionRow>> {
    table(include_str!("data/adoption.csv"))
}

/// The papers of the sample.
pub fn papers() -> Result<Papers> {
    toml::from_str(include_str!("data/papers.toml")).map_err(AppError::internal)
}

/// Who used how much.
pub fn usage() -> Result<Vec<UsageRow>> {
    table(include_str!("data/usage.csv"))
}

/// The word lists of the large book.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LargeWords {
    pub first: Vec<String>,
    pub last: Vec<String>,
    pub titles: Vec<String>,
    pub name_first: Vec<String>,
    pub name_second: Vec<String>,
    pub name_third: Vec<String>,
    /// As many as `name_third`, in its order.
    pub industries: Vec<String>,
    pub countries: Vec<String>,
    pub more_products: Vec<MoreProduct>,
    pub who: Vec<String>,
    pub what: Vec<String>,
    pub why: Vec<String>,
    pub signals: Vec<String>,
    pub questions: Vec<String>,
    pub steps: Vec<String>,
}

/// A product only the large book has.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoreProduct {
    pub code: String,
    pub name: String,
    pub price: Decimal,
}

/// The words of the large book.
pub fn large() -> Result<LargeWords> {
    toml::from_str(include_str!("data/large.toml")).map_err(AppError::internal)
}
