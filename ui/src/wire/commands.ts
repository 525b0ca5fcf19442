// Generated from the engine's command list. Remake with `cargo xtask gen`; do not edit.

export type AccentCheck = { 
/**
 * Contrast of the colour with white, to one place, rounded down: "4.4".
 */
ratio: string, 
/**
 * What is printed: the colour, or a darker shade that reads.
 */
used: string, used_ratio: string, darkened: boolean, };

export type Account = { id: AccountId, 
/**
 * The id in the system the account was imported from.
 */
external_id: string | null, name: string, 
/**
 * The name contracts are made in; the plain name when unset.
 */
legal_name: string | null, 
/**
 * Postal address, lines separated by line feeds.
 */
address: string | null, domain: string | null, industry: string | null, 
/**
 * SMB, mid-market, enterprise or an own word.
 */
segment: string | null, country: string | null, region: string | null, parent_id: AccountId | null, 
/**
 * 1 to 12.
 */
fiscal_year_start_month: number, 
/**
 * ISO 4217.
 */
currency: string, locale: string | null, 
/**
 * en, de or fr; the book's default when unset.
 */
paper_language: string | null, status: AccountStatus, owner: string | null, csm: string | null, ae: string | null, signed_up: string | null, go_live: string | null, employees: number | null, employees_checked: string | null, 
/**
 * People at the customer who could use the product.
 */
addressable_users: number | null, addressable_checked: string | null, 
/**
 * Who works with it, separated by commas; the departments of its people when unset.
 */
departments: string | null, 
/**
 * What they use it for, separated by commas.
 */
use_cases: string | null, 
/**
 * 0 to 100; unknown is null, never 0.
 */
health: number | null, health_date: string | null, health_source: string | null, 
/**
 * 0 to 10.
 */
nps: number | null, open_critical_issues: number | null, payment_history: PaymentHistory | null, ownership_model: OwnershipModel | null, 
/**
 * Business days the customer's procurement takes (000-23); 15 when unset.
 */
procurement_lead_days: number | null, msa_reference: string | null, msa_date: string | null, 
/**
 * What was imported and has no field of its own, by column name.
 */
extra: { [key in string]: string }, created_at: string, deleted_at: string | null, };

export type AccountFacets = { segments: Array<string>, owners: Array<string>, 
/**
 * All accounts that are not in the trash.
 */
accounts: number, };

export type AccountFilter = { 
/**
 * Words that name, industry or country hold.
 */
text?: string, 
/**
 * Renews within so many days.
 */
renews_within?: number, 
/**
 * Whether a renewal is known.
 */
has_renewal?: boolean, 
/**
 * Health of at least so much.
 */
health_from?: number, 
/**
 * Health of at most so much.
 */
health_to?: number, 
/**
 * Whether health is known.
 */
has_health?: boolean, 
/**
 * No call in so many days.
 */
no_call_in?: number, segment?: string, owner?: string, status?: AccountStatus, };

export type AccountId = string;

export type AccountList = { rows: Array<AccountRow>, 
/**
 * How many pass the filter.
 */
count: number, 
/**
 * Their ARR, one sum a currency; amounts of different currencies are never added.
 */
totals: Array<Money>, 
/**
 * Where the account that was to be found stands; null when it does not pass.
 */
at: number | null, };

export type AccountListRequest = { filter?: AccountFilter, 
/**
 * By name when not given.
 */
sort?: AccountSort, descending?: boolean, 
/**
 * The first row wanted, from 0.
 */
offset?: number, 
/**
 * At most so many rows; all when not given.
 */
limit?: number, 
/**
 * An account whose place in this order is wanted.
 */
find?: string, };

export type AccountPage = { account: Account, arr: Money, 
/**
 * What contracts in other currencies are worth a year.
 */
arr_beside: Array<Money>, contacts: Array<Contact>, contracts: Array<ContractView>, notes: Array<CallNote>, quotes: Array<QuoteUse>, criteria: Array<Criterion>, documents: Array<DocumentRow>, attachments: Array<Attachment>, tasks: Array<Task>, 
/**
 * The latest first.
 */
losses: Array<Loss>, 
/**
 * Renewals that were recorded, the latest first.
 */
renewals: Array<RenewalRecord>, 
/**
 * Open ones first, then by the day they close or closed.
 */
deals: Array<Opportunity>, 
/**
 * The latest first, at most 200.
 */
tickets: Array<Ticket>, };

export type AccountRow = { id: string, external_id: string | null, name: string, status: AccountStatus, segment: string | null, industry: string | null, country: string | null, owner: string | null, health: number | null, 
/**
 * On the day it is, in the account's currency.
 */
arr: Money, 
/**
 * What contracts in other currencies are worth a year.
 */
arr_beside: Array<Money>, 
/**
 * The next renewal of a contract in force.
 */
renewal_date: string | null, days_to_renewal: number | null, last_call: string | null, days_since_call: number | null, open_documents: number, open_tasks: number, };

export type AccountSort = "name" | "arr" | "renewal" | "health" | "call" | "tasks" | "papers" | "segment" | "industry" | "country" | "owner" | "status" | "external";

export type AccountStatus = "active" | "trial" | "churned";

export type AccountsPatch = { ids: Array<string>, 
/**
 * Field names and their new values; null empties a field.
 */
set: Record<string, unknown>, };

export type AddRequest = { account_id: string, document_id?: string, file: string, };

export type AddendumContent = { criteria: Array<CriterionId>, recipient_id: ContactId | null, 
/**
 * The day the customer said yes; an addendum cannot be marked sent before it.
 */
verbal_yes_on: string | null, 
/**
 * The running number of the addendum within the contract.
 */
addendum_number: number, };

export type AddendumUpdate = { id: string, content: AddendumContent, visit?: string, };

export type Alternative = { title: string, text: string, 
/**
 * Which lines of the change it keeps, from 0; its price is then calculated and printed. All of them where
 * only the day differs.
 */
items: Array<number> | null, 
/**
 * Another day it would begin on; the contract's renewal date says "with the renewal".
 */
effective: string | null, 
/**
 * The title Headroom gave the way into the renewal: it is known by this, whatever it is called since.
 */
made_as?: string, };

export type AmIdentity = { name: string, title: string, email: string, phone: string, };

export type AnswerType = "need" | "vague" | "deflected";

export type AppError = { 
/**
 * What kind of trouble it is.
 */
code: Code, 
/**
 * What happened, in plain words.
 */
message: string, 
/**
 * What to do next; empty when there is nothing to do.
 */
hint: string, 
/**
 * The request's field the trouble is about.
 */
field: string | null, };

export type AppliedCap = { billed: Money, 
/**
 * Earlier credits, positive.
 */
credited: Money, 
/**
 * The most that can be given back, never below zero.
 */
limit: Money, 
/**
 * The credit was larger and is cut to the limit.
 */
applied: boolean, };

export type AppliedDiscount = { discount: Discount, 
/**
 * Major units off the line's amount per price period; for a one-time discount off the prorated amount. Exact.
 */
amount: Exact, };

export type Attachment = { id: AttachmentId, account_id: AccountId, document_id: DocumentId | null, name: string, media_type: string, size: number, sha256: string, created_at: string, deleted_at: string | null, };

export type AttachmentId = string;

export type BackupReport = { file: string, bytes: number, };

export type BackupRequest = { file: string, };

export type BatchRow = { account_id: string, account_name: string, file: string | null, pages: number, bytes: number, state: DocumentState | null, checks: Array<Check>, error: AppError | null, };

export type BookInfo = { 
/**
 * The file.
 */
path: string, 
/**
 * The file's name without its ending.
 */
name: string, today: string, currency: string, locale: string, accounts: number, documents: number, 
/**
 * Whether it is a sample book.
 */
sample: boolean, 
/**
 * This program's version.
 */
version: string, };

export type BoundText = { text: string, quote_id: QuoteId | null, };

export type BriefWish = { 
/**
 * en, de or fr; the book's language when not given.
 */
language?: string, 
/**
 * The day of the call.
 */
day?: string, 
/**
 * Who takes part, by contact id.
 */
people?: Array<string>, purpose?: string, 
/**
 * The opening question.
 */
opening?: string, };

export type Bundle = { id: BundleId, name: string, 
/**
 * ISO 4217.
 */
currency: string, period: LinePeriod, 
/**
 * For all parts together.
 */
price: string, parts: Array<BundledProduct>, created_at: string, deleted_at: string | null, };

export type BundleId = string;

export type BundleSave = { 
/**
 * The bundle to change; a new one when not given.
 */
id?: string, name: string, currency: string, period: LinePeriod, price: string, parts: Array<BundledProduct>, };

export type BundledProduct = { product_id: ProductId, quantity: string, };

export type ById = { id: string, };

export type ByIds = { ids: Array<string>, };

export type ByName = { 
/**
 * "proposal/proposal", "shared/style".
 */
name: string, };

export type CalculateRequest = { contract_id: string, effective_date: string, 
/**
 * The setting when not given.
 */
method?: ProrationMethod, 
/**
 * The setting when not given.
 */
rounding?: Rounding, 
/**
 * The setting when not given.
 */
unit_price_first?: boolean, items: Array<ChangeItem>, header_discount?: Money, agreed_total?: Money, };

export type CalculatedLine = { 
/**
 * Position in the record, from 1; the tie order of every split.
 */
number: number, kind: ChangeLineKind, product_id: ProductId, product: string, 
/**
 * The contract line it continues, reduces or replaces.
 */
contract_line: LineId | null, 
/**
 * The contract line that begins with it: what is charged here, or what is left after a credit.
 */
opens: LineId | null, quantity_before: string, quantity_after: string, 
/**
 * What is priced: negative for a credit.
 */
quantity: string, unit_price: string, 
/**
 * Null for a one-time fee.
 */
period: LinePeriod | null, list_totals: ListTotals | null, discounts: Array<AppliedDiscount>, 
/**
 * Signed amount per price period (or once) after recurring discounts, in major units, exact.
 */
period_amount: Exact, 
/**
 * Null for a one-time fee.
 */
proration: Proration | null, 
/**
 * The amount before rounding, in major units, exact.
 */
unrounded: Exact, 
/**
 * The prorated unit price in minor units where it was rounded first.
 */
rounded_unit_price: Money | null, 
/**
 * `unrounded`, rounded once.
 */
rounded: Money, cap: AppliedCap | null, 
/**
 * The share of a discount on the whole change, positive.
 */
header_discount: Money | null, 
/**
 * What the line comes to: `rounded`, after cap, header discount and a negotiated total.
 */
amount: Money, 
/**
 * Yearly value this line adds (or takes), from the yearly price, never from the rounded stub.
 */
acv: Money, 
/**
 * Yearly value this line adds (or takes) on the last day of the term; zero for an earlier ramp step.
 */
at_renewal: Money, notices: Array<Notice>, };

