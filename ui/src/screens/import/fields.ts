// The fields an import can fill, by kind, in the words of the screen.
import type { ImportKind } from "../../api";

export const importKinds: { kind: ImportKind; label: string; about: string }[] = [
  { kind: "accounts", label: "Accounts", about: "One row a customer" },
  { kind: "contacts", label: "People", about: "One row a person at an account" },
  { kind: "products", label: "Products", about: "The catalogue with its prices" },
  { kind: "contracts", label: "Contract lines", about: "One row a line, with its contract" },
  { kind: "usage", label: "Usage", about: "One row an account, metric and day" },
  { kind: "notes", label: "Call notes", about: "One row a note or a quote" },
];

const account = { "account.external_id": "Account: id", "account.name": "Account: name", "account.domain": "Account: domain" };

const words: Record<ImportKind, Record<string, string>> = {
  accounts: {
    "account.external_id": "Id in your system",
    "account.name": "Name",
    "account.legal_name": "Legal name",
    "account.address": "Address",
    "account.domain": "Domain",
    "account.industry": "Industry",
    "account.segment": "Segment",
    "account.country": "Country",
    "account.region": "Region",
    "account.parent": "Parent account",
    "account.fiscal_year_start_month": "Fiscal year begins in month",
    "account.currency": "Currency",
    "account.locale": "Locale",
    "account.paper_language": "Language of papers",
    "account.status": "Status",
    "account.trial": "Is a trial",
    "account.churned": "Has churned",
    "account.owner": "Owner",
    "account.csm": "CSM",
    "account.ae": "AE",
    "account.signed_up": "Customer since",
    "account.go_live": "Live since",
    "account.employees": "Employees",
    "account.addressable_users": "People who could use it",
    "account.health": "Health",
    "account.nps": "NPS",
    "account.open_critical_issues": "Open critical issues",
    "account.payment_history": "Payment history",
    "account.ownership_model": "Ownership model",
    "account.procurement_lead_days": "Procurement takes (business days)",
    "account.msa_reference": "Master agreement",
    "account.msa_date": "Master agreement dated",
  },
  contacts: {
    ...account,
    "contact.external_id": "Id in your system",
    "contact.name": "Name",
    "contact.first_name": "First name",
    "contact.last_name": "Last name",
    "contact.title": "Title",
    "contact.department": "Department",
    "contact.email": "E-mail",
    "contact.phone": "Phone",
    "contact.roles": "Part in decisions",
    "contact.champion_strength": "Champion strength",
    "contact.last_contact": "Last contact",
    "contact.status": "Status",
  },
  products: {
    "product.external_id": "Id in your system",
    "product.name": "Name",
    "product.kind": "Kind",
    "product.description": "Description",
    "price.unit_price": "Price of one",
    "price.currency": "Currency",
    "price.period": "Price period",
    "price.floor_price": "Floor price",
  },
  contracts: {
    ...account,
    "line.external_id": "Line: id",
    "contract.external_id": "Contract: id",
    "contract.msa_reference": "Master agreement",
    "contract.start": "Contract begins",
    "contract.renewal_date": "Contract ends or renews",
    "contract.auto_renew": "Renews by itself",
    "contract.notice_days": "Notice (days)",
    "contract.billing_period": "Billed",
    currency: "Currency",
    product: "Product",
    "product.external_id": "Product: id",
    "line.quantity": "Quantity",
    "line.unit_price": "Price of one",
    "line.period": "Price period",
    "line.discount_percent": "Discount %",
    "line.mrr": "MRR",
    "line.arr": "ARR",
    "line.start": "Line begins",
    "line.end": "Line ends",
    "line.trial": "Is a trial",
    "line.kind": "Recurring or once",
  },
  usage: {
    ...account,
    "usage.id": "Id in your system",
    "line.external_id": "Line: id",
    "usage.day": "Day",
    "usage.metric": "Metric",
    "usage.value": "Value",
    "usage.entitlement": "Entitlement",
  },
  notes: {
    ...account,
    "note.external_id": "Id in your system",
    "note.held_on": "Held on",
    "note.minutes": "Minutes",
    "note.signal": "Signal",
    "note.question": "Question",
    "note.answer_type": "Answer",
    "note.mirrored": "Mirrored sentence",
    "note.next_step": "Next step",
    "note.next_step_due": "Next step due",
    "note.private_remarks": "Private remarks",
    "quote.text": "Quote: their words",
    "quote.speaker": "Quote: speaker",
    "quote.kind": "Quote: kind",
  },
};

/** The fields of a kind for a choice, with the present one even when the list does not know it. */
export function fieldChoices(kind: ImportKind, present: string): { value: string; label: string }[] {
  const known = Object.entries(words[kind]).map(([value, label]) => ({ value, label }));
  const found = present === "" || known.some((one) => one.value === present) ? known : [...known, { value: present, label: fieldLabel(kind, present) }];
  return [{ value: "", label: "left out" }, ...found];
}

/** A field in the words of the screen. */
export function fieldLabel(kind: ImportKind, field: string): string {
  return words[kind][field] ?? field.replace(/^(extra|event)\./, "").replace(/[._]/g, " ");
}
