// One list price as the catalogue's form holds it, and the way from a stored price to the form and back. A product has one
// for each currency and period.
import type { LinePeriod, ListKind, Price } from "../../api";

export interface PriceKey {
  currency: string;
  period: LinePeriod;
}

export interface PriceForm extends PriceKey {
  unit_price: string;
  floor_price: string;
  kind: ListKind | "flat";
  tiers: { up_to: string; unit_price: string }[];
}

export const sameKey = (a: PriceKey, b: PriceKey) => a.currency === b.currency && a.period === b.period;

export function emptyPrice(currency: string, period: LinePeriod): PriceForm {
  return { currency, period, unit_price: "", floor_price: "", kind: "flat", tiers: [] };
}

export function formOfPrice(price: Price): PriceForm {
  return {
    currency: price.currency,
    period: price.period as LinePeriod,
    unit_price: price.unit_price,
    floor_price: price.floor_price ?? "",
    kind: price.tiers?.kind ?? "flat",
    tiers: (price.tiers?.tiers ?? []).map((tier) => ({ up_to: tier.up_to ?? "", unit_price: tier.unit_price })),
  };
}

/** The tiers count; the last one is open, whatever stood in it. */
function tiersOf(form: PriceForm): { up_to: string | null; unit_price: string }[] {
  if (form.kind === "flat") return [];
  return form.tiers.map((tier, index) => ({ up_to: index === form.tiers.length - 1 ? null : tier.up_to, unit_price: tier.unit_price }));
}

/** Whether two forms ask for the same price. */
export function samePrice(a: PriceForm, b: PriceForm): boolean {
  const said = (form: PriceForm) => JSON.stringify([form.unit_price, form.floor_price, form.kind, tiersOf(form)]);
  return said(a) === said(b);
}

/** Whether nothing is typed. */
export const isEmpty = (form: PriceForm) => form.unit_price === "" && form.floor_price === "" && form.kind === "flat";

/** Whether there is a price, and every tier has its price and reaches somewhere. */
export function isComplete(form: PriceForm): boolean {
  return form.unit_price !== "" && tiersOf(form).every((tier) => tier.unit_price !== "" && tier.up_to !== "");
}

export function requestOf(form: PriceForm) {
  const { currency, period, unit_price } = form;
  return {
    currency,
    period,
    unit_price,
    floor_price: form.floor_price === "" ? null : form.floor_price,
    tiers: form.kind === "flat" ? undefined : { kind: form.kind, tiers: tiersOf(form) },
  };
}
