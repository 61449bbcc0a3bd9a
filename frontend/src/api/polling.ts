/** Milliseconds between looks at something that is changing, and at something that may begin to. */
export const LIVE = 2_000;
export const CALM = 15_000;
