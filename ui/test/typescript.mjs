// Lets node's own test runner read TypeScript: types are taken out, nothing is checked (svelte-check does that).
import { register } from "node:module";

register("./strip.mjs", import.meta.url);
