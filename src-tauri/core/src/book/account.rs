//! The account: a customer, with what gates and papers need to know about it.

use super::words;
use crate::id::AccountId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Whether the account buys.
    AccountStatus { Active = "active", Trial = "trial", Churned = "churned" }
    /// How the account has paid over twelve months (002-52).
    PaymentHistory { OnTime = "on_time", OneLate = "one_late", SeveralLate = "several_late" }
    /// Who owns expansion (003): A the CSM, B hand-off to an AE, C an account team.
    OwnershipModel { A = "A", B = "B", C = "C" }
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Account {
    pub id: AccountId,
    /// The id in the system the account was imported from.
    pub external_id: Option<String>,
    pub name: String,
    /// The name contracts are made in; the plain name when unset.
    pub legal_name: Option<String>,
    /// Postal address, lines separated by line feeds.
    pub address: Option<String>,
    pub domain: Option<String>,
    pub industry: Option<String>,
    /// SMB, mid-market, enterprise or an own word.
    pub segment: Option<String>,
    pub country: Option<String>,
    pub region: Option<String>,
    pub parent_id: Option<AccountId>,
    /// 1 to 12.
    pub fiscal_year_start_month: i64,
    /// ISO 4217.
    pub currency: String,
    pub locale: Option<String>,
    /// en, de or fr; the book's default when unset.
    pub paper_language: Option<String>,
    pub status: AccountStatus,
    pub owner: Option<String>,
    pub csm: Option<String>,
    pub ae: Option<String>,
    pub signed_up: Option<NaiveDate>,
    pub go_live: Option<NaiveDate>,
    pub employees: Option<i64>,
    pub employees_checked: Option<NaiveDate>,
    /// People at the customer who could use the product.
    pub addressable_users: Option<i64>,
    pub addressable_checked: Option<NaiveDate>,
    /// Who works with it, separated by commas; the departments of its people when unset.
    pub departments: Option<String>,
    /// What they use it for, separated by commas.
    pub use_cases: Option<String>,
    /// 0 to 100; unknown is null, never 0.
    pub health: Option<i64>,
    pub health_date: Option<NaiveDate>,
    pub health_source: Option<String>,
    /// 0 to 10.
    pub nps: Option<i64>,
    pub open_critical_issues: Option<i64>,
    pub payment_history: Option<PaymentHistory>,
    pub ownership_model: Option<OwnershipModel>,
    /// Business days the customer's procurement takes (000-23); 15 when unset.
    pub procurement_lead_days: Option<i64>,
    pub msa_reference: Option<String>,
    pub msa_date: Option<NaiveDate>,
    /// What was imported and has no field of its own, by column name.
    pub extra: std::collections::BTreeMap<String, String>,
    pub created_at: String,
    pub deleted_at: Option<String>,
}
