import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
/** Folder of Graphic Walker's single modules; its one-file build has the map libraries inside and cannot be taken apart. */
const dist = dirname(require.resolve('@kanaries/graphic-walker'));
const inWalker = '/@kanaries/graphic-walker/dist/';
const ours = (name: string) => join(import.meta.dirname, name);

/** Modules of Graphic Walker and what stands in for them, by the words it imports them with. */
const replacements: Readonly<Record<string, string>> = {
  'react-leaflet': ours('no-maps.ts'),
  leaflet: ours('no-maps.ts'),
  './components/painter': ours('nothing-shown.ts'),
  './components/errorpanel': ours('nothing-shown.ts'),
  'vega-embed': ours('embed-without-eval.ts'),
  'tailwindcss/tailwind.css?inline': ours('walker-style.ts?tailwind'),
  './index.css?inline': ours('walker-style.ts?index'),
  './empty_sheet.css': ours('nothing.ts'),
  '../assets/kanaries.png': join(dirname(dist), 'src/assets/kanaries.png'),
};

/** Text of a module of Graphic Walker that is changed on the way, and the change. A text that is gone fails the build. */
const changes: readonly { readonly file: string; readonly from: string; readonly to: string }[] = [
  // Style sheet of the map library, from an outside server.
  {
    file: 'shadow-dom.js',
    from: 'React.createElement("link", { rel: "stylesheet", href: "https://unpkg.com/leaflet@1.9.4/dist/leaflet.css", integrity: "sha256-p4NxAoJBhIIN+hmNHrzRCf9tD/miZyoHS5obTRR9BMY=", crossOrigin: "" }),',
    to: '',
  },
  // The maker's mark comes from the same server as the page.
  {
    file: 'visualSettings/index.js',
    from: 'src: "https://imagedelivery.net/tSvh1MGEu9IgUanmf58srQ/b6bc899f-a129-4c3a-d08f-d406166d0c00/public"',
    to: 'src: KanariesLogo',
  },
  // Fields reach every channel without dragging.
  {
    file: 'fields/datasetFields/utils.js',
    from: 'return keepTrue([',
    to: 'return keepTrue([...addToItems(vizStore, channel, index),',
  },
  {
    file: 'fields/datasetFields/utils.js',
    from: "import { useMemo } from 'react';",
    to: `import { useMemo } from 'react';\nimport { addToItems } from ${JSON.stringify(ours('add-to-items.ts'))};`,
  },
  // Tools are pictures: their names are for screen readers too.
  {
    file: 'components/toolbar/toolbar-button.js',
    from: 'size: "toolbar", onClick: onClick,',
    to: 'size: "toolbar", "aria-label": item.label, onClick: onClick,',
  },
  {
    file: 'components/toolbar/toolbar-select-button.js',
    from: 'variant: "none", size: "toolbar" }',
    to: 'variant: "none", size: "toolbar", "aria-label": props.item.label }',
  },
  {
    file: 'components/toolbar/toolbar-toggle-button.js',
    from: 'size: "toolbar", pressed: checked,',
    to: 'size: "toolbar", "aria-label": item.label, pressed: checked,',
  },
  {
    file: 'components/toolbar/container.js',
    from: 'variant: "none", size: "none", className: "cursor-pointer',
    to: 'variant: "none", size: "none", "aria-label": label + " …", className: "cursor-pointer',
  },
  // A function that the server has and Graphic Walker does not know to be of a group.
  {
    file: 'lib/sql.js',
    from: "if (i.function.name === 'count') {",
    to: "if (i.function.name === 'count' || i.function.name === 'count_distinct') {",
  },
  // Lists of fields can be searched.
  ...(['dim', 'mea'] as const).flatMap((list) => {
    const file = `fields/datasetFields/${list}Fields.js`;
    const fields = list === 'dim' ? 'dimensions' : 'measures';
    return [
      {
        file,
        from: "import React from 'react';",
        to: `import React from 'react';\nimport { useFieldSearch } from ${JSON.stringify(ours('field-search.ts'))};`,
      },
      {
        file,
        from: `const { ${fields}, selectedFieldIds } = vizStore;`,
        to: `const { ${fields}, selectedFieldIds } = vizStore; const isFound = useFieldSearch();`,
      },
      {
        file,
        from: `${fields}.map((f, index) => (React`,
        to: `${fields}.map((f, index) => !isFound(f) ? null : (React`,
      },
    ];
  }),
];

/** Names in pills stand on the pill's colour by themselves, so that checks of contrast see it. */
const ownStyle = '[data-rbd-drag-handle-draggable-id]>span{background-color:inherit}';

/** A style sheet that Graphic Walker's one-file build carries as text: nowhere else is it compiled. */
function styleOf(kind: string): string {
  const bundle = readFileSync(join(dist, 'graphic-walker.es.js'), 'utf8');
  const pattern = kind === 'tailwind' ? /= `(\*,[^`]*--tw-border-spacing-x[^`]*)`/ : /= `(code\{[^`]*)`/;
  const style = pattern.exec(bundle)?.[1];
  if (style === undefined) throw new Error(`Graphic Walker carries no ${kind} style any more`);
  // The text stands in a template literal, where backslashes are written twice.
  return style.replaceAll('\\\\', '\\');
}

/** Takes Graphic Walker module by module, without maps, outside servers, workers of its own and compiled expressions. */
export function graphicWalkerParts(): Plugin {
  return {
    name: 'graphic-walker-parts',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source === '@kanaries/graphic-walker') return join(dist, 'index.js');
      if (importer?.includes(inWalker) !== true) return null;
      if (source.includes('.worker')) return ours('no-workers.ts');
      return replacements[source] ?? null;
    },
    load(id) {
      const kind = /walker-style\.ts\?(\w+)$/.exec(id)?.[1];
      return kind === undefined ? null : `export default ${JSON.stringify(styleOf(kind) + ownStyle)};`;
    },
    transform(code, id) {
      if (!id.includes(inWalker)) return null;
      let text = code;
      for (const { file, from, to } of changes) {
        if (!id.endsWith(inWalker + file)) continue;
        if (!text.includes(from)) throw new Error(`${file} of Graphic Walker has changed: ${from}`);
        text = text.replace(from, () => to);
      }
      return text === code ? null : { code: text, map: null };
    },
  };
}
