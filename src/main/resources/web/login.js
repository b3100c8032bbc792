/** Who looks at the page, and the form that asks for a token where one is needed. */

const URL = '/api/session';
const HEADERS = { 'X-Sightline': '1' };
const PATIENCE = 10_000;

export class Login {
  #dialog = document.getElementById('login');
  #note = document.getElementById('login-note');
  #token = document.getElementById('login-token');
  #out = document.getElementById('logout');

  constructor() {
    this.#dialog.addEventListener('cancel', (event) => event.preventDefault());
    this.#dialog.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#enter();
    });
    this.#out.addEventListener('click', () => this.#leave());
  }

  /** Who looks; null if that is to be said first, in the form that is then shown; undefined if nobody answers. */
  async who() {
    try {
      const response = await fetch(URL, { signal: AbortSignal.timeout(PATIENCE) });
      if (response.status === 401) this.#show();
      if (!response.ok) return response.status === 401 ? null : undefined;
      const who = await response.json();
      this.#out.hidden = !who.login;
      this.#out.title = `${who.name}, ${who.role}`;
      return who;
    } catch {
      return undefined;
    }
  }

  #show() {
    if (this.#dialog.open) return;
    this.#note.textContent = '';
    this.#dialog.showModal();
    this.#token.focus();
  }

  /** What was seen before belongs to somebody else, so the page begins anew. */
  async #enter() {
    const body = this.#token.value;
    const response = await this.#send('POST', body);
    if (response?.ok) {
      location.reload();
    } else {
      this.#token.value = '';
      this.#note.textContent = response ? (await response.json()).error : 'The server does not answer.';
    }
  }

  async #leave() {
    await this.#send('DELETE');
    location.reload();
  }

  #send(method, body) {
    return fetch(URL, { method, body, headers: HEADERS, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  }
}
