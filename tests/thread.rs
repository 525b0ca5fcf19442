//! The thread from an imported account to a signed addendum, over the engine.
