/** The value of the cookie `name` in a `Cookie` header; null when it is absent. The first one wins. */
export function readCookie(header: string | undefined, name: string): string | null {
  if (header === undefined) return null;
  const start = `${name}=`;
  for (const part of header.split(';')) {
    const pair = part.trimStart();
    if (pair.startsWith(start)) return pair.slice(start.length).trimEnd();
  }
  return null;
}

/** What a browser is told about one of our cookies. */
export interface CookieOptions {
  readonly path: string;
  /** How long the browser keeps it; 0 removes it. */
  readonly maxAgeSeconds: number;
  readonly isSecure: boolean;
  /** `None` needs `isSecure`: browsers drop a `None` cookie that came over plain http. */
  readonly sameSite: 'None' | 'Lax';
}

/** A `Set-Cookie` value; always HttpOnly, for this host only. */
export function formatCookie(name: string, value: string, options: CookieOptions): string {
  const attributes = [`Path=${options.path}`, `Max-Age=${options.maxAgeSeconds}`, 'HttpOnly'];
  if (options.isSecure) attributes.push('Secure');
  attributes.push(`SameSite=${options.sameSite}`);
  return `${name}=${value}; ${attributes.join('; ')}`;
}
