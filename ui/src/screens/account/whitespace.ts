// The words of white space: along what an account can still grow, and how far it has come.
import type { WhiteSpaceDimension, WhiteSpaceStatus } from "../../api";

export const dimensions: Record<WhiteSpaceDimension, string> = { seats: "Seats", plan: "Plan", modules: "Modules", usage: "Usage", units: "Units" };

export const spaceStates: Record<WhiteSpaceStatus, { word: string; is: "good" | "bad" | "open" | "none"; mark: string }> = {
  open: { word: "open", is: "none", mark: "ring" },
  in_deal: { word: "in a deal", is: "open", mark: "half" },
  won: { word: "won", is: "good", mark: "circle" },
  lost: { word: "lost", is: "bad", mark: "diamond" },
};
