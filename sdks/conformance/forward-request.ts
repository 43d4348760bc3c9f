/** Headers that a collector looks at; the others belong to the connection. */
const passedOn = [
  'content-type',
  'content-encoding',
  'user-agent',
  'authorization',
  'cookie',
  'x-forwarded-for',
];

/** Hands a request on to a real collector, bytes and query untouched. @returns its status; 503 when it is away */
export async function forwardRequest(
  collector: string,
  from: URL,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<number> {
  const target = new URL(collector);
  target.search = from.search;
  const own = passedOn.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  try {
    const answer = await fetch(target, {
      method: 'POST',
      headers: Object.fromEntries(own),
      body: new Uint8Array(body),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    // A collector that is away is an answer too: the client keeps its events.
    return 503;
  }
}
