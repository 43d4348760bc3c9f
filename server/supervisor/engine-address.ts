/** Apps and projects that a call names. */
export interface NamedPlace {
  readonly appIds: Iterable<string>;
  readonly projectIds: Iterable<string>;
}

/** Where the engine of a call listens: one socket for all, or the one of the project that the call names. */
export type EngineAddress = string | ((named: NamedPlace) => Promise<string>);

/** What the body of a call to the engine names: `appId`, `spec.appId` or `projectId`. */
export function placeOf(body: object): NamedPlace {
  const fields: Readonly<Record<string, unknown>> = { ...body };
  const { spec } = fields;
  const inner = typeof spec === 'object' && spec !== null && 'appId' in spec ? spec.appId : undefined;
  const texts = (...values: readonly unknown[]) =>
    values.filter((value): value is string => typeof value === 'string' && value !== '');
  return { appIds: texts(fields.appId, inner), projectIds: texts(fields.projectId) };
}

/** The socket that a call goes to. @throws CodedError NOT_FOUND for a project that is not there */
export async function socketOf(address: EngineAddress, named: NamedPlace): Promise<string> {
  return typeof address === 'string' ? address : address(named);
}
