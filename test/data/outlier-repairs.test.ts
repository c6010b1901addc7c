import { cleanSpecSchema, cleanTable, type Finding } from "@gatecast/forecast";
import { expect } from "vitest";
import { onFile } from "./journey.ts";

const FILES = [
  ["beijing_pm25/PRSA_data_2010.1.1-2014.12.31.csv", 5],
  ["interstate_traffic/Metro_Interstate_Traffic_Volume.csv", 3],
  ["m4/Hourly-train.csv", 12],
  ["m4/Weekly-train.csv", 2],
  ["hospital/hospital.csv", 22],
  ["los_traffic/los_speed.csv", 41],
] as const;

for (const [file, all] of FILES) {
  onFile(
    `the repairs of outliers in ${file} take what was counted, and not more`,
    file,
    async ({ table, inspection }) => {
      const found = inspection.findings.filter(({ code }) => code.startsWith("outliers_"));
      for (const { repair, count, firstRows } of found) {
        const lines: number[] = [];
        const { table: cleaned } = await cleanTable(table, [cleanSpecSchema.parse(repair)]);
        let cells = 0;
        cleaned.columns.forEach((after, i) => {
          const before = table.columns[i]!;
          if (after.kind === "text" || before.kind === "text") return;
          after.values.forEach((value, row) => {
            if (Object.is(value, before.values[row])) return;
            cells++;
            lines.push(table.lines[row]!);
          });
        });
        expect(cells).toBe(count);
        expect(lines).toEqual(expect.arrayContaining([...firstRows]));
      }
      expect(found.reduce((sum: number, { count }: Finding) => sum + count, 0)).toBe(all);
    },
  );
}
