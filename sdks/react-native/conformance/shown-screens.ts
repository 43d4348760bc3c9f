import type { NavigationReference } from '../navigation/track-navigation.ts';

/** A navigation container that shows what it is told. */
export class ShownScreens implements NavigationReference {
  #route: { readonly name: string; readonly key: string } | undefined;
  readonly #heard = new Set<() => void>();

  isReady(): boolean {
    return this.#route !== undefined;
  }

  getCurrentRoute(): { readonly name: string; readonly key: string } | undefined {
    return this.#route;
  }

  getRootState(): { readonly routes: readonly { readonly name: string; readonly key: string }[] } {
    return { routes: this.#route ? [this.#route] : [] };
  }

  addListener(name: 'state' | 'ready', hear: () => void): () => void {
    if (name === 'state') this.#heard.add(hear);
    return () => this.#heard.delete(hear);
  }

  /** @param key tells two screens of one name apart */
  show(name: string, key = name): void {
    this.#route = { name, key };
    for (const hear of this.#heard) hear();
  }
}
