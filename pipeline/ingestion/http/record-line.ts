import { emptyRequestLinePrefix } from '@millstream/core';
import { addressChain } from './client-address.ts';
import type { Exchange } from './exchange.ts';

const beyondAscii = /[\x80-\xff]/;

/** Header text arrives as Latin-1; what was sent is nearly always UTF-8. */
function headerText(text: string): string {
  return beyondAscii.test(text) ? Buffer.from(text, 'latin1').toString() : text;
}

/** Formats stamps, each once for the requests of the same millisecond. */
class Stamps {
  #ms = Number.NaN;
  #fields = '';

  /** The fields `date`, `timestamp`, `ingest_time` and `server_ingest_time`. */
  fields(ms: number): string {
    if (ms !== this.#ms) {
      const iso = new Date(ms).toISOString();
      this.#ms = ms;
      this.#fields =
        `"date":"${iso.slice(0, 19)}+00:00","timestamp":"${iso}",` +
        `"ingest_time":${ms},"server_ingest_time":${ms},"source_type":"http_server","schema_version":1`;
    }
    return this.#fields;
  }
}

function optional(name: string, value: string | undefined): string {
  return value === undefined ? '' : `,"${name}":${JSON.stringify(value)}`;
}

/**
 * Writes record lines by hand: only variable text goes through `JSON.stringify`, a whole record would cost three times
 * as much.
 */
export class RecordLines {
  readonly #stamps = new Stamps();

  /** The line of an accepted request, with its newline; `data` is its body as JSON text. */
  format(exchange: Exchange, data: string): string {
    return `{${this.#fields(exchange)},"data":${data}}\n`;
  }

  /** The line of a request with an empty body. */
  formatEmpty(exchange: Exchange): string {
    return `${emptyRequestLinePrefix}${this.#fields(exchange)},"data":""}\n`;
  }

  #fields(exchange: Exchange): string {
    const { head, target, app, arrival, peer } = exchange;
    const fakeIp = app?.isDevMode ? target.fakeIp : undefined;
    const ip = fakeIp ?? addressChain(peer, head.forwardedFor);
    return (
      `"rid":"${arrival.rid}",${this.#stamps.fields(arrival.receivedAtMs)}${app?.recordFields ?? ''}` +
      `,"method":"${head.method}","path":${JSON.stringify(target.path)},"uri":${JSON.stringify(headerText(target.uri))}` +
      `,"ip":${JSON.stringify(ip)},"ua":${head.userAgent === '' ? 'null' : JSON.stringify(headerText(head.userAgent))}` +
      optional('platform', target.platform) +
      optional('compression', target.compression) +
      optional('client_timestamp', target.uploadTimestamp) +
      optional('fakeIp', fakeIp)
    );
  }
}
