// How the window looks to this person: theme, text size, contrast, motion. Applied as data attributes on <html>.
import { remembered } from "./remember.svelte";

export type Theme = "system" | "light" | "dark";
export type TextSize = "normal" | "large" | "larger" | "largest";
export type Contrast = "system" | "normal" | "more";
export type Motion = "system" | "reduced";

const theme = remembered<Theme>("theme", "system");
const text = remembered<TextSize>("text", "normal");
const contrast = remembered<Contrast>("contrast", "system");
const motion = remembered<Motion>("motion", "system");

export const look = { theme, text, contrast, motion };

/** Keeps <html> in step; call once from the root component. */
export function applyLook(): void {
  $effect(() => {
    const root = document.documentElement;
    const set = (name: string, value: string, plain: string) =>
      value === plain ? root.removeAttribute(name) : root.setAttribute(name, value);
    set("data-theme", theme.value, "system");
    set("data-text", text.value, "normal");
    set("data-contrast", contrast.value, "system");
    set("data-motion", motion.value, "system");
  });
}

/** Everything as it is shipped. */
export function resetLook(): void {
  theme.value = "system";
  text.value = "normal";
  contrast.value = "system";
  motion.value = "system";
}

const sizes: TextSize[] = ["normal", "large", "larger", "largest"];

/** The next larger or smaller text. */
export function stepText(by: 1 | -1): void {
  const at = sizes.indexOf(text.value) + by;
  text.value = sizes[Math.max(0, Math.min(sizes.length - 1, at))] ?? "normal";
}

/** Light, dark, system, in turn. */
export function nextTheme(): void {
  theme.value = theme.value === "light" ? "dark" : theme.value === "dark" ? "system" : "light";
}
