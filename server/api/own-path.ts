const base = 'http://own.invalid';

/**
 * The path of ours that a text leads a browser to, read as browsers read it; `/` for one that leads elsewhere. They drop
 * tabs and line ends, take `\` for `/`, and pass over `.`: what is left decides.
 */
export function ownPath(text: string): string {
  if (!text.startsWith('/') || !URL.canParse(text, base)) return '/';
  const { origin, pathname, search, hash } = new URL(text, base);
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
