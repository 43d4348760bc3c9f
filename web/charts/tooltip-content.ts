import type { Palette } from '../theme/palette.ts';

/** One line of a tooltip. */
export interface TooltipLine {
  readonly name: string;
  readonly colour: string;
  readonly value: string;
  readonly sort: number;
}

const mostLines = 10;

function textElement(tag: string, text: string, style: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  element.style.cssText = style;
  return element;
}

/** A tooltip as elements: names come from event data and stay text. */
export function tooltipContent(
  content: { readonly title: string; readonly note?: string; readonly more: (count: number) => string },
  lines: readonly TooltipLine[],
): HTMLElement {
  const box = document.createElement('div');
  box.append(textElement('div', content.title, 'font-weight:600'));
  const sorted = [...lines].sort((a, b) => b.sort - a.sort);
  for (const line of sorted.slice(0, mostLines)) {
    const row = textElement('div', '', 'display:flex;gap:8px;align-items:center;max-width:360px');
    const name = textElement(
      'span',
      line.name,
      'flex:1;overflow:hidden;text-overflow:ellipsis;unicode-bidi:isolate',
    );
    row.append(
      textElement('span', '', `inline-size:10px;block-size:10px;border-radius:2px;background:${line.colour}`),
      name,
      textElement('span', line.value, 'font-variant-numeric:tabular-nums;font-weight:600'),
    );
    box.append(row);
  }
  if (sorted.length > mostLines)
    box.append(textElement('div', content.more(sorted.length - mostLines), 'opacity:.7'));
  if (content.note) box.append(textElement('div', content.note, 'opacity:.8;font-style:italic'));
  return box;
}

/** Look of all tooltips. */
export function tooltipLook(palette: Palette) {
  return {
    confine: true,
    backgroundColor: palette.background,
    borderColor: palette.line,
    textStyle: { color: palette.text, fontSize: 13 },
    extraCssText: 'max-width:420px;white-space:normal;overflow-wrap:anywhere',
  };
}
