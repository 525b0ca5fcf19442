// What the templates are called on the screen. It must not know how they are edited.
import type { TemplateRow } from "../../api";
import { kinds } from "../../words";

/** "Proposal", "Style of all papers". */
export function templateTitle(row: TemplateRow): string {
  if (row.kind) return kinds[row.kind];
  return row.name === "shared/style" ? "Style of all papers" : "Parts of all papers";
}

/** How a name is printed: a plain name as it is, a row of a list inside its loop. */
export function printed(name: string): string {
  const at = name.lastIndexOf("[]");
  if (at < 0) return `{{ ${name} }}`;
  const list = name.slice(0, at);
  const rest = name.slice(at + 2);
  const outer = list.includes("[]") ? `row${list.slice(list.lastIndexOf("[]") + 2)}` : list;
  return `{% for row in ${outer} %}{{ row${rest} }}{% endfor %}`;
}
