// Builds the window's pages into ui/dist: one bundle, no outside resource, nothing inline (the
// window runs under a strict content security policy).
import { defineConfig } from "vite";
import { svelte } from "@sveltejs/vite-plugin-svelte";

export default defineConfig({
  plugins: [svelte()],
  base: "./",
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    outDir: "dist",
    // The oldest web views that know light-dark() and container queries.
    target: ["chrome123", "safari17.5"],
    cssTarget: ["chrome123", "safari17.5"],
    assetsInlineLimit: 0,
    // The parts of the start are fetched side by side; every web view this is built for knows how.
    modulePreload: { polyfill: false },
  },
});
