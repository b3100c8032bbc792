/** Loads pictures, one at a time: while one is on its way, only the newest of the others is remembered. */

const PATIENCE = 10_000;

export class Pictures {
  #wanted = null;
  #loading = false;
  #paused = false;
  #show;

  /** @param show called with the picture's event and its bitmap */
  constructor(show) {
    this.#show = show;
  }

  /** Asks for a picture; one that was asked for and not begun is forgotten. */
  want(picture) {
    this.#wanted = picture;
    this.#next();
  }

  /** Stops loading while nobody looks, and starts again with the newest picture. */
  pause(paused) {
    this.#paused = paused;
    this.#next();
  }

  async #next() {
    if (this.#loading || this.#paused || !this.#wanted) return;
    const picture = this.#wanted;
    this.#wanted = null;
    this.#loading = true;
    try {
      const bitmap = await load(picture.url);
      if (bitmap) this.#show(picture, bitmap);
    } catch {
      // The next picture comes soon; until then the card shows the age of the last one.
    } finally {
      this.#loading = false;
      this.#next();
    }
  }
}

/** The bitmap behind an address, or null when it is gone. */
export async function load(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  return response.ok ? createImageBitmap(await response.blob()) : null;
}
