/** A text cut in its middle to at most `most` characters; whole characters, so that no emoji is halved. */
export function cutMiddle(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  const tail = Math.max(0, most - 1 - head);
  return `${characters.slice(0, head).join('')}…${tail === 0 ? '' : characters.slice(-tail).join('')}`;
}

/** Control and direction characters as symbols, so that a value can neither hide nor turn the text around it. */
export function visibleText(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code === 0x7f) return '\u2421';
      return code < 0x20 ? String.fromCodePoint(0x2400 + code) : character;
    })
    .join('');
}
