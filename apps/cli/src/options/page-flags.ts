import { InvalidArgumentError } from "commander";
import { type FitFlag, listOf, oneOf, text } from "./fit-flags.ts";

/** Where a command writes its page, and how it speaks. */
export const PAGE_FLAGS: readonly FitFlag[] = [
  { flags: "--out <folder>", help: "where the files go (default: gatecast-<name of the data>)", parse: text },
  { flags: "--lang <language>", help: "en or zh (default: zh in a Chinese locale, else en)", parse: oneOf("en", "zh") },
  {
    flags: "--charts <formats>",
    help: "also write the page's charts as files: svg, png or svg,png",
    parse: chartFormats,
  },
];

function chartFormats(value: string): string[] {
  const formats = listOf(value);
  if (formats.every((format) => format === "svg" || format === "png")) return formats;
  throw new InvalidArgumentError("It must be svg, png or svg,png.");
}
