function font(style: CSSStyleDeclaration): string {
  return `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
}

const isClear = (colour: string) =>
  colour === 'transparent' || colour.endsWith(', 0)') || colour.endsWith('/ 0)');

async function drawSvg(
  context: CanvasRenderingContext2D,
  svg: SVGSVGElement,
  x: number,
  y: number,
): Promise<void> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.style.fontFamily = getComputedStyle(svg).fontFamily;
  copy.style.fontSize = '12px';
  const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  const image = new Image(width, height);
  await new Promise<void>((resolve, reject) => {
    image.onload = () => resolve();
    image.onerror = () => reject(new Error('the picture cannot be drawn'));
    image.src = url;
  });
  context.drawImage(image, x, y, width, height);
}

function drawText(context: CanvasRenderingContext2D, node: Text, origin: DOMRect): void {
  const text = node.data.trim();
  const parent = node.parentElement;
  if (text === '' || parent === null) return;
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  if (box.width < 2) return;
  const style = getComputedStyle(parent);
  context.font = font(style);
  context.fillStyle = style.color;
  context.textBaseline = 'middle';
  context.fillText(text, box.x - origin.x, box.y - origin.y + box.height / 2, box.width + 2);
}

/**
 * What is drawn in an element as a PNG, twice as dense as the screen: canvases and vector pictures as they are, boxes with
 * their colours, texts. Everything scrolled out of sight inside is there too.
 */
export async function pictureOf(host: HTMLElement, background: string): Promise<Blob | null> {
  const origin = host.getBoundingClientRect();
  const parts = [...host.querySelectorAll<HTMLElement | SVGElement>('*')];
  const right = Math.max(origin.right, ...parts.map((part) => part.getBoundingClientRect().right));
  const bottom = Math.max(origin.bottom, ...parts.map((part) => part.getBoundingClientRect().bottom));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil((right - origin.x) * 2);
  canvas.height = Math.ceil((bottom - origin.y) * 2);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.scale(2, 2);
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const part of parts) {
    const box = part.getBoundingClientRect();
    const [x, y] = [box.x - origin.x, box.y - origin.y];
    if (part instanceof HTMLCanvasElement) context.drawImage(part, x, y, box.width, box.height);
    else if (part instanceof SVGSVGElement) await drawSvg(context, part, x, y);
    else if (part instanceof HTMLElement && part.closest('.ms-visually-hidden') === null) {
      const style = getComputedStyle(part);
      if (!isClear(style.backgroundColor)) {
        context.fillStyle = style.backgroundColor;
        context.fillRect(x, y, box.width, box.height);
      }
      for (const node of part.childNodes) if (node instanceof Text) drawText(context, node, origin);
    }
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
