//! Contract arithmetic: co-term and proration, the lines of a change, the calculation record and the
//! ledger of contract lines.
//!
//! Pure functions over plain data. Nothing here reads a clock, a file or a database, nothing knows a
//! screen or a paper. Amounts are exact until they are rounded once per line (contracts, section 3).
//!
//! | file | what it answers |
//! |---|---|
//! | `method` | the four methods, their options, names and presets (section 1, 9) |
//! | `price` | price periods, discounts, volume and graduated lists (section 5) |
//! | `price_book` | bundles as lines, prices below their floor |
//! | `proration` | the exact fraction of a price for some dates, with its day counts (sections 1, 2) |
//! | `allocate` | splitting a given total (section 4) |
//! | `line`, `ledger` | contract lines, ARR on a date, addendum, void, renewal (sections 5, 8) |
//! | `change` | what an account manager wants to change |
//! | `record`, `notice` | the immutable calculation record (section 8) |
//! | `calculate`, `compare` | from change to record; what other methods would give |
//! | `explain` | the record as sentences that can be checked by hand |
//! | `invoice`, `billing` | the invoices that follow; what was billed, the limit of a credit |
//! | `collision` | a change close to the renewal (section 10) |
//! | `years` | the contract years and leap days of a term, for pictures |
//! | `bulk` | rows of text, for files (section 9) |

mod allocate;
mod amount;
mod billing;
mod bulk;
mod calculate;
mod change;
mod collision;
mod compare;
mod draft;
mod error;
mod explain;
mod invoice;
mod items;
mod ledger;
mod line;
mod method;
mod notice;
mod price;
mod price_book;
mod proration;
mod record;
mod years;

pub use crate::book::{LineKind, LinePeriod as PricePeriod};
pub use allocate::allocate;
pub use billing::line_billing;
pub use bulk::{AllocateRow, MOST_PLACES, ProrateRow, ProratedRow, allocate_row, prorate_row};
pub use calculate::{CalculationInput, RECORD_FORM, calculate, supersede};
pub use change::{CalculationPolicy, ChangeItem, ContractChange, ContractTerms, LineBilling, RampStep};
pub use collision::{
    Collision, CollisionReason, CollisionSetting, PathTerms, RenewalPath, collision, last_notice_day,
};
pub use compare::{COMPARED, OtherMethod, OtherRounding, other_methods, other_roundings};
pub use error::ContractError;
pub use explain::{explain, fraction_text, notice_text};
pub use invoice::{
    InvoiceBasis, InvoiceLine, InvoicePreview, invoice_after, invoice_schedule, lines_before, next_invoice,
};
pub use ledger::{
    Renewal, RenewedLine, apply_addendum, built_on, continued, days_renewal_overdue, renew, reverse,
    uplifted, void,
};
pub use line::{ContractLine, Origin, arr_on};
pub use method::{Alignment, Divisor, PRESETS, Preset, ProrationMethod};
pub use notice::Notice;
pub use price::{Discount, ListKind, PRICE_DECIMALS, PriceList, PriceTier, months_in, prices_per_year};
pub use price_book::{BelowFloor, BundlePart, Floor, FloorApproval, below_floor, bundle_items};
pub use proration::prorate;
pub use record::{
    AppliedCap, AppliedDiscount, CalculatedLine, CalculationRecord, CalculationTotals, ChangeLineKind,
    LedgerStep, ListTotals, Proration, ProrationSegment, SegmentUnit,
};
pub use years::{ContractYear, contract_years, leap_days};
