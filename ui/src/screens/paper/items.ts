// What a change consists of, in words: one sentence an item, and an empty one of each kind to start from.
import type { ChangeItem, ContractView } from "../../api";
import { number, percent } from "../../format";
import { periods } from "../../words";

export type ItemKind = ChangeItem["kind"];

/** The kinds the form offers, in the order they are needed. */
export const itemKinds: { kind: ItemKind; label: string }[] = [
  { kind: "add_quantity", label: "More of a line" },
  { kind: "add_product", label: "A new product" },
  { kind: "replace_plan", label: "Another plan instead of a line" },
  { kind: "remove", label: "Less of a line, or none" },
  { kind: "list_quantity", label: "Another quantity on a price list" },
  { kind: "ramp", label: "A new product whose price rises in steps" },
  { kind: "one_time", label: "A fee, once" },
  { kind: "extend", label: "A line that goes on to a moved renewal date" },
  { kind: "true_up", label: "Used above what is paid for" },
];

function nameOf(line: string, view: ContractView | null): string {
  return view?.lines.find((one) => one.line.id === line)?.product_name ?? "a line that is gone";
}

/** An item in one line: what, and how. */
export function describe(item: ChangeItem, view: ContractView | null): { what: string; how: string } {
  switch (item.kind) {
    case "add_quantity":
      return { what: nameOf(item.line, view), how: `${number(item.quantity)} more${item.unit_price === null ? "" : ` at ${number(item.unit_price)}`}${off(item.discounts)}` };
    case "add_product":
      return { what: item.product, how: `new, ${number(item.quantity)} at ${number(item.unit_price)} ${periods[item.period]}${off(item.discounts)}` };
    case "replace_plan":
      return { what: `${nameOf(item.line, view)} to ${item.product}`, how: `${number(item.quantity)} at ${number(item.unit_price)} ${periods[item.period]}${off(item.discounts)}` };
    case "remove": {
      const line = view?.lines.find((one) => one.line.id === item.line)?.line;
      return { what: nameOf(item.line, view), how: line && Number(line.quantity) === Number(item.quantity) ? "ends" : `${number(item.quantity)} fewer` };
    }
    case "one_time":
      return { what: item.product, how: `once, ${number(item.quantity)} at ${number(item.unit_price)}${off(item.discounts)}` };
    case "true_up":
      return { what: nameOf(item.line, view), how: `${number(item.observed)} in use` };
    case "extend":
      return { what: nameOf(item.line, view), how: "goes on to the moved renewal date" };
    case "list_quantity":
      return { what: nameOf(item.line, view), how: `to ${number(item.quantity_after)} on its price list` };
    case "ramp":
      return { what: item.product, how: `${number(item.quantity)}, price in ${item.steps.length} steps` };
  }
}

type Discounts = Extract<ChangeItem, { kind: "add_product" }>["discounts"];

function off(discounts: Discounts): string {
  return discounts
    .map((one) => {
      const once = one.kind !== "multi_year" && !one.recurring ? " once" : "";
      return one.kind === "fixed" ? ` less ${number(one.amount)}${once}` : ` less ${percent(one.percent)}${once}`;
    })
    .join("");
}

/** An item for a product that the catalogue has only now. */
export function withProduct(item: ChangeItem, product_id: string): ChangeItem {
  return "product_id" in item ? { ...item, product_id } : item;
}
