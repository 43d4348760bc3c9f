/** Looks of the overlay, in light and dark; nothing of the page reaches into it. */
export const overlayStyle = `
:host {
  all: initial;
  color-scheme: light dark;
  --back: light-dark(#ffffff, #16191f);
  --text: light-dark(#16191f, #e9ebed);
  --faint: light-dark(#5f6b7a, #a5b0bd);
  --line: light-dark(#d5dbdb, #414d5c);
  --sent: light-dark(#037f0c, #4fc15a);
  --refused: light-dark(#c01717, #ff8a80);
  --focus: light-dark(#0972d3, #6cb8ff);
}
section {
  position: fixed; z-index: 2147483647; right: 12px; bottom: 12px; box-sizing: border-box;
  display: flex; flex-direction: column; width: min(400px, 100vw - 24px); max-height: min(440px, 60vh);
  font: 13px/1.4 system-ui, sans-serif; color: var(--text); background: var(--back);
  border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 4px 16px #0004;
}
header { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 12px; border-bottom: 1px solid var(--line); }
h2 { margin: 0; font-size: 13px; font-weight: 600; }
output { flex: 1; color: var(--faint); }
button {
  font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 4px;
  padding: 2px 8px; cursor: pointer;
}
button:hover { border-color: var(--text); }
button:focus-visible, summary:focus-visible, ol:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
ol { margin: 0; padding: 0; overflow: auto; list-style: none; }
li + li { border-top: 1px solid var(--line); }
p { margin: 0; padding: 12px; color: var(--faint); }
summary { display: flex; gap: 8px; align-items: baseline; padding: 5px 12px; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '▸'; color: var(--faint); }
[open] > summary::before { content: '▾'; }
time { color: var(--faint); font-variant-numeric: tabular-nums; }
b { flex: 1; font-weight: 600; overflow-wrap: anywhere; }
i { font-style: normal; color: var(--faint); white-space: nowrap; }
i[data-state=sent] { color: var(--sent); }
i[data-state=refused] { color: var(--refused); }
dl {
  display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 2px 8px;
  margin: 0; padding: 2px 12px 10px 28px; font-size: 12px;
}
dt { color: var(--faint); overflow-wrap: anywhere; }
dd { margin: 0; overflow-wrap: anywhere; }
`;
