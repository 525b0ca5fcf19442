// The days something is put off to: few enough to choose without thinking.
import { addDays } from "../../format";

/** Tomorrow, next Monday and in two weeks, seen from `today`; a day is offered once. */
export function laterDays(today: string): { label: string; day: string }[] {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const monday = addDays(today, ((8 - weekday) % 7 || 7));
  const tomorrow = addDays(today, 1);
  return [
    { label: "Tomorrow", day: tomorrow },
    ...(monday === tomorrow ? [] : [{ label: "Next Monday", day: monday }]),
    { label: "In 2 weeks", day: addDays(today, 14) },
  ];
}
