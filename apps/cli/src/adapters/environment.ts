import type { Lang } from "@gatecast/forecast";

/** The language of the locale: Chinese where LC_ALL, LC_MESSAGES or LANG (the first that is set) begins with `zh`. */
export function localeLanguage(environment: Readonly<Record<string, string | undefined>> = process.env): Lang {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return locale.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Whether a defect of ours is shown with its stack: GATECAST_DEBUG=1. */
export function isDebugging(): boolean {
  return process.env.GATECAST_DEBUG === "1";
}

/** How the program was called, for the commands that it prints: npm and npx leave their mark. */
export function programName(): string {
  return process.env.npm_execpath === undefined ? "gatecast" : "npx gatecast";
}

/** The folder of public data sets that recipes read: GATECAST_DATA. */
export function dataFolder(): string | undefined {
  return process.env.GATECAST_DATA || undefined;
}
