import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";
import { doorsOf, publicNames } from "./public-names.ts";

for (const { specifier, source } of doorsOf(ROOT)) {
  test(`the public names of ${specifier} are exactly those of the list`, async () => {
    const names = publicNames(source);
    // Meant to change? `npx vitest run test/house/public-names.test.ts -u` writes the list anew; say why in the note.
    const list = names.map(({ name, isType }) => (isType ? `type ${name}\n` : `${name}\n`)).join("");
    await expect(list).toMatchFileSnapshot(
      `./public-names/${specifier.slice("@gatecast/".length).replace("/", "-")}.txt`,
    );
    const values = names.filter(({ isType }) => !isType).map(({ name }) => name);
    const built = (await import(/* @vite-ignore */ specifier)) as object;
    expect(Object.keys(built).sort()).toEqual(values);
  });
}

const folder = mkdtempSync(join(tmpdir(), "gatecast-names-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("names of every kind of export are read", () => {
  writeFileSync(
    join(folder, "b.ts"),
    "export const z = 1;\nexport async function* y() {}\nexport interface X {}\nconst hidden = 2;\n",
  );
  writeFileSync(
    join(folder, "a.ts"),
    'export * from "./b.ts";\nexport * as all from "./b.ts";\nexport { a, type B, c as d } from "./c.ts";\n' +
      'export type { E } from "./c.ts";\n// export const no = 1;\nexport abstract class F {}\nexport type G = number;\n',
  );
  expect(publicNames(join(folder, "a.ts")).map(({ name, isType }) => (isType ? `type ${name}` : name))).toEqual([
    "type B",
    "type E",
    "F",
    "type G",
    "type X",
    "a",
    "all",
    "d",
    "y",
    "z",
  ]);
});
