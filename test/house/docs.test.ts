import { expect, test } from "vitest";
import { type Example, examplesIn, refused, runExample, withOutputs } from "../support/doc-examples.ts";
import { pathsUnder, readAll } from "../support/source-files.ts";

const pages = readAll(pathsUnder("").filter((path) => /^README(?:\.[\w-]+)?\.md$|^docs\/.*\.md$/.test(path)));
const examples = pages.flatMap(examplesIn);

test("every TypeScript block of the documentation is one that runs", () => {
  expect(refused(examples)).toEqual([]);
});

for (const example of examples.filter(({ info }) => info === "ts")) {
  const claim = example.output === null ? "runs to its end" : "prints what stands under it";
  test.concurrent(`${example.page}:${example.line} ${claim}`, { timeout: 120_000 }, async ({ expect: own }) => {
    const { code, stdout, stderr } = await runExample(example);
    own(stderr.trim()).toBe("");
    own(code).toBe(0);
    if (example.output !== null) own(stdout, "`npm run docs` writes it anew").toBe(example.output);
  });
}

const example = (code: string): Example => ({ page: "README.md", line: 1, info: "ts", code, output: null });

test("an example may use types, top-level await and the packages", async () => {
  const code =
    'import { Engine } from "@gatecast/engine";\nconst engine: Engine = await Engine.create();\nconsole.log(engine.bytes);\n';
  expect(await runExample(example(code))).toEqual({ code: 0, stdout: "131072\n", stderr: "" });
});

test("an example that throws, asks for what does not exist or is no TypeScript fails", async () => {
  expect((await runExample(example("throw new Error('broken');"))).code).toBe(1);
  expect((await runExample(example('import { nothing } from "@gatecast/engine"; nothing();'))).code).toBe(1);
  await expect(runExample(example("const = 1;"))).rejects.toThrow();
});

test("blocks are found with their lines, and one that would not run is refused", () => {
  const text =
    "# A\n\n```ts\nlet a = 1;\n```\n\n```sh\nnpm test\n```\n\n```ts no-run\nlet b;\n```\n\n```js\nlet c;\n```\n\n- x\n\n  ```ts\n  let d;\n  ```\n";
  const found = examplesIn({ path: "README.md", text });
  expect(found.map(({ line, info }) => [line, info])).toEqual([
    [3, "ts"],
    [11, "ts no-run"],
    [15, "js"],
    [21, "ts"],
  ]);
  expect(found[0]!.code).toBe("let a = 1;\n");
  expect(refused(found)).toEqual([
    'README.md:11 is marked "ts no-run"; write "ts", which runs',
    'README.md:15 is marked "js"; write "ts", which runs',
  ]);
});

test("a block of text directly under an example is what it prints, and is written anew", async () => {
  const page = (first: string, third: string) => {
    const examples = [`console.log(1 + 1);\n`, `console.log("a");\n`, `console.log("b\\nc");\n`];
    const blocks = examples.map((code) => `\`\`\`ts\n${code}\`\`\`\n\n`);
    return `${blocks[0]}\`\`\`text\n${first}\`\`\`\n\n${blocks[1]}So:\n\n\`\`\`text\nx\n\`\`\`\n\n${blocks[2]}\`\`\`text\n${third}\`\`\`\nEnd.\n`;
  };
  const stale = { path: "README.md", text: page("3\n", "") };
  expect(examplesIn(stale).map(({ output }) => output)).toEqual(["3\n", null, ""]);
  expect(await withOutputs(stale)).toBe(page("2\n", "b\nc\n"));
});