export type Calculation = { record: CalculationRecord, 
/**
 * The record as sentences that can be checked by hand.
 */
sentences: Array<string>, 
/**
 * What the other methods would give for the same change.
 */
others: Array<OtherMethod>, 
/**
 * What other ways to round would give.
 */
roundings: Array<OtherRounding>, 
/**
 * Both paths, when the change comes close to the renewal.
 */
collision: Collision | null, 
/**
 * The change's own amounts by billing period, the first on the effective date; empty when the contract does not
 * say how it is billed.
 */
invoices: Array<InvoicePreview>, 
/**
 * The first regular invoice after the effective date with the change in it.
 */
next_invoice: InvoicePreview | null, };

export type CalculationPolicy = { method: ProrationMethod, rounding: Rounding, 
/**
 * Round the prorated unit price first, then multiply by the quantity (section 3, rule 5).
 */
unit_price_first: boolean, };

export type CalculationRecord = { 
/**
 * Version of this form, 1.
 */
form: number, id: RecordId, 
/**
 * The record this one replaces.
 */
supersedes: RecordId | null, 
/**
 * The record this one takes back.
 */
reverses: RecordId | null, policy: CalculationPolicy, currency: Currency, 
/**
 * `[start, renewal date)`.
 */
contract: Term, 
/**
 * `[effective date, renewal date)`.
 */
charge: Term, lines: Array<CalculatedLine>, header_discount: Money | null, agreed_total: Money | null, totals: CalculationTotals, ledger: Array<LedgerStep>, notices: Array<Notice>, };

export type CalculationTotals = { 
/**
 * Sum of the rounded charge lines.
 */
charges: Money, 
/**
 * Sum of the rounded credit lines; negative or zero.
 */
credits: Money, 
/**
 * The part of `charges` that is charged once.
 */
one_time: Money, 
/**
 * Charges and credits: the amount until the renewal (TCV of the addendum).
 */
total: Money, 
/**
 * Yearly value added from the effective date on.
 */
acv_added: Money, 
/**
 * Yearly value added as it stands on the last day of the term.
 */
acv_added_at_renewal: Money, 
/**
 * Yearly value of the contract on the day before the effective date's change.
 */
arr_before: Money, 
/**
 * Yearly value of the contract on the effective date.
 */
arr_after: Money, 
/**
 * Yearly value of everything in force on the last day of the term.
 */
value_at_renewal: Money, };

export type CallNote = { id: NoteId, account_id: AccountId, external_id: string | null, held_on: string, minutes: number | null, 
/**
 * Who took part.
 */
people: Array<ContactId>, signal: string | null, question: string | null, answer_type: AnswerType | null, 
/**
 * The sentence the AM said back.
 */
mirrored: string | null, mirror_confirmed: boolean | null, next_step: string | null, next_step_due: string | null, 
/**
 * A renewal topic set aside for its own talk.
 */
parked_renewal: string | null, 
/**
 * The recording as text, as it was pasted; internal like the remarks.
 */
transcript: string | null, 
/**
 * Internal: never printed for the customer.
 */
private_remarks: string | null, state: NoteState, created_at: string, updated_at: string, deleted_at: string | null, };

export type ChampionStrength = "strong" | "weak" | "untested";

export type Change = { id: ChangeId, account_id: AccountId, contract_id: ContractId, effective_date: string, 
/**
 * A method name of contracts, section 9.
 */
method: string, 
/**
 * How halves are rounded; the book's setting when the change was started.
 */
rounding: Rounding | null, 
/**
 * Whether the prorated price of one unit is rounded before it is multiplied.
 */
unit_price_first: boolean | null, 
/**
 * What is to change.
 */
items: Array<ChangeItem>, 
/**
 * Taken off the whole and allocated over the lines (contracts, section 4).
 */
header_discount: Money | null, 
/**
 * A total that was agreed and wins over the sum.
 */
agreed_total: Money | null, 
/**
 * Who agreed to a price below its floor.
 */
approval: FloorApproval | null, 
/**
 * The record that counts now.
 */
record_id: RecordId | null, created_at: string, deleted_at: string | null, };

export type ChangeId = string;

export type ChangeItem = { "kind": "add_quantity", line: LineId, quantity: string, unit_price: string | null, discounts: Array<Discount>, } | { "kind": "add_product", product_id: ProductId, product: string, quantity: string, unit_price: string, period: LinePeriod, discounts: Array<Discount>, } | { "kind": "replace_plan", line: LineId, product_id: ProductId, product: string, quantity: string, unit_price: string, period: LinePeriod, discounts: Array<Discount>, } | { "kind": "remove", line: LineId, quantity: string, } | { "kind": "list_quantity", line: LineId, quantity_after: string, list: PriceList, 
/**
 * The box to tick when more units cost less.
 */
lower_price_confirmed: boolean, } | { "kind": "one_time", product_id: ProductId, product: string, quantity: string, unit_price: string, discounts: Array<Discount>, } | { "kind": "ramp", product_id: ProductId, product: string, quantity: string, period: LinePeriod, steps: Array<RampStep>, discounts: Array<Discount>, } | { "kind": "extend", line: LineId, } | { "kind": "true_up", line: LineId, observed: string, 
/**
 * The day of the snapshot.
 */
observed_on: string, unit_price: string | null, };

export type ChangeLineKind = "added_quantity" | "added_product" | "plan_credit" | "plan_charge" | "removal_credit" | "list_difference" | "one_time_fee" | "ramp_step" | "extended_term" | "true_up";

export type ChangeUpdate = { id: string, effective_date?: string, method?: ProrationMethod, rounding?: Rounding, 
/**
 * Round the prorated price of one unit before it is multiplied.
 */
unit_price_first?: boolean, items?: Array<ChangeItem>, 
/**
 * Absent keeps it, null takes it away.
 */
header_discount?: Money | null, 
/**
 * Absent keeps it, null takes it away.
 */
agreed_total?: Money | null, 
/**
 * Who agreed to a price below its floor; absent keeps it, null takes it away.
 */
approval?: FloorApproval | null, 
/**
 * Edits of one visit become one entry of the journal.
 */
visit?: string, };

export type Check = { 
/**
 * Which check it is: "headline_bound", "bullets_count".
 */
id: string, level: CheckLevel, 
/**
 * False only for `missing`: a note does not hold the paper back.
 */
ok: boolean, 
/**
 * What and where, in plain words.
 */
message: string, 
/**
 * What to do; empty when there is nothing to do.
 */
hint: string, 
/**
 * JSON path into the paper's content: "headline", "bullets.2", "valid_until".
 */
field: string | null, };

export type CheckLevel = "missing" | "note" | "met";

export type CheckReport = { ok: boolean, 
/**
 * In plain words.
 */
problems: Array<string>, };

export type Code = "invalid_input" | "not_found" | "precondition" | "conflict" | "wrong_file_type" | "file" | "usage" | "book_newer" | "book_locked" | "book_unreadable" | "cancelled" | "internal";

export type Collision = { 
/**
 * From the effective date to the renewal date.
 */
days_to_renewal: number, within_window: boolean, within_procurement: boolean, 
/**
 * The last day to give notice.
 */
notice_day: string | null, 
/**
 * The notice day is over: the contract renews unless both sides agree otherwise.
 */
notice_passed: boolean, 
/**
 * The day a paper sent today can be signed.
 */
earliest_signature: string, addendum: PathTerms, renewal: PathTerms, recommended: RenewalPath, reason: CollisionReason, };

export type CollisionReason = "cannot_sign_before_renewal" | "procurement_takes_longer" | "cannot_sign_by_effective_date" | "signable_in_time";

export type ColourRequest = { 
/**
 * "#0B6E5F"
 */
colour: string, };

export type CompanyIdentity = { name: string, legal_name: string, 
/**
 * Lines separated by line feeds.
 */
address: string, 
/**
 * "#0B6E5F"; white text on it must reach 4.5:1.
 */
accent: string, 
/**
 * SHA-256 of the stored logo (PNG or SVG).
 */
logo_sha256: string | null, };

export type CompareRequest = { before: string, after: string, };

export type Contact = { id: ContactId, account_id: AccountId, external_id: string | null, name: string, title: string | null, department: string | null, email: string | null, phone: string | null, roles: Array<StakeholderRole>, champion_strength: ChampionStrength | null, support: string | null, influence: string | null, reports_to: ContactId | null, last_contact: string | null, 
/**
 * The day somebody last checked that this is still true; older than 180 days is marked.
 */
last_checked: string | null, status: ContactStatus, created_at: string, deleted_at: string | null, };

export type ContactId = string;

export type ContactStatus = "active" | "left";

export type Contract = { id: ContractId, account_id: AccountId, external_id: string | null, msa_reference: string | null, msa_date: string | null, start: string, 
/**
 * The first day not covered; without one nothing can co-term.
 */
renewal_date: string | null, auto_renew: boolean, notice_days: number | null, 
/**
 * monthly, quarterly, annual, or what the import said.
 */
billing_period: string | null, 
/**
 * ISO 4217.
 */
currency: string, created_at: string, deleted_at: string | null, };

export type ContractId = string;

export type ContractLine = { id: LineId, product_id: ProductId, 
/**
 * The product's name as papers print it.
 */
product: string, quantity: string, 
/**
 * Major units for one unit in one price period, up to 9 decimals, never rounded.
 */
unit_price: string, period: LinePeriod, 
/**
 * The days a price for a whole term is for: `[contract start, renewal date)`. Not known: the line's own days.
 */
price_term: Term | null, 
/**
 * 0 to 100, on every amount of the line.
 */
discount_percent: string, currency: Currency, 
/**
 * A yearly value that came with the line and wins over its price.
 */
given_arr: Money | null, start: string, 
/**
 * The first day not in force; an open line goes on with its contract.
 */
end: string | null, kind: LineKind, trial: boolean, origin: Origin, 
/**
 * The addendum that ended the line.
 */
ended_by: DocumentId | null, };

export type ContractView = { contract: Contract, 
/**
 * In force or to come first, then ended ones.
 */
lines: Array<LineView>, 
/**
 * On the day it is.
 */
arr: Money, 
/**
 * The last day to give notice; null without renewal date or notice period.
 */
notice_day: string | null, days_to_renewal: number | null, 
/**
 * The renewal date is past and no renewal is recorded.
 */
renewal_not_recorded: boolean, 
/**
 * The contract years of the term, for its picture; empty without renewal date.
 */
years: Array<ContractYear>, 
/**
 * Every 29 February of the term.
 */
leap_days: Array<string>, 
/**
 * The addenda that were signed, by effective date; void ones too.
 */
addenda: Array<SignedAddendum>, 
/**
 * The next regular invoice; null when the contract does not say how it is billed.
 */
next_invoice: InvoicePreview | null, };

