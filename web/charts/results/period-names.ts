/** How the shown and the compared range are called: by their days where the page knows them. */
export interface PeriodNames {
  readonly now: string;
  readonly before: string;
}
