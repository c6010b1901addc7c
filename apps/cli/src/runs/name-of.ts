import { basename } from "node:path";

/** Endings of files that hold tables. */
const ENDINGS = /\.(?:csv|tsv|txt|dat|json|jsonl|ndjson|xlsx|parquet|tsf)$/i;

/** `data/airline.csv.gz` is `airline`. */
export function nameOf(path: string): string {
  return basename(path).replace(/\.gz$/i, "").replace(ENDINGS, "") || "series";
}
