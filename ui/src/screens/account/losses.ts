// The words for what can be lost at an account.
import type { LossKind } from "../../api";

export const lossKinds: Record<LossKind, string> = {
  downgrade: "Downgrade",
  cancellation: "Cancellation",
  price_objection: "Price objection",
  contraction_request: "Request for less",
};
