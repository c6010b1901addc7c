/** `data/airline.csv.gz` is `airline`. */
export function tableId(file: string | undefined): string {
  const name = (file ?? "").split(/[/\\]/).at(-1) ?? "";
  return (
    name.replace(/\.gz$/i, "").replace(/\.(?:csv|tsv|txt|dat|xlsx|json|jsonl|ndjson|parquet|tsf)$/i, "") || "series"
  );
}
