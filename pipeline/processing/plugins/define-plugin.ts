// Bundled into every plug-in: this file must import nothing.

/** A JSON value; members that are undefined are left out. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** Fields of a raw record that a transformer may read. */
export type RecordField = 'data' | 'appId' | 'uri' | 'ua' | 'ip' | 'rid' | 'ingest_time' | 'client_timestamp';

/** One raw record as a transformer gets it: the fields named in `reads`; what the request lacked is undefined. */
export interface PluginRecord {
  /** Position in the batch; events and rejects name it. */
  readonly index: number;
  /** The body as received. */
  readonly data?: string;
  readonly appId?: string;
  readonly uri?: string;
  readonly ua?: string;
  /** The whole chain of addresses. */
  readonly ip?: string;
  readonly rid?: string;
  /** Server clock, epoch ms. */
  readonly ingest_time?: number;
  /** Upload time told by the sender, epoch ms. */
  readonly client_timestamp?: number;
}

/** What a transformer makes of a batch. Every record may have any number of events and rejects. */
export interface TransformResult {
  /** Events in the shape of the event protocol. `event_id` must be the same each time the record is transformed. */
  readonly events: readonly {
    readonly record: number;
    readonly event: { readonly [field: string]: JsonValue | undefined };
  }[];
  /** What could not become an event, with a reason for people; kept in quarantine with its text. */
  readonly rejects?: readonly {
    readonly record: number;
    readonly reason: string;
    readonly event?: JsonValue;
  }[];
}

/** One event row as an enrichment gets it: a copy with the columns named in `reads`; null is undefined. */
export interface PluginRow {
  /** Custom parameters by name, as far as named in `reads`; add or change them here, `null` takes one away. */
  custom_parameters?: { [name: string]: JsonValue };
  /** Set it to keep the event out of the tables; it goes to quarantine with this reason. */
  rejected?: string;
  /** Columns; those of maps are objects of texts. Set one to fill it, `null` to empty it. */
  [column: string]: unknown;
}

/** Files shipped with the plug-in: those named in `files`. */
export interface PluginFiles {
  readonly names: readonly string[];
  /** Content as UTF-8 text; throws for a name that is not in `files`. */
  text(name: string): string;
  /** Content as bytes; throws for a name that is not in `files`. */
  bytes(name: string): Uint8Array;
}

/** Writes to the server's log under the plug-in's name; at most 100 lines a batch are kept. */
export interface PluginLogger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** What every call gets. */
export interface PluginContext<Config = Readonly<Record<string, unknown>>> {
  /** Configuration, checked by `configSchema` and with its defaults filled. */
  readonly config: Config;
  readonly files: PluginFiles;
  /** Registered apps. */
  readonly apps: readonly string[];
  /** Rules by app id, as the server's rules folder has them; apps with default rules are left out. */
  readonly rules: Readonly<Record<string, JsonValue>>;
  readonly logger: PluginLogger;
}

/** What both kinds of plug-in declare. */
export interface PluginBase<Config> {
  /** Lower-case letters, digits and dashes, at most 63; the name in settings, ledger and log. */
  readonly name: string;
  readonly version: string;
  /** Version of this contract. */
  readonly apiVersion: 1;
  /** One sentence for the list of plug-ins. */
  readonly description?: string;
  /** JSON Schema of the configuration, an object; absent = the plug-in takes none. */
  readonly configSchema?: { readonly [keyword: string]: JsonValue };
  /** Files beside the module that the plug-in needs, by relative path; 32 MB together at most. */
  readonly files?: readonly string[];
  /** Called once in each process before the first batch. */
  start?(context: PluginContext<Config>): void | Promise<void>;
}

/** Makes events of raw records of a foreign format. */
export interface TransformerPlugin<Config = Readonly<Record<string, unknown>>> extends PluginBase<Config> {
  readonly kind: 'transformer';
  /** Fields the records carry; fewer fields cost less. */
  readonly reads: readonly RecordField[];
  transform(
    records: readonly PluginRecord[],
    context: PluginContext<Config>,
  ): TransformResult | Promise<TransformResult>;
}

/** Fills columns and custom parameters of event rows. */
export interface EnrichmentPlugin<Config = Readonly<Record<string, unknown>>> extends PluginBase<Config> {
  readonly kind: 'enrichment';
  /** Columns of `event_v2`, `ua`, `ip`, and `custom_parameters` or `custom_parameters.<name>`; fewer cost less. */
  readonly reads: readonly string[];
  /** Returns one row for each row, in the same order: the same objects changed, or others with what is to be filled. */
  enrich(
    rows: readonly PluginRow[],
    context: PluginContext<Config>,
  ): readonly PluginRow[] | Promise<readonly PluginRow[]>;
}

/** A plug-in of either kind. */
export type PluginDefinition<Config = Readonly<Record<string, unknown>>> =
  | TransformerPlugin<Config>
  | EnrichmentPlugin<Config>;

/** Types a plug-in's definition; the module's default export must be its result. */
export function definePlugin<Config = Readonly<Record<string, unknown>>>(
  definition: PluginDefinition<Config>,
): PluginDefinition<Config> {
  return definition;
}
