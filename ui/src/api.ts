// The types of everything the engine takes and gives, generated from the Rust types; import them from here.
export type * from "./wire/commands";
