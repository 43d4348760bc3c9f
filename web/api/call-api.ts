import { ApiError } from './api-error.ts';
import { connection } from './connection.ts';

/** One call of the server's API. */
export interface ApiCall {
  /** @default GET without a body, POST with one */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below `/api`, its parts encoded, e.g. `/apps/web/dashboards`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Address of a call with its query; values that are null or undefined are left out. */
export function apiUrl({ path, query = {} }: Pick<ApiCall, 'path' | 'query'>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined) parts.set(name, String(value));
  const text = parts.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

/** A body with its type: forms and files as they are, everything else as JSON. */
function payloadOf(body: unknown): Pick<RequestInit, 'body' | 'headers'> {
  if (body === undefined) return {};
  if (body instanceof FormData) return { body };
  if (body instanceof Blob) return { body, headers: { 'content-type': 'text/csv' } };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

async function send(call: ApiCall): Promise<Response> {
  const hasBody = call.body !== undefined;
  try {
    const answer = await fetch(apiUrl(call), {
      method: call.method ?? (hasBody ? 'POST' : 'GET'),
      credentials: 'same-origin',
      ...payloadOf(call.body),
      ...(call.signal ? { signal: call.signal } : {}),
    });
    connection.answered();
    return answer;
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    connection.lost();
    throw new ApiError({ code: 'CONNECTION_LOST', message: 'The server does not answer.', status: 0 });
  }
}

/** The problem that an answer names. */
async function problemOf(answer: Response): Promise<ApiError> {
  const text = await answer.text();
  const requestId = answer.headers.get('x-request-id');
  const { status } = answer;
  try {
    const { error } = JSON.parse(text) as {
      error: { code: string; message: string; action?: string; details?: Record<string, unknown> };
    };
    return new ApiError({ ...error, status, requestId });
  } catch {
    return new ApiError({ code: `HTTP_${status}`, message: text.slice(0, 200), status, requestId });
  }
}

/** Calls the API and reads its JSON answer (or JSON lines as an array). @throws ApiError; the signal's reason when aborted */
export async function callApi<T>(call: ApiCall): Promise<T> {
  const answer = await send(call);
  if (!answer.ok) {
    const problem = await problemOf(answer);
    if (answer.status === 401) connection.signedOut();
    throw problem;
  }
  if (answer.status === 204) return undefined as T;
  const text = await answer.text();
  if (answer.headers.get('content-type')?.includes('ndjson')) {
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)) as T;
  }
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
