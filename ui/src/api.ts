// The types of everything the engine takes and gives, generated from the Rust types; import them from here.
export type * from "./wire/commands";

/** An optional field of a request: absent instead of null. */
export function given<T>(value: T | null): T | undefined {
  return value ?? undefined;
}