export type ContractYear = { from: string, 
/**
 * First day not in it, at most the renewal date.
 */
to: string, 
/**
 * Days of the full year: what a day of it is divided by.
 */
days: number, };

export type Criterion = { id: CriterionId, account_id: AccountId, 
/**
 * The same for all versions of one criterion.
 */
series: string, 
/**
 * 1 and up.
 */
version: number, text: string, measure: string | null, baseline: string | null, target: string | null, unit: string | null, 
/**
 * 60 or 90 days after the clock's start.
 */
due_day: number, owner_contact_id: ContactId | null, 
/**
 * The owner at the customer, as printed.
 */
owner_name: string | null, quote_id: QuoteId | null, 
/**
 * The paper it was first written for.
 */
document_id: DocumentId | null, 
/**
 * The day the clock started; null until a signature.
 */
clock_start: string | null, due_on: string | null, measured_value: string | null, 
/**
 * The usage metric it is measured with, such as "seats_used".
 */
metric: string | null, grade: Grade | null, evidence: string | null, graded_on: string | null, confirmed_by: string | null, state: CriterionState, created_at: string, deleted_at: string | null, };

export type CriterionId = string;

export type CriterionState = "draft" | "running" | "superseded";

export type Currency = string;

export type DecideRequest = { id: string, accepted: boolean, decided_on?: string, };

export type DeckPart = "opening" | "outcomes" | "gaps" | "goals" | "recommendation" | "closing";

export type DeckSlides = { slides: Array<SlideRow>, 
/**
 * Usage metrics of the account with a name for each.
 */
metrics: Array<MetricName>, };

export type Details = { field: string, 
/**
 * How dates are written, as `strftime` has it: `%Y-%m-%d`, `%d.%m.%Y`, `%m/%d/%Y`.
 */
format?: string, 
/**
 * Whether an end date is the last day covered (`inclusive`) or the first day not covered (`exclusive`).
 */
end?: End, 
/**
 * The decimal sign of the column, `.` or `,`.
 */
decimal?: string, };

export type Difference = { 
/**
 * Where it stands: "price_lines", "2", "title". Rows count from 1.
 */
path: Array<string>, 
/**
 * Null where the part is new.
 */
before: string | null, 
/**
 * Null where the part is gone.
 */
after: string | null, };

export type Discount = { "kind": "percent", percent: string, recurring: boolean, } | { "kind": "fixed", amount: string, recurring: boolean, } | { "kind": "multi_year", percent: string, years: number, };

export type Document = { id: DocumentId, account_id: AccountId, kind: DocumentKind, 
/**
 * "P-2026-0001", the same for all versions.
 */
number: string, version: number, title: string, state: DocumentState, contract_id: ContractId | null, change_id: ChangeId | null, 
/**
 * The calculation record it prints.
 */
record_id: RecordId | null, 
/**
 * The paper it came from: the addendum's proposal, the earlier version.
 */
source_id: DocumentId | null, recipient_id: ContactId | null, 
/**
 * en, de or fr.
 */
language: string, 
/**
 * What the AM wrote, by kind: `ProposalContent`, `AddendumContent`, `ReviewContent`.
 */
content: unknown, sent_on: string | null, 
/**
 * How it went out: meeting, direct, through the champion.
 */
sent_route: string | null, decided_on: string | null, signed_on: string | null, valid_until: string | null, 
/**
 * The view that was printed when it was sent or frozen; it is rendered again from this.
 */
frozen_view: unknown, 
/**
 * SHA-256 of the PDF that was sent or frozen.
 */
frozen_sha256: string | null, created_at: string, updated_at: string, deleted_at: string | null, };

export type DocumentId = string;

export type DocumentKind = "proposal" | "addendum" | "white_space" | "qbr" | "call_brief";

export type DocumentPage = { document: Document, account: Account, contacts: Array<Contact>, quotes: Array<QuoteUse>, criteria: Array<Criterion>, contract: ContractView | null, change: Change | null, calculation: Calculation | null, 
/**
 * "C-2026-0001", the record the paper prints.
 */
record_number: string | null, 
/**
 * All versions, the newest first.
 */
versions: Array<DocumentRow>, 
/**
 * The name its file gets.
 */
file_name: string, };

export type DocumentRow = { id: string, account_id: string, account_name: string, kind: DocumentKind, number: string, version: number, title: string, state: DocumentState, recipient: string | null, sent_on: string | null, signed_on: string | null, valid_until: string | null, updated_at: string, };

export type DocumentState = "draft" | "ready" | "sent" | "accepted" | "declined" | "signed" | "frozen" | "superseded" | "void";

export type Done = Record<symbol, never>;

export type Draft = { body: unknown, saved_at: string, };

export type DraftPut = { 
/**
 * What is being typed: "note:" and the account's id.
 */
id: string, 
/**
 * Null forgets it.
 */
body: unknown, };

export type End = "inclusive" | "exclusive";

export type Erased = { 
/**
 * UTC instant.
 */
at: string, kind: string, rows: number, };

export type Exact = string;

export type ExplainRequest = { 
/**
 * The calculation record.
 */
id: string, 
/**
 * en, de or fr.
 */
language: string, };

export type ExportColumn = { label: string, holds?: Holds, };

export type ExportReport = { file: string, pages: number, bytes: number, state: DocumentState, checks: Array<Check>, };

export type ExportRequest = { id: string, file: string, 
/**
 * pdf (default) or html.
 */
format?: string, };

export type FieldChange = { field: string, before: string | null, after: string | null, };

export type FileBytes = { name: string, media_type: string, 
/**
 * The bytes, base64.
 */
base64: string, };

export type FloorApproval = { approver: string, approved_on: string, reason: string, };

export type FolderRequest = { folder: string, };

export type Forecast = "commit" | "best_case" | "pipeline";

export type GapText = { 
/**
 * The metric whose latest reading and entitlement are printed.
 */
metric: string, 
/**
 * As the customer calls it; the metric's own name when empty.
 */
name: string, 
/**
 * How it went since, when empty.
 */
why: string, close: string, owner: string, };

export type GoalText = { quote: BoundText, asks: string, };

export type Grade = "met" | "partly" | "missed" | "not_yet";

export type GradeRequest = { id: string, grade: Grade, evidence: string, 
/**
 * Who confirmed it at the customer.
 */
confirmed_by?: string, measured_value?: string, };

export type Group = "promises" | "criteria" | "renewals" | "papers";

export type Hit = { 
/**
 * account, contact, note, quote, document or attachment.
 */
kind: string, id: string, account_id: string, account_name: string, title: string, 
/**
 * The words around the find, with the find between `[` and `]`.
 */
excerpt: string, 
/**
 * What an account is worth a year, when it has a contract in force.
 */
arr: Money | null, 
/**
 * The next renewal of an account.
 */
renewal_date: string | null, 
/**
 * What a person does there.
 */
role: string | null, };

export type Holds = "text" | "number" | "date";

export type ImportKind = "accounts" | "contacts" | "products" | "contracts" | "usage" | "opportunities" | "tickets" | "losses" | "notes";

export type ImportReport = { 
/**
 * Null for a preview.
 */
import_id: string | null, kind: ImportKind, 
/**
 * Rows below the header; blank ones do not count.
 */
rows: number, created: number, updated: number, unchanged: number, failed: number, 
/**
 * In the order of the file.
 */
errors: Array<RowError>, 
/**
 * What was decided on the way, each in one sentence.
 */
notices: Array<string>, 
/**
 * The mapping that was used, detected or given.
 */
mapping: Mapping, 
/**
 * The first rows of the book that change, with what changes; new rows are not listed.
 */
changes: Array<RowChange>, 
/**
 * For a refresh: the import whose mapping was applied; null when none fits the file.
 */
saved_with: SavedWith | null, 
/**
 * For a draft: what the mapping lacks before anything can be read; no row was counted then.
 */
lacks: string | null, 
/**
 * Only for a refresh: what earlier imports brought and this file no longer names.
 */
vanished: Array<Vanished>, 
/**
 * Encoding and separator, or the sheet: "CSV, UTF-8, separated by commas".
 */
format: string, 
/**
 * The file's columns, in its order.
 */
columns: Array<string>, 
/**
 * The first rows as they are read, for the screen: one list of cells a row, in the order of the columns.
 */
sample: Array<Array<string>>, };

export type ImportRequest = { 
/**
 * CSV or XLSX.
 */
file: string, 
/**
 * Recognised from the columns when not given.
 */
kind?: ImportKind, 
/**
 * Detected from the file when not given.
 */
mapping?: Mapping, 
/**
 * Applies the mapping such a file was last imported with, and lists the accounts that vanished. Without such an
 * import the mapping is detected.
 */
refresh: boolean, 
/**
 * For a preview: a mapping that cannot be used yet gives a report that says what it lacks, with the columns to map,
 * instead of an error.
 */
draft: boolean, };

export type ImportRun = { id: string, kind: ImportKind, file_name: string, mapping: Mapping, rows: number, created: number, updated: number, unchanged: number, failed: number, created_at: string, };

export type InvoiceLine = { product: string, 
/**
 * The line of the record it is a part of; null for a line that was there before.
 */
number: number | null, 
/**
 * The contract line it is for; null for a line of the record.
 */
contract_line: LineId | null, amount: Money, };

export type InvoicePreview = { 
/**
 * The day it is for: the effective date, then the first day of each billing period.
 */
on: string, 
/**
 * The days it covers.
 */
covers: Term, lines: Array<InvoiceLine>, total: Money, };

export type JournalEntry = { seq: number, 
/**
 * UTC instant.
 */
at: string, command: string, summary: string, undone: boolean, account_id: string | null, import_id: string | null, };

export type JournalRequest = { 
/**
 * At most so many entries; 200 when not given.
 */
limit?: number, 
/**
 * Only entries about this account.
 */
account_id?: string, };

export type LabelledText = { label: string, text: string, };

export type LedgerStep = { "step": "close", line: LineId, on: string, end_before: string | null, } | { "step": "open", line: ContractLine, };

