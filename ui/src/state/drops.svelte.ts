// Files dragged onto the window: whether one hovers, and who takes it. The last taker wins.
import { onDrop } from "../host";

let hovering = $state(false);
let takers: ((path: string) => void)[] = [];

/** Whether a file is being dragged over the window. */
export function isHovering(): boolean {
  return hovering && takers.length > 0;
}

/** Starts the one listener; call once. */
export function listenForDrops(): void {
  onDrop((drop) => {
    hovering = drop.kind === "enter";
    const path = drop.paths[0];
    if (drop.kind === "drop" && path) takers.at(-1)?.(path);
  });
}

/** Takes dropped files while the component is mounted. */
export function takeDrops(taker: (path: string) => void): void {
  $effect(() => {
    takers = [...takers, taker];
    return () => {
      takers = takers.filter((other) => other !== taker);
    };
  });
}
