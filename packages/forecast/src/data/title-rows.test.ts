import { expect, test } from "vitest";
import { readTable } from "./read-table.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const TABLE = "ds,y\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n";

test("A title or remarks above the header are passed over with a note that quotes them", async () => {
  for (const [above, rows, text] of [
    ["Monthly sales\n", 1, "Monthly sales"],
    ["Monthly sales\n\n# made by hand\n", 2, "Monthly sales / # made by hand"],
    ["# one\n# two\n# three\n", 3, "# one / # two / # three"],
    ["Sales,\n", 1, "Sales"],
  ] as const) {
    const table = await readTable(bytes(above + TABLE));
    expect([table.rows, table.columns.map(({ name }) => name), table.time?.name]).toEqual([3, ["y"], "ds"]);
    expect(table.notes).toContainEqual({ code: "title_dropped", facts: { rows, row: 1, text } });
    expect(table.lines[0]).toBe(above.split("\n").length + 1);
  }
});

test("What could be the header or a reading stays", async () => {
  for (const text of [TABLE, "y\n1\n2\n3\n", "2020-01-01\nds,y\n2020-01-02,2\n"]) {
    const notes = await readTable(bytes(text)).then(
      (table) => table.notes,
      () => [],
    );
    expect(notes.map(({ code }) => code)).not.toContain("title_dropped");
  }
});