export type Line = { id: LineId, contract_id: ContractId, external_id: string | null, product_id: ProductId, quantity: string, unit_price: string, period: LinePeriod, 
/**
 * 0 to 100.
 */
discount_percent: string, 
/**
 * A yearly value that came with the import and wins over the price, in minor units.
 */
given_arr_minor: number | null, start: string, 
/**
 * The first day not in force; open-ended when null.
 */
end: string | null, kind: LineKind, trial: boolean, origin: LineOrigin, 
/**
 * The addendum that made the line.
 */
addendum_id: DocumentId | null, 
/**
 * The addendum that ended the line.
 */
ended_by: DocumentId | null, created_at: string, deleted_at: string | null, };

export type LineId = string;

export type LineKind = "recurring" | "one_time";

export type LineOrigin = "initial" | "renewal" | "addendum";

export type LinePeriod = "month" | "quarter" | "year" | "term";

export type LineTerms = { product_id: string, quantity: string, unit_price: string, period: LinePeriod, discount_percent?: string | null, 
/**
 * The contract's start when not given.
 */
start?: string, end?: string, kind?: LineKind, trial: boolean, };

export type LineView = { line: Line, product_name: string, 
/**
 * The line's yearly value whenever it is in force.
 */
arr: Money, 
/**
 * In force on the day it is.
 */
in_force: boolean, };

export type ListKind = "volume" | "graduated";

export type ListRequest = { account_id?: string, kind?: DocumentKind, };

export type ListTotals = { kind: ListKind, before: Exact, after: Exact, };

export type LogoRequest = { file: string | null, };

export type Loss = { id: LossId, account_id: AccountId, external_id: string | null, contract_id: ContractId | null, kind: LossKind, noted_on: string, reason: string, 
/**
 * What the customer said, word for word.
 */
words: string | null, created_at: string, deleted_at: string | null, };

export type LossId = string;

export type LossKind = "downgrade" | "cancellation" | "price_objection" | "contraction_request";

export type MailDraft = { 
/**
 * "Elaine Prout <elaine@…>"; the name alone where no address is known.
 */
to: Array<string>, subject: string, body: string, 
/**
 * Opens the draft in the mail program, without enclosures: no link can carry them.
 */
mailto: string, 
/**
 * Names of the files the .eml carries.
 */
enclosures: Array<string>, checks: Array<Check>, 
/**
 * The name its file gets.
 */
file_name: string, };

export type MailExport = { mail: MailRequest, file: string, 
/**
 * eml (default) or txt; md is the same text.
 */
format?: string, };

export type MailKind = "follow_up" | "paper" | "criterion";

export type MailRequest = { kind: MailKind, id: string, 
/**
 * meeting, direct or champion: how the paper goes out.
 */
route?: string, recipient_id?: string, 
/**
 * The subject as it was changed.
 */
subject?: string, 
/**
 * The text as it was changed.
 */
body?: string, };

export type Mapping = { kind: ImportKind, 
/**
 * The column whose value finds a row again: the external id. Null: domain, mail or name.
 */
key?: string | null, 
/**
 * File column to field. A column that is not named here is left out.
 */
columns: { [key in string]: Target }, 
/**
 * By column: the file's words and what they mean.
 */
values?: Record<string, Record<string, string>>, 
/**
 * Field to the value all rows share.
 */
constants?: Record<string, string>, };

export type MetricName = { metric: string, 
/**
 * As a person says it.
 */
name: string, 
/**
 * Whether readings have an entitlement, so that a gap can be shown.
 */
limited: boolean, 
/**
 * The day of the last reading.
 */
last: string, };

export type Money = { minor: number, currency: Currency, };

export type NewAccount = { name: string, external_id?: string, currency?: string, domain?: string, industry?: string, segment?: string, country?: string, };

export type NewAddendum = { 
/**
 * The proposal whose change and criteria it puts into force.
 */
proposal_id?: string, 
/**
 * The contract to change, when there is no proposal.
 */
contract_id?: string, };

export type NewContact = { account_id: string, name: string, title?: string, department?: string, email?: string, phone?: string, roles?: Array<StakeholderRole> | null, champion_strength?: ChampionStrength, };

export type NewContract = { account_id: string, start: string, 
/**
 * The first day not covered.
 */
renewal_date?: string, currency?: string, msa_reference?: string, msa_date?: string, auto_renew: boolean, notice_days?: number, billing_period?: string, lines: Array<LineTerms>, };

export type NewCriterion = { account_id: string, text: string, measure?: string, baseline?: string, target?: string, unit?: string, 
/**
 * The usage metric it is measured with.
 */
metric?: string, 
/**
 * 60 or 90.
 */
due_day: number, owner_contact_id?: string, quote_id?: string, };

export type NewLine = { contract_id: string, line: LineTerms, };

export type NewLoss = { account_id: string, kind: LossKind, reason: string, words?: string, 
/**
 * Today when not given.
 */
noted_on?: string, };

export type NewPrice = { product_id: string, currency: string, period: LinePeriod, unit_price: string, floor_price?: string | null, 
/**
 * Volume or graduated tiers; a flat price without.
 */
tiers?: PriceList, };

export type NewProduct = { name: string, kind: ProductKind, description?: string, external_id?: string, };

export type NewProposal = { account_id: string, 
/**
 * The note whose quotes come first; the latest with a need when not given.
 */
note_id?: string, 
/**
 * The contract that changes; the one in force when not given.
 */
contract_id?: string, 
/**
 * Why there is a proposal without a recorded need.
 */
no_need_reason?: string, 
/**
 * What it says at once; chosen from the quotes when not given.
 */
content?: ProposalContent, };

export type NewReview = { account_id: string, 
/**
 * "2026Q4"; the calendar quarter of today when not given.
 */
quarter?: string, };

export type NewTask = { account_id?: string, what: string, due: string, 
/**
 * Who does it; the account's owner when not given.
 */
owner?: string, };

export type NewWhiteSpace = { account_id: string, dimension: WhiteSpaceDimension, 
/**
 * Any other field of the item.
 */
set: Record<string, unknown>, };

export type NoteId = string;

export type NoteSave = { id?: string, account_id: string, held_on: string, minutes?: number, people: Array<string>, signal?: string, question?: string, answer_type?: AnswerType, mirrored?: string, mirror_confirmed?: boolean, next_step?: string, next_step_due?: string, parked_renewal?: string, transcript?: string, private_remarks?: string, 
/**
 * All quotes of the note; one left out is moved to the trash.
 */
quotes: Array<QuoteSave>, 
/**
 * The draft this note was typed in; it is forgotten with the save.
 */
draft?: string, };

export type NoteState = "draft" | "saved";

export type NoteWithQuotes = { note: CallNote, quotes: Array<Quote>, };

export type Nothing = Record<symbol, never>;

export type Notice = { "code": "zero_days" } | { "code": "zero_quantity" } | { "code": "rounds_to_zero" } | { "code": "leap_year", day: string, } | { "code": "started_month", days: number, } | { "code": "term_one_day_off", months: number, days_past: number, } | { "code": "year_end_moved", anniversary: string, renewal_date: string, } | { "code": "credit_capped", asked: Money, allowed: Money, } | { "code": "lower_price_confirmed" } | { "code": "unit_price_rounded_first" } | { "code": "discount_share", amount: Money, } | { "code": "fitted_to_total", calculated: Money, } | { "code": "agreed_total", calculated: Money, };

export type Opportunity = { id: OpportunityId, account_id: AccountId, external_id: string | null, name: string, kind: OpportunityKind | null, product_id: ProductId | null, stage: Stage, 
/**
 * The day it came into its stage, where that is known.
 */
stage_since: string | null, forecast: Forecast | null, source: OpportunitySource | null, 
/**
 * ACV in minor units.
 */
amount_minor: number | null, 
/**
 * ISO 4217.
 */
currency: string, owner: string | null, opened_on: string | null, expected_close: string | null, closed_on: string | null, 
/**
 * Why it was won or lost.
 */
reason: string | null, next_step: string | null, created_at: string, deleted_at: string | null, };

export type OpportunityId = string;

export type OpportunityKind = "seat" | "plan" | "module" | "usage" | "enterprise";

export type OpportunitySource = "am" | "usage";

export type Origin = { "kind": "initial" } | { "kind": "renewal" } | { "kind": "addendum", id: DocumentId, };

export type OtherMethod = { method: ProrationMethod, label: string, 
/**
 * The fraction of the first prorated line, "(18/31 + 5) / 12"; empty when nothing is prorated.
 */
fraction: string, 
/**
 * The amount of each line, in the order of the record; empty when the method refuses.
 */
amounts: Array<Money>, total: Money | null, 
/**
 * `total` minus the record's total.
 */
difference: Money | null, 
/**
 * Why the method cannot calculate this change.
 */
refused: string | null, };

export type OtherRounding = { rounding: Rounding, unit_price_first: boolean, total: Money, 
/**
 * `total` minus the record's total.
 */
difference: Money, };

export type OwnershipModel = "A" | "B" | "C";

export type PagePicture = { 
/**
 * From 1.
 */
page: number, 
/**
 * Pixels.
 */
width: number, height: number, 
/**
 * The picture as PNG, base64.
 */
png: string, 
/**
 * What can be read on the page.
 */
words: string, };

export type Patch = { id: string, 
/**
 * Field names and their new values; null empties a field.
 */
set: Record<string, unknown>, 
/**
 * Edits that share a visit and a row become one entry of the journal.
 */
visit?: string, };

export type PathTerms = { 
/**
 * The first day at the new price.
 */
effective: string, 
/**
 * The day it has to be signed by.
 */
sign_by: string, 
/**
 * The paper has to be with procurement on this day to be signed in time.
 */
send_by: string, 
/**
 * What the customer pays for it until the renewal.
 */
until_renewal: Money, 
/**
 * What it adds to a year from the renewal on.
 */
yearly_from_renewal: Money, };

export type PaymentHistory = "on_time" | "one_late" | "several_late";

export type PdfSource = { "pdf": string } | { "attachment": string };

export type Pictures = { 
/**
 * How many pages the PDF has.
 */
pages: number, pictures: Array<PagePicture>, };

export type PicturesRequest = { source: PdfSource, 
/**
 * The first page, from 1. One behind the last gives the last: a paper may have become shorter.
 */
first: number, 
/**
 * How many pages from there on, 1 to 12.
 */
count: number, 
/**
 * What each is fitted into, in pixels.
 */
width: number, height?: number, };

export type PlanText = { name: string, note: string, from: string | null, until: string | null, 
/**
 * The customer's date rather than our release.
 */
goal: boolean, };

export type Preview = { 
/**
 * The PDF, base64.
 */
pdf: string, pages: number, checks: Array<Check>, 
/**
 * What could not be printed as asked, such as a character without a font.
 */
warnings: Array<string>, 
/**
 * What the change of the request comes to.
 */
calculation: Calculation | null, 
/**
 * Why the change of the request cannot be calculated; the pages are then as stored.
 */
problem: AppError | null, };

