/** Kinds of rows that a funnel's plan answers with. */
export const funnelRows = { counts: 0, medians: 1, groups: 2 } as const;

/** Name of the column with a step's number. */
export const stepValue = (step: number): string => `v${step}`;
