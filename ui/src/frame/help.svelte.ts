// Whether the sheet with all keys is open.
let open = $state(false);

export const help = {
  get open() {
    return open;
  },
};

export function showHelp(): void {
  open = true;
}

export function hideHelp(): void {
  open = false;
}
