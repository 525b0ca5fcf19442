//! What tests may rely on in the small sample book, by the external ids of its first accounts.

/// The vendor whose book it is.
pub const VENDOR: &str = "Plumbrook";
/// The account manager.
pub const ACCOUNT_MANAGER: &str = "Nora Castellan";
/// Accounts of the small book, S-001 to S-080.
pub const ACCOUNTS: usize = 80;
/// Accounts with one to four call notes.
pub const ACCOUNTS_WITH_NOTES: usize = 40;

/// Renewal ahead, quotes that carry a headline, a draft proposal without a missing check, a draft addendum from it.
pub const HERO: &str = "S-001";
/// The hero's headline: a goal of the economic buyer.
pub const HERO_HEADLINE: &str = "When the auditor walks in, I want any plant to answer in ten minutes.";
/// Its champion and its economic buyer.
pub const HERO_CHAMPION: &str = "Marcus Adeyemi";
pub const HERO_BUYER: &str = "Elaine Prout";
/// Renews in exactly 60 days.
pub const RENEWS_IN_60_DAYS: &str = "S-002";
/// Health below 70 and open critical issues: no growth talk.
pub const PAUSED: &str = "S-003";
/// Three signed addenda on one contract.
pub const THREE_ADDENDA: &str = "S-004";
/// Names in Latin Extended, Cyrillic, Greek, Arabic and CJK.
pub const LATIN_EXTENDED: &str = "S-005";
pub const CYRILLIC: &str = "S-006";
pub const GREEK: &str = "S-007";
pub const ARABIC: &str = "S-008";
pub const CJK: &str = "S-009";
/// The last contract year holds a 29 February.
pub const LEAP_YEAR: &str = "S-010";
/// No contract at all.
pub const NO_CONTRACT: &str = "S-011";
/// Papers in German and in French.
pub const GERMAN: &str = "S-012";
pub const FRENCH: &str = "S-013";
/// Left; no line in force.
pub const CHURNED: &str = "S-014";
/// On trial; no ARR.
pub const TRIAL: &str = "S-015";
/// One contract year to the renewal on 1 April, and a draft change that adds 12,000 a year: its record is
/// 12,000 x days left / days of the year.
pub const ACCEPTANCE: &str = "S-016";
/// The product that costs 12,000 a year.
pub const ACCEPTANCE_PRODUCT: &str = "Validation Pack";

/// The large book: accounts and what they add up to.
pub const LARGE_ACCOUNTS: u64 = 10_000;
pub const LARGE_PRODUCTS: u64 = 12;
pub const LARGE_LINES: u64 = 40_000;
pub const LARGE_NOTES: u64 = 100_000;
pub const LARGE_QUOTES: u64 = 200_000;
pub const LARGE_USAGE: u64 = 1_000_000;
