export type { Attributes, AttributeValue, Client, Consent, Item } from '@millstream/sdk-client';
export type { WebConfiguration } from './configuration.ts';
export type { WebClient } from './create-web-client.ts';
export { millstream } from './millstream.ts';
export type { StaticApi } from './static-api.ts';
