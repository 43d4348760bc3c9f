declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Identifier of a registered app, exactly as clients send it in `appId` (case-sensitive). */
export type AppId = Branded<string, 'AppId'>;
/** Identifier of a project; names its folder in the store. */
export type ProjectId = Branded<string, 'ProjectId'>;

const appIdPattern = /^[A-Za-z][A-Za-z0-9_]{0,126}$/;
const projectIdPattern = /^[a-z][a-z0-9_]{0,126}$/;

/** Whether `text` may name an app: a letter, then letters, digits or underscores, at most 127 characters. */
export function isAppId(text: string): text is AppId {
  return appIdPattern.test(text);
}

/** Whether `text` may name a project: a lower-case letter, then lower-case letters, digits or underscores. */
export function isProjectId(text: string): text is ProjectId {
  return projectIdPattern.test(text);
}
