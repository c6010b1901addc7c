import { Problem } from "../contracts/problem.ts";

/** Refuses text that begins as HTML or XML does: its lines would make odd tables. Throws `not_csv`. */
export function refuseMarkup(head: string): void {
  const start = head.trimStart().slice(0, 200).toLowerCase();
  if (start.startsWith("<")) {
    const html = start.includes("html");
    throw notCsv(
      html ? "an HTML page" : "XML or other markup",
      html
        ? "A link may have led to a web page instead of the file: download the CSV itself."
        : "Export the table as CSV.",
    );
  }
}

/** The problem of text that is no table of readings. */
export function notCsv(found: string, hint: string): Problem {
  return new Problem("data", "not_csv", `This is no table of readings: it holds ${found}.`, {
    found,
    needed: "a table with one row for each point in time and columns of numbers",
    hint,
  });
}
