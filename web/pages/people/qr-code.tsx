import qrcode from 'qrcode-generator';
import { useMemo } from 'react';

/** A text as a QR code that phones read from the screen, drawn as one path. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    const squares: string[] = [];
    for (let row = 0; row < count; row += 1)
      for (let column = 0; column < count; column += 1)
        if (code.isDark(row, column)) squares.push(`M${column} ${row}h1v1h-1z`);
    return { size: count, path: squares.join('') };
  }, [text]);
  return (
    <div className="ms-qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path d={path} fill="#000" />
      </svg>
    </div>
  );
}
