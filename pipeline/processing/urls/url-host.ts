const label = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const lastLabel = '[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|0*[1-9]?\\d)';
/** `host[:port]` by RFC 2396: a name whose last label starts with a letter, a single label, or an IPv4 address. */
const namedServer = new RegExp(
  `^(${octet}\\.${octet}\\.${octet}\\.${octet}|${label}\\.?|(?:${label}\\.)+${lastLabel}\\.?)(?::(\\d*))?$`,
);
const bracketedServer = /^(\[[0-9A-Fa-f:.]+\])(?::(\d*))?$/;
const maxPort = 2_147_483_647;

/**
 * Host of an authority (`user@host:port`) by RFC 2396, as written, an IPv6 address with its brackets. Where that grammar
 * knows no host (underscores, non-ASCII letters) the WHATWG parser decides, so international names come as punycode.
 * Null when neither finds one.
 */
export function hostOfAuthority(authority: string): string | null {
  if (authority === '') return null;
  return strictHost(authority) ?? lenientHost(authority);
}

function strictHost(authority: string): string | null {
  const at = authority.indexOf('@');
  const server = at < 0 ? authority : authority.slice(at + 1);
  if (at >= 0 && /[[\]]/.test(authority.slice(0, at))) return null;
  const bracketed = server.startsWith('[');
  const match = (bracketed ? bracketedServer : namedServer).exec(server);
  const host = match?.[1];
  if (host === undefined || Number(match?.[2] ?? 0) > maxPort) return null;
  return bracketed && !URL.canParse(`http://${host}/`) ? null : host;
}

function lenientHost(authority: string): string | null {
  const parsed = URL.parse(`https://${authority}/`);
  return parsed === null || parsed.hostname === '' ? null : parsed.hostname;
}