export type PreviewRequest = { id: string, content?: unknown, 
/**
 * What is being typed into the paper's change.
 */
change?: ChangeUpdate, };

export type Price = { id: PriceId, product_id: ProductId, 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * month, quarter, year or term.
 */
period: string, 
/**
 * Up to nine decimals, not rounded to the currency.
 */
unit_price: string, 
/**
 * Below this an approver, a date and a reason are asked for.
 */
floor_price: string | null, 
/**
 * Volume or graduated tiers; null for a flat price.
 */
tiers: PriceList | null, valid_from: string | null, created_at: string, deleted_at: string | null, };

export type PriceId = string;

export type PriceList = { kind: ListKind, 
/**
 * Rising in `up_to`.
 */
tiers: Array<PriceTier>, };

export type PriceTier = { 
/**
 * The largest quantity of this tier; the last tier is open.
 */
up_to: string | null, 
/**
 * Major units for one unit in one price period.
 */
unit_price: string, };

export type Product = { id: ProductId, external_id: string | null, name: string, kind: ProductKind, description: string | null, created_at: string, deleted_at: string | null, };

export type ProductId = string;

export type ProductKind = "seat" | "module" | "plan" | "usage" | "service";

export type ProductWithPrices = { product: Product, prices: Array<Price>, };

export type Progress = { done: number, 
/**
 * 0 while it is not known.
 */
total: number, 
/**
 * What is being done now.
 */
message: string, };

export type ProposalContent = { 
/**
 * Up to 90 characters, bound to a quote.
 */
headline: BoundText, 
/**
 * 3 to 5 of their sentences.
 */
bullets: Array<BoundText>, 
/**
 * Seats, module, timeline; the co-term date is added by Headroom.
 */
proposing: Array<LabelledText>, 
/**
 * 2 to 3 success criteria.
 */
criteria: Array<CriterionId>, 
/**
 * The constraint page two opens with: the figure, its source and what it costs today.
 */
constraint: string | null, 
/**
 * The usage metric whose figure and source the constraint takes from the book.
 */
constraint_metric: string | null, roi: RoiInputs | null, alternatives: Array<Alternative>, 
/**
 * Further pages with the calculation line by line, and the usage behind the constraint.
 */
annex: boolean, next_step: string | null, economic_buyer_id: ContactId | null, recipient_id: ContactId | null, valid_until: string | null, 
/**
 * Why there is a proposal without a recorded need; counted in the metrics.
 */
no_need_reason: string | null, };

export type ProposalUpdate = { id: string, content: ProposalContent, 
/**
 * Edits of one visit become one entry of the journal.
 */
visit?: string, };

export type Proration = { method: ProrationMethod, 
/**
 * The days charged, half open.
 */
charge: Term, 
/**
 * Days charged.
 */
days: number, 
/**
 * What the segments count.
 */
unit: SegmentUnit, segments: Array<ProrationSegment>, 
/**
 * Prices per unit: 1/12 where months are counted and the price is for a year, 4 for a year and a price
 * per quarter.
 */
prices_per_unit: Exact, 
/**
 * (sum of `count`) x `prices_per_unit`: the multiplier of the price, exact.
 */
fraction: Exact, 
/**
 * The charge is the whole contract of whole years, so it costs exactly that many years (section 2).
 */
whole_term: boolean, notices: Array<Notice>, };

export type ProrationMethod = "actual_actual" | "actual_365" | "months_days:calendar:actual" | "months_days:calendar:30" | "months_days:calendar:365/12" | "months_days:start:actual" | "months_days:start:30" | "months_days:start:365/12" | "whole_months";

export type ProrationSegment = { from: string, 
/**
 * First day not in the segment.
 */
to: string, 
/**
 * Days of the segment.
 */
days: number, 
/**
 * What the days are divided by: 365, 366, 31, 30, 365/12 …; null where whole units are counted.
 */
denominator: string | null, 
/**
 * Units of the segment: 196/365, or 6 for six whole months.
 */
count: Exact, };

export type Quote = { id: QuoteId, account_id: AccountId, note_id: NoteId | null, contact_id: ContactId | null, 
/**
 * Who said it, as it is printed.
 */
speaker: string, speaker_title: string | null, said_on: string, text: string, 
/**
 * 1 to 4: the phase of the conversation.
 */
phase: number | null, kind: QuoteKind, 
/**
 * The quote this one corrects.
 */
replaces_id: QuoteId | null, created_at: string, deleted_at: string | null, };

export type QuoteCapture = { account_id: string, text: string, kind: QuoteKind, contact_id?: string, 
/**
 * Asked for when there is no contact; a name of the account's people is that person.
 */
speaker?: string, 
/**
 * Today when not given.
 */
said_on?: string, };

export type QuoteCorrection = { id: string, text: string, };

export type QuoteId = string;

export type QuoteKind = "need" | "pain" | "goal" | "outcome" | "objection" | "praise";

export type QuoteSave = { id?: string, text: string, kind: QuoteKind, contact_id?: string, 
/**
 * Asked for when there is no contact.
 */
speaker?: string, phase?: number, };

export type QuoteUse = { quote: Quote, 
/**
 * Document ids; a quote in use is corrected by a new version only.
 */
used_in: Array<string>, };

export type RampStep = { from: string, unit_price: string, };

export type ReasonText = { title: string, text: string, };

export type Reckoning = { units: string, unit_price: string, period: LinePeriod, 
/**
 * The price depends on the quantity: `unit_price` is that of the first unit.
 */
tiered: boolean, replaced: Money, };

export type RecommendationText = { text: string, quote: BoundText | null, 
/**
 * The outcome it is tied to.
 */
criterion_id: CriterionId | null, 
/**
 * Up to three.
 */
reasons: Array<ReasonText>, 
/**
 * The small line at the foot: which paper follows.
 */
source: string, };

export type RecordId = string;

export type RenewRequest = { contract_id: string, outcome: RenewalOutcome, 
/**
 * The renewal date of the next term; not for a lost contract.
 */
next_renewal?: string, 
/**
 * Asked for when less or nothing is renewed.
 */
reason?: string, 
/**
 * Their words about it.
 */
words?: string, 
/**
 * The lines that do not simply go on; quantity zero ends one.
 */
changes: Array<RenewedLine>, };

export type RenewalId = string;

export type RenewalOutcome = "same" | "up" | "down" | "lost";

export type RenewalPath = "addendum" | "renewal";

export type RenewalRecord = { id: RenewalId, contract_id: ContractId, outcome: RenewalOutcome, 
/**
 * The renewal date of the term that ended.
 */
renewed_on: string, 
/**
 * The renewal date of the next term; null when it was lost.
 */
next_renewal: string | null, reason: string | null, created_at: string, deleted_at: string | null, };

export type RenewedLine = { line: LineId, quantity: string, unit_price: string, discount_percent: string, };

export type ReviewBatch = { 
/**
 * The folder the files go to; made when it is not there.
 */
dir: string, quarter?: string, 
/**
 * Only these accounts; every active one when not given.
 */
accounts?: Array<string>, };

export type ReviewContent = { 
/**
 * "2026Q4"
 */
quarter: string, 
/**
 * The day of the meeting.
 */
held_on: string | null, place: string | null, 
/**
 * The last day whose numbers count.
 */
cut_off: string | null, cover_quote: BoundText | null, 
/**
 * All slides in the order they are shown; slides change places inside their part only.
 */
order: Array<SlideKind>, slides: { [key in SlideKind]?: SlideText }, 
/**
 * Criteria with their grades, up to five.
 */
criteria: Array<CriterionId>, 
/**
 * The metric of the usage slide.
 */
usage_metric: string | null, 
/**
 * The criterion whose baseline and measured value are the value slide.
 */
value_criterion: CriterionId | null, value_quote: BoundText | null, 
/**
 * Up to four.
 */
gaps: Array<GapText>, 
/**
 * Up to three.
 */
goals: Array<GoalText>, 
/**
 * Up to five.
 */
roadmap: Array<PlanText>, recommendation: RecommendationText, 
/**
 * Up to six.
 */
steps: Array<StepText>, };

export type ReviewRender = { 
/**
 * A review, or an account whose review of the quarter is printed, composed when there is none.
 */
id: string, file: string, quarter?: string, 
/**
 * pdf (default) or html.
 */
format?: string, };

export type ReviewUpdate = { id: string, content: ReviewContent, 
/**
 * Edits of one visit become one entry of the journal.
 */
visit?: string, };

export type RoiInputs = { 
/**
 * Hours saved a month: conservative, base, aggressive.
 */
hours: [string, string, string], 
/**
 * What one hour costs the customer, in the contract's currency.
 */
rate: string, 
/**
 * Errors avoided a month, in the same three cases.
 */
errors: [string, string, string], 
/**
 * What one error costs.
 */
error_cost: string, 
/**
 * Days of delay avoided a year.
 */
delay_days: [string, string, string], 
/**
 * What a day of delay costs.
 */
delay_cost: string, 
/**
 * The customer's sentence the hours come from.
 */
quote_id: QuoteId | null, };

export type Rounding = "half_up" | "half_even";

export type RowChange = { 
/**
 * What a person knows the row by.
 */
name: string, fields: Array<FieldChange>, };

export type RowError = { 
/**
 * The physical line, the header being line 1; the row number of a sheet.
 */
line: number, 
/**
 * The header of the column; null when the whole row is at fault.
 */
column: string | null, 
/**
 * A word for scripts: `invalid_date`, `unknown_account`.
 */
code: string, 
/**
 * What is wrong and, where one can be guessed, what was meant.
 */
message: string, };

export type SaveRequest = { id: string, 
/**
 * Where to; an existing file is replaced.
 */
file: string, };

export type SavedView = { id: SavedViewId, 
/**
 * The list: "book", "documents".
 */
list: string, name: string, state: unknown, created_at: string, deleted_at: string | null, };

export type SavedViewId = string;

export type SavedWith = { file_name: string, 
/**
 * The instant of that import.
 */
at: string, };

export type SearchRequest = { text: string, 
/**
 * At most so many; 30 when not given.
 */
limit?: number, };

export type SegmentUnit = "contract_year" | "contract_quarter" | "contract_month" | "whole_term" | "fixed_year" | "month";

export type SendRequest = { id: string, 
/**
 * Today when not given.
 */
sent_on?: string, 
/**
 * meeting, direct or champion.
 */
route?: string, recipient_id?: string, };

export type Sentence = { start: number, end: number, };

