// How a name is put into a template. It must not know which template.

/** How a name is printed: a plain name as it is, a row of a list inside its loop. */
export function printed(name: string): string {
  const at = name.lastIndexOf("[]");
  if (at < 0) return `{{ ${name} }}`;
  const list = name.slice(0, at);
  const rest = name.slice(at + 2);
  const outer = list.includes("[]") ? `row${list.slice(list.lastIndexOf("[]") + 2)}` : list;
  return `{% for row in ${outer} %}{{ row${rest} }}{% endfor %}`;
}
