// The book's settings beside what Headroom ships, and how one of them is changed or put back. A setting is named by its
// path: "validity_days", "company.accent". It must not know how a setting looks.
import type { Settings } from "../../api";
import { CallError } from "../../host";
import { ask, change, live } from "../../state/book.svelte";
import { trouble } from "../../state/toasts.svelte";

export interface Kept {
  readonly now: Settings | null;
  readonly error: CallError | null;
  /** Whether the book says something else than Headroom ships. */
  isOwn(path: string): boolean;
  /** What Headroom ships. */
  shipped(path: string): unknown;
  /** Why the last change was refused. */
  problem(path: string): string;
  refuse(path: string, why: string): void;
  set(path: string, value: unknown): Promise<void>;
  reset(path: string): Promise<void>;
}

function at(settings: Settings | null, path: string): unknown {
  return path.split(".").reduce<unknown>((inside, name) => (inside as Record<string, unknown> | null)?.[name], settings);
}

function nested(path: string, value: unknown): Record<string, unknown> {
  const [first = "", ...rest] = path.split(".");
  return { [first]: rest.length > 0 ? nested(rest.join("."), value) : value };
}

/** Reads the settings as long as the component is mounted. */
export function keptSettings(): Kept {
  const settings = live(() => ask("settings_get", {}));
  const standard = live(() => ask("settings_defaults", {}));
  let problems = $state<Record<string, string>>({});

  async function set(path: string, value: unknown, say?: string): Promise<void> {
    problems = { ...problems, [path]: "" };
    try {
      await change("settings_update", { set: nested(path, value) }, { say });
    } catch (error) {
      if (error instanceof CallError && error.code !== "internal") problems = { ...problems, [path]: `${error.message} ${error.hint}` };
      else trouble(error);
    }
  }
  return {
    get now() {
      return settings.data;
    },
    get error() {
      return settings.error ?? standard.error;
    },
    isOwn(path) {
      return standard.data !== null && JSON.stringify(at(settings.data, path)) !== JSON.stringify(at(standard.data, path));
    },
    shipped: (path) => at(standard.data, path),
    problem: (path) => problems[path] ?? "",
    refuse: (path, why) => (problems = { ...problems, [path]: why }),
    set: (path, value) => set(path, value),
    reset: (path) => set(path, at(standard.data, path), "As shipped again"),
  };
}
