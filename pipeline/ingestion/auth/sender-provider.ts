import type { IngestionSettings } from '../settings/ingestion-settings.ts';

/** The provider and the client that event senders sign in with; what the settings hold about them. */
export type SenderProvider = Readonly<Omit<IngestionSettings['authentication'], 'enabled' | 'publicOrigin'>>;
