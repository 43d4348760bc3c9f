/** Path and query of a request, with the parameters that the collector knows. Absent parameters are undefined. */
export interface RequestTarget {
  /** Path and query as received. */
  readonly uri: string;
  readonly path: string;
  readonly appId: string | undefined;
  readonly platform: string | undefined;
  readonly compression: string | undefined;
  readonly uploadTimestamp: string | undefined;
  readonly hashCode: string | undefined;
  readonly fakeIp: string | undefined;
  readonly bundleSequenceId: string | undefined;
  /** Pixel fallback: base64 JSON. */
  readonly data: string | undefined;
}

const escaped = /[%+]/;

function decode(text: string, keepsPlus: boolean): string {
  if (!escaped.test(text)) return text;
  const spaced = keepsPlus ? text : text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return text;
  }
}

interface MutableTarget {
  appId: string | undefined;
  platform: string | undefined;
  compression: string | undefined;
  uploadTimestamp: string | undefined;
  hashCode: string | undefined;
  fakeIp: string | undefined;
  bundleSequenceId: string | undefined;
  data: string | undefined;
}

/** The first of equal names counts. */
function take(target: MutableTarget, name: string, value: string): void {
  switch (name) {
    case 'appId':
      target.appId ??= decode(value, false);
      return;
    case 'platform':
      target.platform ??= decode(value, false);
      return;
    case 'compression':
      target.compression ??= decode(value, false);
      return;
    case 'upload_timestamp':
      target.uploadTimestamp ??= decode(value, false);
      return;
    case 'hashCode':
      target.hashCode ??= decode(value, false);
      return;
    case 'fakeIp':
      target.fakeIp ??= decode(value, false);
      return;
    case 'event_bundle_sequence_id':
      target.bundleSequenceId ??= decode(value, false);
      return;
    case 'data':
      // In base64 a plus is a digit, and senders forget to escape it.
      target.data ??= decode(value, true);
      return;
  }
}

/** Takes apart what stands between method and version in a request line; an absolute form loses scheme and host. */
export function parseRequestTarget(received: string): RequestTarget {
  const uri = received.startsWith('/') ? received : received.replace(/^https?:\/\/[^/?]*/i, '') || '/';
  const questionMark = uri.indexOf('?');
  const target: MutableTarget = {
    appId: undefined,
    platform: undefined,
    compression: undefined,
    uploadTimestamp: undefined,
    hashCode: undefined,
    fakeIp: undefined,
    bundleSequenceId: undefined,
    data: undefined,
  };
  for (let start = questionMark + 1; questionMark !== -1 && start < uri.length; ) {
    let end = uri.indexOf('&', start);
    if (end === -1) end = uri.length;
    const equals = uri.indexOf('=', start);
    if (equals !== -1 && equals < end) take(target, uri.slice(start, equals), uri.slice(equals + 1, end));
    start = end + 1;
  }
  return { uri, path: questionMark === -1 ? uri : uri.slice(0, questionMark), ...target };
}
