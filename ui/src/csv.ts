// Rows of text as a CSV file. A cell that a spreadsheet would take for a formula gets a leading apostrophe.

function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** The text of a CSV file: the head first. */
export function csvText(lines: string[][]): string {
  return lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
}
