/** Words for controls of Graphic Walker that have no name. */
export interface MendWords {
  /** The menu of a field. */
  menuOf(field: string): string;
  /** The menu of a chart. */
  readonly chartMenu: string;
  /** Anything else that is a picture only. */
  readonly more: string;
}

const nameless = (element: Element) =>
  !element.hasAttribute('aria-label') && (element.textContent ?? '').trim() === '';

/**
 * Menus neither fade nor slide: one whose entry is chosen while it still opens would stay in the page for ever, unseen and over
 * whatever is below it.
 */
const stillMenus = new CSSStyleSheet();
stillMenus.replaceSync('[role="menu"] { transition: none !important; }');

function setOnce(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Gives names and roles to what the editor draws without them. Runs after each of its changes. */
function mend(root: ShadowRoot, words: MendWords): void {
  for (const pill of root.querySelectorAll('[data-rbd-drag-handle-draggable-id]')) {
    // A pill holds a menu of its own: a group, not one button.
    if (pill.getAttribute('role') === 'button') pill.setAttribute('role', 'group');
    const name = (pill.textContent ?? '').trim();
    if (name !== '') setOnce(pill, 'aria-label', name);
    for (const menu of pill.querySelectorAll('[role="button"][aria-haspopup]'))
      if (nameless(menu)) setOnce(menu, 'aria-label', words.menuOf(name));
  }
  // The entries of an open menu are plain buttons in it.
  for (const entry of root.querySelectorAll('[role="menu"] [role="button"]'))
    entry.setAttribute('role', 'menuitem');
  // Triggers that are only reached from within menus.
  for (const hidden of root.querySelectorAll('button[aria-hidden="true"]:not([tabindex="-1"])'))
    hidden.setAttribute('tabindex', '-1');
  for (const box of root.querySelectorAll('div[type="button"]:not([role])'))
    for (const name of ['aria-haspopup', 'aria-expanded', 'aria-controls', 'aria-pressed'])
      box.removeAttribute(name);
  for (const list of root.querySelectorAll('nav[role="tablist"]')) list.setAttribute('role', 'group');
  for (const tab of root.querySelectorAll('span[role="tab"]')) {
    tab.setAttribute('role', 'group');
    for (const menu of tab.querySelectorAll('button'))
      if (nameless(menu)) setOnce(menu, 'aria-label', words.chartMenu);
  }
  for (const button of root.querySelectorAll('button:not([aria-hidden="true"]), [role="button"]'))
    if (nameless(button)) setOnce(button, 'aria-label', words.more);
}

/** Keeps the editor below an element usable with a screen reader. @returns what ends it */
export function mendEditor(host: Element, words: MendWords): () => void {
  const observers: MutationObserver[] = [];
  const follow = (root: ShadowRoot) => {
    // An editor is mended anew in another language: its root may have the sheet.
    if (!root.adoptedStyleSheets.includes(stillMenus)) root.adoptedStyleSheets.push(stillMenus);
    mend(root, words);
    const observer = new MutationObserver(() => mend(root, words));
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributeFilter: ['role', 'aria-expanded', 'aria-haspopup', 'aria-label'],
    });
    observers.push(observer);
  };
  const find = () => {
    const inside = [...host.querySelectorAll('*')].find((element) => element.shadowRoot !== null)?.shadowRoot;
    if (inside === null || inside === undefined) return false;
    follow(inside);
    return true;
  };
  if (!find()) {
    const waiting = new MutationObserver(() => find() && waiting.disconnect());
    waiting.observe(host, { subtree: true, childList: true });
    observers.push(waiting);
  }
  return () => {
    for (const observer of observers) observer.disconnect();
  };
}
