import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Finding,
  type FindingCode,
  type Inspection,
  inspectTable,
  readTable,
  type Table,
} from "@gatecast/forecast";
import { expect, test } from "vitest";

const DATA = process.env.GATECAST_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const isHere = existsSync(DATA);

/** A public file, read and inspected once for all tests of it. */
export interface Journey {
  readonly bytes: Uint8Array;
  readonly table: Table;
  readonly inspection: Inspection;
}

const journeys = new Map<string, Promise<Journey>>();

async function travel(file: string, target: string | undefined): Promise<Journey> {
  const bytes = readFileSync(join(DATA, file));
  const table = await readTable(bytes, { file });
  return { bytes, table, inspection: await inspectTable(table, target === undefined ? {} : { target }) };
}

/** A test on one public file; skipped, with the reason in its title, where the data is not there. */
export function onFile(
  title: string,
  file: string,
  body: (journey: Journey) => void | Promise<void>,
  target?: string,
): void {
  const where = isHere ? "" : ` (skipped: there is no ${DATA}; set GATECAST_DATA)`;
  // Whole files are read, and some of them fitted: a busy machine takes its time.
  test.skipIf(!isHere)(`${title}${where}`, { timeout: 180_000 }, async () => {
    const key = `${file} ${target}`;
    const journey = journeys.get(key) ?? travel(file, target);
    journeys.set(key, journey);
    await body(await journey);
  });
}

/** Codes of all findings, each once, in order of weight. */
export const codesOf = ({ findings }: Inspection): string[] => [...new Set(findings.map(({ code }) => code))];

/** The one finding of a code, of a column where it is named. */
export function findingOf({ findings }: Inspection, code: FindingCode, column?: string): Finding {
  const found = findings.filter((one) => one.code === code && (column === undefined || one.column === column));
  expect(found.map((one) => one.column)).toHaveLength(1);
  return found[0]!;
}
