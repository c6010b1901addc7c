/** Names that say which series a row belongs to. */
const ID_NAMES = new Set(["unique_id", "item_id", "series_id", "id"]);

/** True for a name under which forecast tables keep the id of a series. */
export function isIdName(name: string): boolean {
  return ID_NAMES.has(name.toLowerCase());
}

/** True for names that number one series of many: `s1`, `773869`, `sensor_12`. */
export const isNumbered = (name: string): boolean => /^[A-Za-z_]{0,12}\d+(?:_\d+)?$/.test(name);
