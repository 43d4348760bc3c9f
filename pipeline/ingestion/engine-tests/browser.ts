/** A browser as far as a sign-in needs one: it keeps cookies per origin and path and follows redirects. */
export interface Browser {
  /** Fetches without following a redirect; sends and stores cookies. */
  visit(url: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects from `url` and fills the provider's forms as `login` until an answer is neither. */
  signIn(url: string, login: string): Promise<Response>;
  /** Like `signIn`, but stops before a redirect to `origin` and gives its address. */
  signInUntil(url: string, login: string, origin: string): Promise<string>;
  /** The stored value of a cookie for `url`; null when there is none. */
  cookie(url: string, name: string): string | null;
  /** Every `Set-Cookie` header seen so far. */
  readonly setCookies: readonly string[];
}

interface StoredCookie {
  readonly origin: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

/** Creates a browser without cookies. */
export function createBrowser(): Browser {
  let cookies: StoredCookie[] = [];
  const setCookies: string[] = [];

  const cookiesFor = (url: URL): StoredCookie[] =>
    cookies.filter(({ origin, path }) => origin === url.origin && url.pathname.startsWith(path));

  function store(url: URL, header: string): void {
    setCookies.push(header);
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const attribute = (wanted: string): string | undefined =>
      attributes.find((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute('path') ?? '/';
    cookies = cookies.filter(
      (known) => !(known.origin === url.origin && known.name === name && known.path === path),
    );
    if (attribute('max-age') !== '0' && value !== '') cookies.push({ origin: url.origin, path, name, value });
  }

  async function visit(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const headers = new Headers(init.headers);
    headers.set(
      'Cookie',
      cookiesFor(url)
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
    );
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const header of response.headers.getSetCookie()) store(url, header);
    return response;
  }

  async function walk(address: string, login: string, lastOrigin: string): Promise<Response | string> {
    let url = address;
    let response = await visit(url);
    for (let step = 0; step < 20; step += 1) {
      const location = response.headers.get('location');
      if (location !== null) {
        url = new URL(location, url).href;
        if (new URL(url).origin === lastOrigin) return url;
        response = await visit(url);
        continue;
      }
      if (!response.headers.get('content-type')?.includes('html')) return response;
      const page = await response.text();
      const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
      if (action === undefined || prompt === undefined) throw new Error(`no form in ${page}`);
      url = new URL(action, url).href;
      const body = new URLSearchParams({ prompt, login, password: 'any' });
      response = await visit(url, { method: 'POST', body });
    }
    throw new Error('the sign-in goes round in circles');
  }

  return {
    visit,
    async signIn(address, login) {
      const end = await walk(address, login, 'none');
      if (typeof end === 'string') throw new Error(`stopped at ${end}`);
      return end;
    },
    async signInUntil(address, login, origin) {
      const end = await walk(address, login, origin);
      if (typeof end !== 'string') throw new Error(`ended with ${end.status}`);
      return end;
    },
    cookie: (url, name) => cookiesFor(new URL(url)).find((cookie) => cookie.name === name)?.value ?? null,
    setCookies,
  };
}