export type Settings = { company: CompanyIdentity, am: AmIdentity, 
/**
 * The reporting currency, ISO 4217.
 */
currency: string, 
/**
 * How numbers and dates are written: en-US, en-GB, de-DE or fr-FR.
 */
locale: string, 
/**
 * The language papers are written in unless the account says otherwise: en, de or fr.
 */
paper_language: string, 
/**
 * a4 or letter.
 */
page_size: string, 
/**
 * A method name of contracts, section 9.
 */
proration_method: string, 
/**
 * half_up or half_even.
 */
rounding: string, 
/**
 * Round the unit price before multiplying (contracts, section 3.5).
 */
round_unit_price_first: boolean, 
/**
 * Days before a renewal in which both paths are shown (contracts, section 10).
 */
renewal_window_days: number, 
/**
 * Business days of procurement when the account has none set (000-23).
 */
procurement_lead_days: number, 
/**
 * Days a proposal's prices hold.
 */
validity_days: number, 
/**
 * Days that nobody works, beside Saturday and Sunday.
 */
holidays: Array<string>, 
/**
 * Product names that must not stand in a headline, beside the catalogue's.
 */
headline_words: Array<string>, 
/**
 * How a paper's file is named, from {account}, {paper}, {version}, {number} and {date}.
 */
file_name: string, 
/**
 * Days ahead in which renewals and notice days stand on Today: 90 and what procurement takes.
 */
today_ahead_days: number, 
/**
 * Business days after which a sent paper without an answer is chased.
 */
chase_after_days: number, 
/**
 * Days before a validity runs out in which it stands on Today.
 */
validity_ahead_days: number, 
/**
 * Where success criteria count from: effective_date, signature or go_live.
 */
criteria_clock: string, };

export type SettingsPatch = { set: Record<string, unknown>, };

export type SheetExport = { kind: SheetKind, account_id: string, file: string, 
/**
 * pdf (default), html; md and csv of the white space.
 */
format?: string, wish?: BriefWish, };

export type SheetKind = "white_space" | "call_brief";

export type SheetPreview = { 
/**
 * The PDF, base64.
 */
pdf: string, pages: number, 
/**
 * What could not be printed as asked, such as a character without a font.
 */
warnings: Array<string>, };

export type SheetRequest = { kind: SheetKind, account_id: string, 
/**
 * What is known of the call ahead; the language counts for both sheets.
 */
wish?: BriefWish, };

export type SignRequest = { id: string, 
/**
 * Today when not given.
 */
signed_on?: string, 
/**
 * The signed PDF, kept with the account.
 */
file?: string, };

export type SignedAddendum = { document_id: string, 
/**
 * "Addendum 2"
 */
title: string, effective: string, 
/**
 * Until the renewal.
 */
total: Money, acv_added: Money, 
/**
 * Taken back.
 */
void: boolean, };

export type SlideKind = "cover" | "agenda" | "summary" | "outcomes" | "usage" | "value" | "gaps" | "goals" | "roadmap" | "recommendation" | "next" | "appendix";

export type SlideNumber = { slide: SlideKind, name: string, value: string, 
/**
 * How it is counted.
 */
counted: string, source: string, 
/**
 * The day it is of.
 */
as_of: string, };

export type SlideRow = { kind: SlideKind, part: DeckPart, 
/**
 * The page of the PDF, from 1.
 */
page: number, 
/**
 * Pages it takes; the appendix may take two.
 */
pages: number, 
/**
 * As printed.
 */
title: string, 
/**
 * What it says instead of its content; empty when it has some.
 */
missing: string, notes: string, numbers: Array<SlideNumber>, };

export type SlideText = { title: string, lead: string, 
/**
 * For the presenter; never printed.
 */
notes: string, };

export type SlidesRequest = { id: string, 
/**
 * What is being typed, in the place of what is stored.
 */
content?: ReviewContent, };

export type SnoozeRequest = { 
/**
 * A `TodayItem` id.
 */
id: string, until: string, };

export type Stage = "identified" | "qualified" | "business_case" | "in_review" | "negotiation" | "closed_won" | "closed_lost";

export type StakeholderRole = "champion" | "economic_buyer" | "decision_maker" | "user" | "procurement" | "legal" | "blocker";

export type StepText = { what: string, who: string, on: string | null, };

export type TableExport = { 
/**
 * Ends in .csv or .xlsx.
 */
file: string, 
/**
 * The sheet's name.
 */
name: string, columns: Array<ExportColumn>, 
/**
 * A cell a column; null is an empty one.
 */
rows: Array<Array<string | null>>, };

export type TableExported = { file: string, rows: number, };

export type Target = string | Details;

export type Task = { id: TaskId, account_id: AccountId | null, what: string, due: string, 
/**
 * Who does it; the account's owner when null.
 */
owner: string | null, 
/**
 * The rule that raised it: "note.next_step", "need.one_pager", or "own".
 */
rule: string, 
/**
 * The row it came from.
 */
source_id: string | null, state: TaskState, snoozed_until: string | null, done_on: string | null, created_at: string, deleted_at: string | null, };

export type TaskId = string;

export type TaskRow = { task: Task, account_name: string | null, };

export type TaskState = "open" | "done" | "dropped";

export type TemplateFolder = { folder: string, 
/**
 * Sources that differ from the shipped ones.
 */
own: Array<string>, 
/**
 * Sources that are as shipped.
 */
shipped: Array<string>, };

export type TemplatePreview = { 
/**
 * The PDF, base64.
 */
pdf: string | null, pages: number, 
/**
 * Lines too many, page by page.
 */
lines_over: Array<number>, warnings: Array<string>, fault: TemplateTrouble | null, 
/**
 * Every name that can be printed, such as `v.price_lines[].title`.
 */
names: Array<string>, };

export type TemplatePreviewRequest = { name: string, source: string, 
/**
 * The paper to print; without paper and account the source is only read.
 */
document_id?: string, 
/**
 * The account to print a sheet of: those are stored nowhere.
 */
account_id?: string, };

export type TemplateRow = { name: string, 
/**
 * The paper it belongs to; null for what all papers share.
 */
kind: DocumentKind | null, 
/**
 * Whether an own source stands in for the shipped one.
 */
own: boolean, 
/**
 * Whether Headroom ships another source now than the own one began with.
 */
behind: boolean, updated_at: string | null, };

export type TemplateSave = { name: string, source: string, };

export type TemplateSource = { row: TemplateRow, 
/**
 * The source in force.
 */
source: string, shipped: string, };

export type TemplateTrouble = { 
/**
 * The source that is wrong: a shared part shows in every paper.
 */
template: string, line: number, column: number, message: string, 
/**
 * The name nobody knows, when that is the fault.
 */
unknown: string | null, 
/**
 * The known name next to it.
 */
nearest: string | null, };

export type Term = { 
/**
 * First day covered.
 */
start: string, 
/**
 * First day not covered; for a contract its renewal date.
 */
end: string, };

export type Ticket = { id: TicketId, account_id: AccountId, external_id: string | null, subject: string | null, priority: TicketPriority | null, state: TicketState, opened_on: string, closed_on: string | null, 
/**
 * Minutes until somebody answered.
 */
first_response_minutes: number | null, 
/**
 * Hours until it was solved.
 */
resolution_hours: string | null, 
/**
 * 1 (bad) to 5 (good), as the customer said.
 */
satisfaction: number | null, escalated: boolean, created_at: string, deleted_at: string | null, };

export type TicketId = string;

export type TicketPriority = "urgent" | "high" | "medium" | "low";

export type TicketState = "open" | "closed";

export type TodayItem = { 
/**
 * Rule and source: what snooze puts off.
 */
id: string, group: Group, 
/**
 * The rule that raised it, in one sentence.
 */
rule: string, what: string, 
/**
 * What one needs to know to act.
 */
detail: string, account_id: string | null, account_name: string | null, due: string, 
/**
 * Negative when it is late.
 */
days: number, 
/**
 * The task that "done" closes; null for what is done elsewhere.
 */
task_id: string | null, 
/**
 * What opens: note, criterion, contract, document or account, and its id.
 */
opens: string, opens_id: string, 
/**
 * How many items its group has, shown or not.
 */
in_group: number, };

export type TodayRequest = { 
/**
 * At most so many of each group, the most overdue; all when not given.
 */
per_group?: number, };

export type TranscriptRequest = { text: string, };

export type Trash = { rows: Array<TrashRow>, 
/**
 * The newest first; nothing of what it was.
 */
erased: Array<Erased>, };

export type TrashItem = { kind: string, id: string, };

export type TrashRequest = { items: Array<TrashItem>, };

export type TrashRow = { 
/**
 * The table it lies in.
 */
kind: string, id: string, title: string, account_id: string | null, account_name: string | null, 
/**
 * UTC instant.
 */
deleted_at: string, 
/**
 * How many rows went with it and come back with it.
 */
with: number, };

export type Turn = { 
/**
 * As the transcript names them.
 */
speaker: string | null, 
/**
 * The time the transcript gives, as it is written.
 */
at: string | null, text: string, 
/**
 * Where sentences begin and end in `text`, in UTF-16 units as the window counts.
 */
sentences: Array<Sentence>, };

export type UndoImport = { import_id: string, };

export type UndoRequest = { 
/**
 * The entry to take back; the newest when not given.
 */
seq?: number, };

export type UsageFigure = { 
/**
 * seats_used, api_calls, or as the import called it.
 */
metric: string, 
/**
 * As a person says it.
 */
name: string, day: string, value: string, entitlement: string | null, };

export type Vanished = { id: string, external_id: string, name: string, };

export type ViewListRequest = { list: string, };

export type ViewSave = { list: string, 
/**
 * A view of that name is replaced.
 */
name: string, state: unknown, };

export type VoidRequest = { id: string, reason: string, };

export type WhiteSpaceDimension = "seats" | "plan" | "modules" | "usage" | "units";

export type WhiteSpaceId = string;

export type WhiteSpaceItem = { id: WhiteSpaceId, account_id: AccountId, dimension: WhiteSpaceDimension, product_id: ProductId | null, 
/**
 * The unit or department.
 */
department: string | null, current: string | null, potential: string | null, 
/**
 * What the potential rests on.
 */
basis: string | null, value_driver: string | null, 
/**
 * The quote that triggers it.
 */
quote_id: QuoteId | null, champion_id: ContactId | null, use_case: string | null, 
/**
 * How many more units of the product it would be; with its list price this says what it adds.
 */
units: string | null, 
/**
 * The product whose lines it would take the place of.
 */
replaces_id: ProductId | null, 
/**
 * What it would add a year, in minor units of the account's currency; wins over units and price.
 */
arr_minor: number | null, 
/**
 * "2027Q1".
 */
quarter: string | null, 
/**
 * Who serves it today.
 */
incumbent: string | null, status: WhiteSpaceStatus, 
/**
 * 1 to 5.
 */
arr_potential: number | null, 
/**
 * 1 to 5: champion, budget timing, incumbent.
 */
ease: number | null, 
/**
 * 1 to 5.
 */
importance: number | null, created_at: string, deleted_at: string | null, };

