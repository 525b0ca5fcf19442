// Small things the window keeps between visits on this computer: filters, columns, the look. Nothing of the book's content.

/** A value that survives a restart under `key`. */
export function remembered<T>(key: string, initial: T): { value: T } {
  const name = `headroom.${key}`;
  let value = $state<T>(read(name, initial));
  return {
    get value() {
      return value;
    },
    set value(next: T) {
      value = next;
      try {
        localStorage.setItem(name, JSON.stringify(next));
      } catch {
        // Without storage the choice lasts until the window closes.
      }
    },
  };
}

function read<T>(name: string, initial: T): T {
  try {
    const text = localStorage.getItem(name);
    return text === null ? initial : (JSON.parse(text) as T);
  } catch {
    return initial;
  }
}
