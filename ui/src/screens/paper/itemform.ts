// One thing that changes, as a form holds it: every kind's fields side by side, and the way from an item to the form and
// back. It prices nothing; the engine does, with the item this gives.
import type { ChangeItem, Discount, LinePeriod, ListKind, PriceList } from "../../api";
import type { ItemKind } from "./items";

/** How a discount is typed. */
export type DiscountHow = "percent" | "percent_once" | "fixed" | "fixed_once" | "multi_year";

export const discountHows: { value: DiscountHow; label: string }[] = [
  { value: "percent", label: "% of the price" },
  { value: "percent_once", label: "% this time only" },
  { value: "fixed", label: "off each price period" },
  { value: "fixed_once", label: "off once" },
  { value: "multi_year", label: "% for a contract of years" },
];

export interface DiscountRow {
  how: DiscountHow;
  amount: string;
  years: string;
}

export interface ItemForm {
  kind: ItemKind;
  line: string;
  product: string;
  quantity: string;
  unit_price: string;
  period: LinePeriod;
  discounts: DiscountRow[];
  observed: string;
  observed_on: string;
  quantity_after: string;
  list_kind: ListKind | "flat";
  tiers: { up_to: string; unit_price: string }[];
  lower_price_confirmed: boolean;
  steps: { from: string; unit_price: string }[];
}

const onLines: ItemKind[] = ["add_quantity", "replace_plan", "remove", "true_up", "extend", "list_quantity"];
const ofProducts: ItemKind[] = ["add_product", "replace_plan", "one_time", "ramp"];
const discounted: ItemKind[] = ["add_quantity", "add_product", "replace_plan", "one_time", "ramp"];

/** Whether a kind changes a line that is there. */
export const usesLine = (kind: ItemKind) => onLines.includes(kind);
/** Whether a kind names a product. */
export const usesProduct = (kind: ItemKind) => ofProducts.includes(kind);
/** Whether a kind can carry discounts. */
export const usesDiscounts = (kind: ItemKind) => discounted.includes(kind);

/** The form of an item, or an empty one. */
export function formOf(item: ChangeItem | null, firstLine: string, effective: string): ItemForm {
  const form: ItemForm = {
    kind: item?.kind ?? (firstLine === "" ? "add_product" : "add_quantity"),
    line: item && "line" in item ? item.line : firstLine,
    product: item && "product" in item ? item.product : "",
    quantity: item && "quantity" in item ? item.quantity : "",
    unit_price: item && "unit_price" in item ? (item.unit_price ?? "") : "",
    period: item && "period" in item ? item.period : "year",
    discounts: item && "discounts" in item ? item.discounts.map(rowOf) : [],
    observed: item?.kind === "true_up" ? item.observed : "",
    observed_on: item?.kind === "true_up" ? item.observed_on : effective,
    quantity_after: item?.kind === "list_quantity" ? item.quantity_after : "",
    list_kind: "flat",
    tiers: [],
    lower_price_confirmed: item?.kind === "list_quantity" && item.lower_price_confirmed,
    steps: item?.kind === "ramp" ? item.steps.map((step) => ({ ...step })) : [],
  };
  if (item?.kind === "list_quantity") takeList(form, item.list);
  return form;
}

/** Puts a price list into the form. */
export function takeList(form: ItemForm, list: PriceList): void {
  form.list_kind = list.kind;
  form.tiers = list.tiers.map((tier) => ({ up_to: tier.up_to ?? "", unit_price: tier.unit_price }));
}

function rowOf(discount: Discount): DiscountRow {
  switch (discount.kind) {
    case "percent":
      return { how: discount.recurring ? "percent" : "percent_once", amount: discount.percent, years: "" };
    case "fixed":
      return { how: discount.recurring ? "fixed" : "fixed_once", amount: discount.amount, years: "" };
    case "multi_year":
      return { how: "multi_year", amount: discount.percent, years: String(discount.years) };
  }
}

function discountOf(row: DiscountRow): Discount[] {
  if (row.amount === "" || Number(row.amount) === 0) return [];
  switch (row.how) {
    case "percent":
    case "percent_once":
      return [{ kind: "percent", percent: row.amount, recurring: row.how === "percent" }];
    case "fixed":
    case "fixed_once":
      return [{ kind: "fixed", amount: row.amount, recurring: row.how === "fixed" }];
    case "multi_year":
      return row.years === "" ? [] : [{ kind: "multi_year", percent: row.amount, years: Math.round(Number(row.years)) }];
  }
}

/** The item a form stands for, or null while something is missing. The first step of a ramp begins with the change. */
export function itemOf(form: ItemForm, product_id: string, effective: string): ChangeItem | null {
  const unit_price = form.unit_price === "" ? null : form.unit_price;
  const product = form.product.trim();
  const discounts = form.discounts.flatMap(discountOf);
  const { line, quantity, period } = form;
  if (usesLine(form.kind) && line === "") return null;
  if (usesProduct(form.kind) && (product === "" || quantity === "")) return null;
  switch (form.kind) {
    case "add_quantity":
      return quantity === "" ? null : { kind: "add_quantity", line, quantity, unit_price, discounts };
    case "remove":
      return quantity === "" ? null : { kind: "remove", line, quantity };
    case "extend":
      return { kind: "extend", line };
    case "true_up":
      return form.observed === "" ? null : { kind: "true_up", line, observed: form.observed, observed_on: form.observed_on, unit_price };
    case "add_product":
      return unit_price === null ? null : { kind: "add_product", product_id, product, quantity, unit_price, period, discounts };
    case "replace_plan":
      return unit_price === null ? null : { kind: "replace_plan", line, product_id, product, quantity, unit_price, period, discounts };
    case "one_time":
      return unit_price === null ? null : { kind: "one_time", product_id, product, quantity, unit_price, discounts };
    case "list_quantity": {
      const open = form.tiers.some((tier, index) => tier.unit_price === "" || (tier.up_to === "" && index < form.tiers.length - 1));
      if (form.quantity_after === "" || form.list_kind === "flat" || form.tiers.length === 0 || open) return null;
      const tiers = form.tiers.map((tier, index) => ({ up_to: index === form.tiers.length - 1 ? null : tier.up_to, unit_price: tier.unit_price }));
      return { kind: "list_quantity", line, quantity_after: form.quantity_after, list: { kind: form.list_kind, tiers }, lower_price_confirmed: form.lower_price_confirmed };
    }
    case "ramp": {
      const steps = form.steps.map((step, index) => (index === 0 ? { ...step, from: effective } : step));
      if (steps.length === 0 || steps.some((step) => step.from === "" || step.unit_price === "")) return null;
      return { kind: "ramp", product_id, product, quantity, period, steps, discounts };
    }
  }
}
