// A calculation's remarks as sentences.
import type { Notice } from "../../api";
import { counted, date, money } from "../../format";

/** What a remark says to the reader of the amount. */
export function noticeText(notice: Notice): string {
  switch (notice.code) {
    case "zero_days":
      return "The change covers no days: it belongs to the renewal.";
    case "zero_quantity":
      return "The quantity is zero; the line stays so that the paper explains itself.";
    case "rounds_to_zero":
      return "There is something to pay, but it rounds to zero.";
    case "leap_year":
      return `${date(notice.day)} lies in the charge and this method counts 365 days, so a full year costs more than the yearly price.`;
    case "started_month":
      return `A month that was only started (${counted(notice.days, "day")}) counts whole.`;
    case "term_one_day_off":
      return `The term is ${notice.months} months and ${notice.days_past > 0 ? "one day more" : "one day less"}: perhaps the last day was typed as the renewal.`;
    case "year_end_moved":
      return `The contract began at the end of February; its last year runs to ${date(notice.renewal_date)}.`;
    case "credit_capped":
      return `The credit of ${money(notice.asked)} is limited to ${money(notice.allowed)}, what was billed and not yet given back.`;
    case "lower_price_confirmed":
      return "More units cost less on this list; you confirmed it.";
    case "unit_price_rounded_first":
      return "The price of one unit was rounded before it was multiplied.";
    case "discount_share":
      return `Carries ${money(notice.amount)} of the discount on the whole.`;
    case "fitted_to_total":
      return `Fitted to the agreed total; calculated ${money(notice.calculated)}.`;
    case "agreed_total":
      return `The total was agreed; calculated ${money(notice.calculated)}.`;
  }
}
