// What was measured of each member stands in two tables of other pages, from which its own page takes its rows.

/** A member's results on a task of the study. */
export interface StudyRow {
  readonly task: string;
  readonly depth: string;
  readonly solved: string;
  readonly error: string;
}

/** Rows of a member in the table of the study (`docs/family.md` or its translation), in the table's order. */
export function studyRows(familyPage: string, member: string): StudyRow[] {
  let task = "";
  return tableRows(familyPage, "study").flatMap(([first, name, depth, , , solved, error]) => {
    if (first !== "") task = first!;
    return name === member ? [{ task, depth: depth!, solved: solved!, error: error! }] : [];
  });
}

/** The same of several layers of a member with nothing around them, from the table of what is put around cells. */
export const deepRows = (familyPage: string, member: string): StudyRow[] =>
  allWrapped(familyPage).filter(({ layers, depth }) => layers === `${member} × ${depth}`);

/** Layers on a task that something put around them is for, with it and without it. */
export interface WrappedRow extends StudyRow {
  readonly layers: string;
  readonly weights: string;
  readonly updates: string;
}

/** What a label of the study says where something is around a cell. */
const LABELS: Readonly<Record<string, string>> = {
  dilated: "--dilations",
  bidirectional: "--bidirectional",
  stacked: " × ",
  "residual-layers": "--residual",
};

/** Rows of the tasks on which layers stand with and without something around them; a task is named once. */
export function wrappedRows(familyPage: string, wrapper: string): WrappedRow[] {
  const label = LABELS[wrapper];
  if (label === undefined) return [];
  const all = allWrapped(familyPage);
  return all
    .filter((row) => all.some((other) => other.task === row.task && other.layers.includes(label)))
    .map(({ isFirst, ...row }) => ({ ...row, task: isFirst ? row.task : "" }));
}

function allWrapped(familyPage: string): (WrappedRow & { readonly isFirst: boolean })[] {
  let task = "";
  return tableRows(familyPage, "wrapped").map(([first, layers, depth, weights, , solved, error, , updates]) => {
    if (first !== "") task = first!;
    const said = {
      layers: layers!,
      depth: depth!,
      weights: weights!,
      solved: solved!,
      error: error!,
      updates: updates!,
    };
    return { ...said, task, isFirst: first !== "" };
  });
}

/**
 * Milliseconds of a training step (`docs/performance.md` or its translation), of a member or of what is around LSTMs; null where
 * it was not timed.
 */
export function stepTime(performancePage: string, name: string, where: "family" | "around" = "family"): string | null {
  const at = { family: 1, around: 2 }[where];
  return tableRows(performancePage, where).find(([first]) => first === name)?.[at] ?? null;
}

/** How many times as fast a pruned layer forecasts (`docs/sparsity.md` or its translation), for each width; empty where it was not timed. */
export function prunedTimes(sparsityPage: string, share: string): string[] {
  const row = tableRows(sparsityPage, "pruned").find(([first]) => first === share) ?? [];
  return row.filter((_, column) => column > 2 && column % 2 === 1);
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