export type WhiteSpaceRow = { 
/**
 * As it was entered, else from units and price; null when neither is known.
 */
worth: Money | null, 
/**
 * How the amount came about when it was not entered.
 */
reckoning: Reckoning | null, id: WhiteSpaceId, account_id: AccountId, dimension: WhiteSpaceDimension, product_id: ProductId | null, 
/**
 * The unit or department.
 */
department: string | null, current: string | null, potential: string | null, 
/**
 * What the potential rests on.
 */
basis: string | null, value_driver: string | null, 
/**
 * The quote that triggers it.
 */
quote_id: QuoteId | null, champion_id: ContactId | null, use_case: string | null, 
/**
 * How many more units of the product it would be; with its list price this says what it adds.
 */
units: string | null, 
/**
 * The product whose lines it would take the place of.
 */
replaces_id: ProductId | null, 
/**
 * What it would add a year, in minor units of the account's currency; wins over units and price.
 */
arr_minor: number | null, 
/**
 * "2027Q1".
 */
quarter: string | null, 
/**
 * Who serves it today.
 */
incumbent: string | null, status: WhiteSpaceStatus, 
/**
 * 1 to 5.
 */
arr_potential: number | null, 
/**
 * 1 to 5: champion, budget timing, incumbent.
 */
ease: number | null, 
/**
 * 1 to 5.
 */
importance: number | null, created_at: string, deleted_at: string | null, };

export type WhiteSpaceStatus = "open" | "in_deal" | "won" | "lost";

export type WrittenReport = { file: string, pages: number | null, bytes: number, state: DocumentState | null, checks: Array<Check>, };

/** Every command: its kind, what it takes and what it gives. */
export interface Commands {
  /** What book this is, and the day it works on. */
  book_info: { kind: "query"; request: Nothing; response: BookInfo };
  /** Whether the book is sound. */
  check: { kind: "query"; request: Nothing; response: CheckReport };
  /** The changes, newest first. */
  journal: { kind: "query"; request: JournalRequest; response: Array<JournalEntry> };
  /** Takes back the newest change, or a named one. */
  undo: { kind: "mutation"; request: UndoRequest; response: JournalEntry };
  /** Brings back what was undone last. */
  redo: { kind: "mutation"; request: Nothing; response: JournalEntry };
  /** What was deleted, newest first. */
  trash_list: { kind: "query"; request: Nothing; response: Trash };
  /** Takes things out of the trash, with what went with them. */
  trash_restore: { kind: "mutation"; request: TrashRequest; response: Done };
  /** Deletes things of the trash for good; cannot be taken back. */
  trash_purge: { kind: "mutation"; request: TrashRequest; response: Done };
  /** Copies the book to a file and verifies the copy. */
  backup: { kind: "job"; request: BackupRequest; response: BackupReport };
  /** Accounts, people, notes, quotes and papers that hold the words. */
  search: { kind: "query"; request: SearchRequest; response: Array<Hit> };
  /** All settings. */
  settings_get: { kind: "query"; request: Nothing; response: Settings };
  /** Changes the settings given. */
  settings_update: { kind: "mutation"; request: SettingsPatch; response: Settings };
  /** What every setting is before anybody changes it. */
  settings_defaults: { kind: "query"; request: Nothing; response: Settings };
  /** Whether a colour reads on paper, and what is printed instead. */
  accent_check: { kind: "query"; request: ColourRequest; response: AccentCheck };
  /** The company's logo. */
  logo_get: { kind: "query"; request: Nothing; response: FileBytes | null };
  /** Stores the company's logo, PNG or SVG. */
  logo_set: { kind: "mutation"; request: LogoRequest; response: Settings };
  /** The templates of the papers, and which are your own. */
  template_list: { kind: "query"; request: Nothing; response: Array<TemplateRow> };
  /** A template's source, own or shipped. */
  template_get: { kind: "query"; request: ByName; response: TemplateSource };
  /** A paper printed with a source as it is typed, or what is wrong with it. */
  template_preview: { kind: "query"; request: TemplatePreviewRequest; response: TemplatePreview };
  /** Puts an own source in the place of the shipped one. */
  template_save: { kind: "mutation"; request: TemplateSave; response: TemplateRow };
  /** Goes back to the shipped source. */
  template_reset: { kind: "mutation"; request: ByName; response: TemplateRow };
  /** Writes the templates in force into a folder, to be shared. */
  template_export: { kind: "job"; request: FolderRequest; response: TemplateFolder };
  /** Takes over the templates of a folder. */
  template_import: { kind: "mutation"; request: FolderRequest; response: TemplateFolder };
  /** The accounts with ARR, renewal, health and last call: filtered, ordered, by the page. */
  account_list: { kind: "query"; request: AccountListRequest; response: AccountList };
  /** The ids of the accounts that account_list would list. */
  account_ids: { kind: "query"; request: AccountListRequest; response: Array<string> };
  /** The segments and owners there are. */
  account_facets: { kind: "query"; request: Nothing; response: AccountFacets };
  /** The saved views of a list. */
  view_list: { kind: "query"; request: ViewListRequest; response: Array<SavedView> };
  /** Keeps a list as it is seen under a name. */
  view_save: { kind: "mutation"; request: ViewSave; response: SavedView };
  /** Moves a saved view to the trash. */
  view_delete: { kind: "mutation"; request: ById; response: Done };
  /** Writes a list as it is seen to a CSV or XLSX file. */
  table_export: { kind: "job"; request: TableExport; response: TableExported };
  /** One account with people, notes, quotes, contracts, criteria and papers. */
  account_get: { kind: "query"; request: ById; response: AccountPage };
  /** Adds an account. */
  account_create: { kind: "mutation"; request: NewAccount; response: Account };
  /** Changes the fields given. */
  account_update: { kind: "mutation"; request: Patch; response: Account };
  /** Gives several accounts the same values, as one change. */
  accounts_update: { kind: "mutation"; request: AccountsPatch; response: Done };
  /** Moves several accounts to the trash, as one change. */
  accounts_delete: { kind: "mutation"; request: ByIds; response: Done };
  /** Moves an account to the trash. */
  account_delete: { kind: "mutation"; request: ById; response: Done };
  /** Adds a person at an account. */
  contact_create: { kind: "mutation"; request: NewContact; response: Contact };
  /** Changes the fields given. */
  contact_update: { kind: "mutation"; request: Patch; response: Contact };
  /** Moves a person to the trash. */
  contact_delete: { kind: "mutation"; request: ById; response: Done };
  /** The catalogue with its list prices. */
  product_list: { kind: "query"; request: Nothing; response: Array<ProductWithPrices> };
  /** Adds a product. */
  product_create: { kind: "mutation"; request: NewProduct; response: Product };
  /** Changes the fields given. */
  product_update: { kind: "mutation"; request: Patch; response: Product };
  /** Moves a product to the trash. */
  product_delete: { kind: "mutation"; request: ById; response: Done };
  /** Moves a list price to the trash. */
  price_delete: { kind: "mutation"; request: ById; response: Done };
  /** Sets a product's list price in a currency and period. */
  price_set: { kind: "mutation"; request: NewPrice; response: Price };
  /** Products sold together at one price. */
  bundle_list: { kind: "query"; request: Nothing; response: Array<Bundle> };
  /** Adds or changes a bundle. */
  bundle_save: { kind: "mutation"; request: BundleSave; response: Bundle };
  /** Moves a bundle to the trash. */
  bundle_delete: { kind: "mutation"; request: ById; response: Done };
  /** A bundle as the lines of a change. */
  bundle_items: { kind: "query"; request: ById; response: Array<ChangeItem> };
  /** Adds a contract with its lines. */
  contract_create: { kind: "mutation"; request: NewContract; response: Contract };
  /** Changes the fields given. */
  contract_update: { kind: "mutation"; request: Patch; response: Contract };
  /** Moves a contract to the trash. */
  contract_delete: { kind: "mutation"; request: ById; response: Done };
  /** Adds a line to a contract. */
  line_create: { kind: "mutation"; request: NewLine; response: Line };
  /** Changes the fields given. */
  line_update: { kind: "mutation"; request: Patch; response: Line };
  /** Moves a line to the trash. */
  line_delete: { kind: "mutation"; request: ById; response: Done };
  /** A contract's next regular invoice with its signed addenda. */
  contract_next_invoice: { kind: "query"; request: ById; response: InvoicePreview | null };
  /** A call note and its quotes. */
  note_get: { kind: "query"; request: ById; response: NoteWithQuotes };
  /** Writes a call note with its quotes; raises the tasks its answer calls for. */
  note_save: { kind: "mutation"; request: NoteSave; response: NoteWithQuotes };
  /** Moves a note and its unused quotes to the trash. */
  note_delete: { kind: "mutation"; request: ById; response: Done };
  /** Corrects a quote; one that a paper uses gets a new version. */
  quote_correct: { kind: "mutation"; request: QuoteCorrection; response: Quote };
  /** Moves a quote to the trash. */
  quote_delete: { kind: "mutation"; request: ById; response: Done };
  /** Who speaks in a transcript, and where the sentences are. */
  transcript_read: { kind: "query"; request: TranscriptRequest; response: Array<Turn> };
  /** Keeps a quote without a call note. */
  quote_capture: { kind: "mutation"; request: QuoteCapture; response: Quote };
  /** What was being typed under a key. */
  draft_get: { kind: "query"; request: ById; response: Draft | null };
  /** Keeps what is being typed; not journaled. */
  draft_put: { kind: "mutation"; request: DraftPut; response: Done };
  /** Adds a success criterion. */
  criterion_create: { kind: "mutation"; request: NewCriterion; response: Criterion };
  /** Changes a criterion; after a signature it becomes a new version. */
  criterion_update: { kind: "mutation"; request: Patch; response: Criterion };
  /** Grades a criterion with its evidence. */
  criterion_grade: { kind: "mutation"; request: GradeRequest; response: Criterion };
  /** Moves a criterion to the trash. */
  criterion_delete: { kind: "mutation"; request: ById; response: Done };
  /** What is due, the most overdue first. */
  task_list: { kind: "query"; request: Nothing; response: Array<TaskRow> };
  /** Adds a task. */
  task_create: { kind: "mutation"; request: NewTask; response: Task };
  /** Changes a task: done, snoozed, dropped. */
  task_update: { kind: "mutation"; request: Patch; response: Task };
  /** How many items Today has. */
  today_count: { kind: "query"; request: Nothing; response: number };
  /** Everything that is due, by group. */
  today: { kind: "query"; request: TodayRequest; response: Array<TodayItem> };
  /** Puts an item of Today off until a day. */
  today_snooze: { kind: "mutation"; request: SnoozeRequest; response: Done };
  /** Records a renewal: lines roll into the next term, change or end. */
  contract_renew: { kind: "mutation"; request: RenewRequest; response: Contract };
  /** An account's losses and requests for less. */
  loss_list: { kind: "query"; request: ById; response: Array<Loss> };
  /** Records a downgrade, cancellation, price objection or request for less. */
  loss_create: { kind: "mutation"; request: NewLoss; response: Loss };
  /** Moves a loss to the trash. */
  loss_delete: { kind: "mutation"; request: ById; response: Done };
  /** What an account could still buy, best chances first. */
  white_space_list: { kind: "query"; request: ById; response: Array<WhiteSpaceRow> };
  /** Adds something the account could buy. */
  white_space_create: { kind: "mutation"; request: NewWhiteSpace; response: WhiteSpaceItem };
  /** Changes the fields given. */
  white_space_update: { kind: "mutation"; request: Patch; response: WhiteSpaceItem };
  /** An internal sheet of an account as PDF: white space or call brief. */
  sheet_preview: { kind: "query"; request: SheetRequest; response: SheetPreview };
  /** What an account used last, by metric. */
  usage_latest: { kind: "query"; request: ById; response: Array<UsageFigure> };
  /** A mail after a call, with a paper or about a criterion, as text and mailto link, with what is missing. */
  mail_draft: { kind: "query"; request: MailRequest; response: MailDraft };
  /** Writes a mail to a file: .eml with the paper enclosed, or text. */
  mail_export: { kind: "job"; request: MailExport; response: WrittenReport };
  /** Writes an internal sheet to a file: PDF, HTML, and the white space as Markdown or CSV. */
  sheet_export: { kind: "job"; request: SheetExport; response: WrittenReport };
  /** Moves an item to the trash. */
  white_space_delete: { kind: "mutation"; request: ById; response: Done };
  /** The papers, newest first. */
  document_list: { kind: "query"; request: ListRequest; response: Array<DocumentRow> };
  /** A paper with its account, change, record and checks. */
  document_get: { kind: "query"; request: ById; response: DocumentPage };
  /** Where two versions of a paper read differently. */
  document_compare: { kind: "query"; request: CompareRequest; response: Array<Difference> };
  /** The paper's PDF as it stands, with its checks. */
  document_preview: { kind: "query"; request: PreviewRequest; response: Preview };
  /** Pages of a PDF as pictures with their words: of a preview, or of a file kept with an account. */
  pdf_pictures: { kind: "query"; request: PicturesRequest; response: Pictures };
  /** What is missing before the paper can go out. */
  paper_check: { kind: "query"; request: ById; response: Array<Check> };
  /** Marks a paper ready; refused while a check fails. */
  document_ready: { kind: "mutation"; request: ById; response: Document };
  /** Freezes a paper as sent. */
  document_send: { kind: "mutation"; request: SendRequest; response: Document };
  /** Records that a sent proposal was accepted or declined. */
  document_decide: { kind: "mutation"; request: DecideRequest; response: Document };
  /** Starts the next version of a paper. */
  document_version: { kind: "mutation"; request: ById; response: Document };
  /** Moves a draft to the trash. */
  document_delete: { kind: "mutation"; request: ById; response: Done };
  /** Moves several drafts to the trash, as one change. */
  documents_delete: { kind: "mutation"; request: ByIds; response: Done };
  /** Writes a paper's PDF or HTML to a file. */
  document_export: { kind: "job"; request: ExportRequest; response: ExportReport };
  /** Starts a proposal from the account's quotes. */
  proposal_create: { kind: "mutation"; request: NewProposal; response: Document };
  /** Changes what a proposal says. */
  proposal_update: { kind: "mutation"; request: ProposalUpdate; response: Document };
  /** Puts the way into the renewal on page two, beside the change proposed. */
  proposal_both_ways: { kind: "mutation"; request: ById; response: Document };
  /** What a change costs, with the other methods beside. */
  calculate: { kind: "query"; request: CalculateRequest; response: Calculation };
  /** A calculation record as sentences, in English, German or French. */
  explain: { kind: "query"; request: ExplainRequest; response: Array<string> };
  /** Changes effective date, method or lines; writes a new calculation record. */
  change_update: { kind: "mutation"; request: ChangeUpdate; response: Calculation | null };
  /** Starts an addendum, from a proposal or from nothing. */
  addendum_create: { kind: "mutation"; request: NewAddendum; response: Document };
  /** Changes an addendum's criteria and recipient. */
  addendum_update: { kind: "mutation"; request: AddendumUpdate; response: Document };
  /** Records the signature: contract lines and the criteria clock follow in one step. */
  addendum_sign: { kind: "mutation"; request: SignRequest; response: Document };
  /** Voids a signed addendum with reversing lines. */
  addendum_void: { kind: "mutation"; request: VoidRequest; response: Document };
  /** Starts a quarterly review with what the book says. */
  qbr_create: { kind: "mutation"; request: NewReview; response: Document };
  /** Changes what a review says. */
  qbr_update: { kind: "mutation"; request: ReviewUpdate; response: Document };
  /** Freezes a review: its numbers and its pages never change again. */
  qbr_freeze: { kind: "mutation"; request: ById; response: Document };
  /** Starts the next quarter's review from an earlier one. */
  qbr_duplicate: { kind: "mutation"; request: ById; response: Document };
  /** The slides of a review with their notes and numbers. */
  qbr_slides: { kind: "query"; request: SlidesRequest; response: DeckSlides };
  /** Writes a review, or the one an account would get, to a file. */
  qbr_render: { kind: "job"; request: ReviewRender; response: ExportReport };
  /** Renders the reviews of a quarter for every active account. */
  qbr_render_all: { kind: "job"; request: ReviewBatch; response: Array<BatchRow> };
  /** Keeps a file with an account. */
  attachment_add: { kind: "mutation"; request: AddRequest; response: Attachment };
  /** What an import would do; nothing is written. */
  import_preview: { kind: "job"; request: ImportRequest; response: ImportReport };
  /** Imports a file. */
  import_run: { kind: "job"; request: ImportRequest; response: ImportReport };
  /** Past imports, newest first. */
  import_list: { kind: "query"; request: Nothing; response: Array<ImportRun> };
  /** Takes back everything an import wrote. */
  import_undo: { kind: "mutation"; request: UndoImport; response: JournalEntry };
  /** An attachment's bytes. */
  attachment_read: { kind: "query"; request: ById; response: FileBytes };
  /** Writes an attachment to a file. */
  attachment_save: { kind: "job"; request: SaveRequest; response: Done };
  /** Moves an attachment to the trash. */
  attachment_delete: { kind: "mutation"; request: ById; response: Done };
}

