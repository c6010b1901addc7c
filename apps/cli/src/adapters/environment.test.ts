import { expect, test } from "vitest";
import { localeLanguage } from "./environment.ts";

test("The first locale that is set chooses the language", () => {
  expect(localeLanguage({ LANG: "zh_CN.UTF-8" })).toBe("zh");
  expect(localeLanguage({ LC_ALL: "", LC_MESSAGES: "zh_CN", LANG: "de_DE" })).toBe("zh");
  expect(localeLanguage({ LC_ALL: "C.UTF-8", LANG: "zh_CN.UTF-8" })).toBe("en");
  expect(localeLanguage({})).toBe("en");
});
