import { usePalette } from '../../theme/theme.tsx';
import { MarkWalker } from './mark-walk.tsx';
import type { OpenMark, ResultMark } from './result-mark.ts';

/** Bars of one name: one a model or period. */
export interface ValueBarRow {
  readonly id: string;
  readonly name: string;
  readonly bars: readonly { readonly mark: ResultMark; readonly label: string; readonly colour: string }[];
}

/** Horizontal bars from zero: label left, value right, in the order given. */
export function ValueBars(props: {
  readonly name: string;
  readonly summary: string;
  readonly rows: readonly ValueBarRow[];
  readonly onOpen?: OpenMark | undefined;
}) {
  const palette = usePalette();
  const { rows, onOpen } = props;
  const marks = rows.flatMap(({ bars }) => bars.map(({ mark }) => mark));
  const highest = Math.max(0, ...marks.map(({ value }) => Math.abs(value ?? 0)));
  return (
    <MarkWalker name={props.name} summary={props.summary} marks={marks} onOpen={onOpen}>
      {(walk) => (
        <div style={{ display: 'grid', gap: 10 }}>
          {rows.map((row) => (
            <div
              key={row.id}
              style={{
                display: 'grid',
                gridTemplateColumns: 'minmax(96px, 28%) 1fr',
                gap: 12,
                alignItems: 'center',
              }}
            >
              <div className="ms-text">{row.name}</div>
              <div style={{ display: 'grid', gap: 2 }}>
                {row.bars.map(({ mark, label, colour }) => (
                  <div key={mark.id} style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
                    <button
                      type="button"
                      tabIndex={-1}
                      data-mark={mark.id}
                      className="ms-mark"
                      aria-label={`${mark.place.join(', ')}: ${mark.text}`}
                      style={{
                        background: colour,
                        border: walk.activeId === mark.id ? `2px solid ${palette.text}` : 0,
                        borderRadius: 2,
                        minBlockSize: row.bars.length > 1 ? 14 : 24,
                        padding: 0,
                        inlineSize: `${highest === 0 ? 0 : Math.max(0.5, (Math.abs(mark.value ?? 0) / highest) * 70)}%`,
                      }}
                    />
                    <span style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>{label}</span>
                  </div>
                ))}
              </div>
            </div>
          ))}
        </div>
      )}
    </MarkWalker>
  );
}
