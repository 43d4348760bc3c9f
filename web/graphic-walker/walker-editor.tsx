import { GraphicWalker, type IChart, type IMutField, type VizSpecStore } from '@kanaries/graphic-walker';
import { memo, useEffect, useRef } from 'react';
import { useSay, useSpeech } from '../i18n/language.tsx';
import { useMode } from '../theme/theme.tsx';
import { nameAddToItems } from './add-to-items.ts';
import { searchFields } from './field-search.ts';
import { mendEditor } from './mend-editor.ts';
import type { WalkerComputation } from './use-walker-computation.ts';
import { walkerChartTheme, walkerFrameTheme } from './walker-theme.ts';

/** A measure that is there from the start: a name and its formula. */
export interface ReadyMeasure {
  readonly name: string;
  readonly formula: string;
}

/** How often the editor is looked at for changes, ms: its store tells nobody from outside. */
const lookEveryMs = 700;
/** The store is there some frames after the editor was drawn. */
const firstLookMs = 50;
/** Tools that would ask outside servers, show internals or bring data of their own. */
const leftOutTools = ['kanaries', 'export_code', 'painter', 'csv', 'geo', 'geojson', 'explain', 'data_board'];

const toolbar = { exclude: leftOutTools };
const defaultConfig = {
  layout: { showActions: false, size: { mode: 'full' as const, width: 600, height: 400 } },
};
const wholeHeight = { height: '100%' };

/** Fills a fresh editor: with what was saved, or with the measures that are ready. */
function begin(
  store: VizSpecStore,
  { charts, measures }: { readonly charts: readonly IChart[]; readonly measures: readonly ReadyMeasure[] },
): void {
  store.setShowAutoVizPanel(false);
  searchFields('');
  if (charts.length > 0) store.importCode([...charts]);
  else for (const { name, formula } of measures) store.upsertComputedField('', name, formula);
}

/** The drag-and-drop editor. Loaded only where it is shown: it is large. */
function WalkerEditor(props: {
  /** The same array while nothing changed: the editor begins anew with another one. */
  readonly fields: IMutField[];
  /** Charts to begin with; none for a new analysis. */
  readonly charts: readonly IChart[];
  readonly measures: readonly ReadyMeasure[];
  readonly computation: WalkerComputation;
  readonly store: React.RefObject<VizSpecStore | null>;
  readonly onChange: (charts: readonly IChart[]) => void;
}) {
  const say = useSay();
  const { tag } = useSpeech();
  const mode = useMode();
  const { charts, measures, store, onChange } = props;
  nameAddToItems((channel) => say(`analyses.addTo.${channel}`));
  useEffect(() => {
    let known: string | null = null;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const current = store.current;
      timer = setTimeout(look, current === null ? firstLookMs : lookEveryMs);
      if (current === null) return;
      if (known === null) begin(current, { charts, measures });
      const next = JSON.stringify(current.exportCode());
      if (known !== null && next !== known) onChange(JSON.parse(next));
      known = next;
    };
    timer = setTimeout(look, firstLookMs);
    return () => clearTimeout(timer);
  }, [charts, measures, onChange, store]);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    return mendEditor(host.current, {
      menuOf: (field) => say('analyses.menuOf', { field }),
      chartMenu: say('analyses.chartMenu'),
      more: say('shell.more'),
    });
  }, [say]);
  return (
    <div ref={host} style={wholeHeight}>
      <GraphicWalker
        storeRef={store as never}
        fields={props.fields}
        computation={props.computation as never}
        computationTimeout={70_000}
        i18nLang={tag}
        appearance={mode}
        uiTheme={walkerFrameTheme}
        vizThemeConfig={walkerChartTheme}
        toolbar={toolbar}
        hideSegmentNav
        hideProfiling
        defaultConfig={defaultConfig}
        style={wholeHeight}
      />
    </div>
  );
}

// Drawn anew only for another question: the page around it changes with each keystroke, also while a field is dragged.
export default memo(WalkerEditor);
