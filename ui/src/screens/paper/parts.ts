// What the parts of a paper are called when two versions are compared. The paths are the engine's.
const words: Record<string, string> = {
  told_me: "What they told us",
  proposing: "What is proposed",
  price_lines: "Prices",
  per_year: "a year",
  until: "until the renewal",
  until_label: "until the renewal, heading",
  at_renewal: "At the renewal",
  at_renewal_label: "At the renewal, heading",
  roi: "Return",
  next_step: "Next step",
  changes: "What changes",
  effective_on: "Effective on",
  ends_on: "Ends on",
  renews_on: "Renews on",
  criteria: "Success criteria",
  criteria_version: "Version of the criteria",
  graded_by: "graded by",
  unit_price: "unit price",
  other_terms: "Other terms",
  legal_name: "legal name",
  price_intro: "How it is calculated",
  recipient_name: "Recipient",
  recipient_company: "Recipient's company",
};

const plain = (name: string) => words[name] ?? name.replaceAll("_", " ");

/** "Prices 2, title" of ["price_lines", "2", "title"]. */
export function partName(path: string[]): string {
  const said: string[] = [];
  for (const step of path) {
    if (/^\d+$/.test(step)) said.push(`${said.pop() ?? ""} ${step}`.trim());
    else if (!["text", "view"].includes(step) || said.length === 0) said.push(plain(step));
  }
  const line = said.join(", ");
  return line.charAt(0).toUpperCase() + line.slice(1);
}
