import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { shellQuote } from "./shell-quote.ts";

test.skipIf(process.platform === "win32")("A shell reads back what was quoted", () => {
  const words = ["data.csv", "my data.csv", "it's", "$HOME", "a;b", "*", "", "温度", "pm2.5,DEWP"];
  const read = execFileSync("sh", ["-c", `printf '%s\\n' ${words.map(shellQuote).join(" ")}`], { encoding: "utf8" });
  expect(read).toBe(`${words.join("\n")}\n`);
  expect(shellQuote("pm2.5,DEWP")).toBe("pm2.5,DEWP");
});
