// What was measured of each member stands in two tables of other pages, from which its own page takes its rows.

/** A member's results on a task of the study. */
export interface StudyRow {
  readonly task: string;
  readonly solved: string;
  readonly error: string;
}

/** Rows of a member in the table of the study (`docs/family.md` or its translation), in the table's order. */
export function studyRows(familyPage: string, member: string): StudyRow[] {
  let task = "";
  return tableRows(familyPage, "study").flatMap(([first, name, , , , solved, error]) => {
    if (first !== "") task = first!;
    return name === member ? [{ task, solved: solved!, error: error! }] : [];
  });
}

/** Milliseconds of a training step of a member (`docs/performance.md` or its translation); null where it was not timed. */
export function stepTime(performancePage: string, member: string): string | null {
  return tableRows(performancePage, "family").find(([name]) => name === member)?.[1] ?? null;
}

/** Cells of the table between a page's markers, its head left out. */
function tableRows(page: string, marker: string): string[][] {
  const [, between = ""] = page.split(new RegExp(`<!-- /?${marker} -->`));
  const lines = between.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
