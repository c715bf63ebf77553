// Stands in for `server-only`, which is a marker for the bundler and throws anywhere else.
export {};