export const kinds = {
  book_info: "query",
  check: "query",
  journal: "query",
  undo: "mutation",
  redo: "mutation",
  trash_list: "query",
  trash_restore: "mutation",
  trash_purge: "mutation",
  backup: "job",
  search: "query",
  settings_get: "query",
  settings_update: "mutation",
  settings_defaults: "query",
  accent_check: "query",
  logo_get: "query",
  logo_set: "mutation",
  template_list: "query",
  template_get: "query",
  template_preview: "query",
  template_save: "mutation",
  template_reset: "mutation",
  template_export: "job",
  template_import: "mutation",
  account_list: "query",
  account_ids: "query",
  account_facets: "query",
  view_list: "query",
  view_save: "mutation",
  view_delete: "mutation",
  table_export: "job",
  account_get: "query",
  account_create: "mutation",
  account_update: "mutation",
  accounts_update: "mutation",
  accounts_delete: "mutation",
  account_delete: "mutation",
  contact_create: "mutation",
  contact_update: "mutation",
  contact_delete: "mutation",
  product_list: "query",
  product_create: "mutation",
  product_update: "mutation",
  product_delete: "mutation",
  price_delete: "mutation",
  price_set: "mutation",
  bundle_list: "query",
  bundle_save: "mutation",
  bundle_delete: "mutation",
  bundle_items: "query",
  contract_create: "mutation",
  contract_update: "mutation",
  contract_delete: "mutation",
  line_create: "mutation",
  line_update: "mutation",
  line_delete: "mutation",
  contract_next_invoice: "query",
  note_get: "query",
  note_save: "mutation",
  note_delete: "mutation",
  quote_correct: "mutation",
  quote_delete: "mutation",
  transcript_read: "query",
  quote_capture: "mutation",
  draft_get: "query",
  draft_put: "mutation",
  criterion_create: "mutation",
  criterion_update: "mutation",
  criterion_grade: "mutation",
  criterion_delete: "mutation",
  task_list: "query",
  task_create: "mutation",
  task_update: "mutation",
  today_count: "query",
  today: "query",
  today_snooze: "mutation",
  contract_renew: "mutation",
  loss_list: "query",
  loss_create: "mutation",
  loss_delete: "mutation",
  white_space_list: "query",
  white_space_create: "mutation",
  white_space_update: "mutation",
  sheet_preview: "query",
  usage_latest: "query",
  mail_draft: "query",
  mail_export: "job",
  sheet_export: "job",
  white_space_delete: "mutation",
  document_list: "query",
  document_get: "query",
  document_compare: "query",
  document_preview: "query",
  pdf_pictures: "query",
  paper_check: "query",
  document_ready: "mutation",
  document_send: "mutation",
  document_decide: "mutation",
  document_version: "mutation",
  document_delete: "mutation",
  documents_delete: "mutation",
  document_export: "job",
  proposal_create: "mutation",
  proposal_update: "mutation",
  proposal_both_ways: "mutation",
  calculate: "query",
  explain: "query",
  change_update: "mutation",
  addendum_create: "mutation",
  addendum_update: "mutation",
  addendum_sign: "mutation",
  addendum_void: "mutation",
  qbr_create: "mutation",
  qbr_update: "mutation",
  qbr_freeze: "mutation",
  qbr_duplicate: "mutation",
  qbr_slides: "query",
  qbr_render: "job",
  qbr_render_all: "job",
  attachment_add: "mutation",
  import_preview: "job",
  import_run: "job",
  import_list: "query",
  import_undo: "mutation",
  attachment_read: "query",
  attachment_save: "job",
  attachment_delete: "mutation",
} as const satisfies { [N in keyof Commands]: Commands[N]["kind"] };
