import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { gatecastJson, makeFolder } from "./cli.ts";

const DATA = process.env.GATECAST_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const FOLDER = join(DATA, "airline_passengers");
const folder = makeFolder();

// A title that says it is skipped where the data is not there.
const isHere = existsSync(FOLDER);
const where = isHere ? "" : ` (skipped: there is no ${FOLDER}; set GATECAST_DATA)`;

test.skipIf(!isHere)(`The airline file gives the same weights in each of its three variants${where}`, async () => {
  const line = ["--horizon", "12", "--lookback", "24", "--units", "4", "--epochs", "2", "--quiet"];
  const variants = [
    ["airline-passengers.csv", "Passengers"],
    ["international-airline-passengers_tsdl.csv", "y"],
    ["international-airline-passengers_tsdl_with_footer.csv", "passengers"],
  ] as const;
  const documents = [];
  for (const [file, target] of variants) {
    documents.push(await gatecastJson(["fit", join(FOLDER, file), "--target", target, ...line, "--out", file], folder));
  }
  expect(new Set(documents.map((document) => document.weights_sha256)).size).toBe(1);
  expect(documents.map((document) => document.rows)).toEqual(Array(3).fill({ train: 92, validation: 23, test: 29 }));
});
