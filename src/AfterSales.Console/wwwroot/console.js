// What the pages cannot do without a script of their own: light and dark, menus, what was typed while a connection is lost.
(() => {
  'use strict';

  const root = document.documentElement;

  function showTheme() {
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    for (const button of document.querySelectorAll('[data-choose-theme]')) {
      button.setAttribute('aria-pressed', String((button.dataset.chooseTheme === 'dark') === isDark));
    }
  }

  document.addEventListener('click', event => {
    const theme = event.target.closest('[data-choose-theme]');
    if (theme) {
      root.dataset.theme = theme.dataset.chooseTheme;
      document.cookie = `aftersales.theme=${root.dataset.theme}; path=/; max-age=34560000; samesite=lax`;
      showTheme();
    }
    if (event.target.closest('[data-print]')) print();
    for (const menu of document.querySelectorAll('details[data-menu][open]')) {
      if (!menu.contains(event.target) || event.target.closest('.menu-close')) menu.open = false;
    }
  });

  document.addEventListener('toggle', event => { if (event.target.matches?.('details[data-menu]')) showTheme(); }, true);

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      for (const menu of document.querySelectorAll('details[data-menu][open]')) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      const search = document.getElementById('search');
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
  });

  document.addEventListener('submit', event => {
    // The page may have gone on to another address since it was loaded.
    const back = event.target.matches('#choose-language') && event.target.elements.back;
    if (back) back.value = location.pathname + location.search;
  });

  // What was typed is kept in this tab while its page has to be loaded anew; of forms marked data-keep as it is typed.
  const draftKey = () => `draft:${location.pathname}`;
  const isKept = field => field.hasAttribute('data-kept') || !['hidden', 'password', 'file', 'radio', 'checkbox'].includes(field.type);
  const fields = () => [...document.querySelectorAll(':is([data-draft], [data-keep]) :is(input, textarea, select)[id]')].filter(isKept);

  function keepDrafts() {
    const typed = fields().filter(field => field.value).map(field => [field.id, field.value]);
    if (typed.length) sessionStorage.setItem(draftKey(), JSON.stringify(typed));
  }

  function giveDraftsBack() {
    const kept = sessionStorage.getItem(draftKey());
    if (!kept) return;
    const typed = new Map(JSON.parse(kept));
    const found = fields().filter(field => typed.has(field.id));
    if (!found.length) return;
    sessionStorage.removeItem(draftKey());
    for (const field of found) {
      if (field.value === typed.get(field.id)) continue;
      field.value = typed.get(field.id);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    keepDrafts();
  }

  document.addEventListener('input', event => { if (event.target.closest('[data-keep]')) keepDrafts(); });

  function loadAgain() {
    keepDrafts();
    location.reload();
  }

  document.getElementById('reload-page')?.addEventListener('click', loadAgain);

  const dialog = document.getElementById('components-reconnect-modal');
  if (dialog) {
    dialog.addEventListener('components-reconnect-state-changed', async event => {
      const { state } = event.detail;
      if (state === 'show' && !dialog.open) dialog.showModal();
      else if (state === 'hide') dialog.close();
      else if (state === 'failed') setTimeout(reconnect, 3000);
      else if (state === 'rejected') loadAgain();
    });
    document.getElementById('reconnect-now').addEventListener('click', reconnect);
  }

  async function reconnect() {
    try {
      // False: the service answers and no longer knows this page.
      if (!await Blazor.reconnect()) loadAgain();
      else if (dialog.open) dialog.close();
    } catch {
      setTimeout(reconnect, 3000);
    }
  }

  // A signature is drawn on a canvas and travels as a picture in the field beside it.
  let stroke = null;

  function pointOn(canvas, event) {
    const box = canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) * canvas.width / box.width, y: (event.clientY - box.top) * canvas.height / box.height };
  }

  function setSignature(canvas, value) {
    const field = canvas.closest('[data-signature]').querySelector('input');
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  document.addEventListener('pointerdown', event => {
    const canvas = event.target.closest('[data-signature] canvas');
    if (!canvas) return;
    const pen = canvas.getContext('2d');
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = 'round';
    pen.strokeStyle = '#17202b';
    const { x, y } = pointOn(canvas, event);
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + .1, y);
    pen.stroke();
    stroke = { canvas, pen };
    canvas.setPointerCapture(event.pointerId);
    event.preventDefault();
  });

  document.addEventListener('pointermove', event => {
    if (!stroke) return;
    const { x, y } = pointOn(stroke.canvas, event);
    stroke.pen.lineTo(x, y);
    stroke.pen.stroke();
  });

  for (const end of ['pointerup', 'pointercancel']) {
    document.addEventListener(end, () => {
      if (stroke) setSignature(stroke.canvas, stroke.canvas.toDataURL('image/png'));
      stroke = null;
    });
  }

  document.addEventListener('click', event => {
    const canvas = event.target.closest('[data-signature-clear]')?.closest('[data-signature]').querySelector('canvas');
    if (!canvas) return;
    canvas.getContext('2d').clearRect(0, 0, canvas.width, canvas.height);
    setSignature(canvas, '');
  });

  function drawSignatures() {
    for (const place of document.querySelectorAll('[data-signature]')) {
      const { value } = place.querySelector('input');
      const canvas = place.querySelector('canvas');
      if (!value || canvas.dataset.drawn) continue;
      canvas.dataset.drawn = 'true';
      const picture = new Image();
      picture.onload = () => canvas.getContext('2d').drawImage(picture, 0, 0);
      picture.src = value;
    }
  }

  // A file goes straight to the service; the page hears under which key it was taken.
  document.addEventListener('change', async event => {
    const place = event.target.type === 'file' ? event.target.closest('[data-upload]') : null;
    const [file] = place ? event.target.files : [];
    if (!file) return;
    const [wrong, taken] = [place.querySelector('[role=alert]'), place.querySelector('input[type=hidden]')];
    wrong.hidden = true;
    event.target.disabled = true;
    try {
      const answer = await fetch(`files?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file, headers: { 'Content-Type': file.type || 'application/octet-stream' } });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.detail ?? told.title);
      taken.value = told.id;
      taken.dispatchEvent(new Event('change', { bubbles: true }));
    } catch (error) {
      wrong.textContent = `${place.dataset.uploadFailed} ${error.message ?? ''}`;
      wrong.hidden = false;
    }
    event.target.disabled = false;
    event.target.value = '';
  });

  // A list goes straight to the service, which says line by line how far it is; of the rows that it did not take a file is made.
  const shownRejects = 20;
  const lists = new WeakMap();

  function cell(value) {
    // As the service writes lists: no spreadsheet is to compute what somebody typed.
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  async function* linesOf(body) {
    let rest = '';
    for await (const part of body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + part).split('\n');
      rest = lines.pop();
      for (const line of lines) if (line) yield JSON.parse(line);
    }
  }

  async function takeList(place) {
    const [file] = place.querySelector('input[type=file]').files;
    const told = place.querySelector('input[type=hidden]');
    if (!file || lists.get(place)?.running) return;
    const list = { running: new AbortController(), name: file.name, headers: [], rejects: [] };
    lists.set(place, list);
    const progress = { rows: 0, taken: 0, rejected: 0, isDone: false, rejects: [], failure: null };
    const tell = () => {
      told.value = JSON.stringify(progress);
      told.dispatchEvent(new Event('change', { bubbles: true }));
    };
    tell();
    try {
      const type = /\.ics$/i.test(file.name) ? 'text/calendar' : 'text/csv';
      const answer = await fetch(place.dataset.import, { method: 'POST', body: file, headers: { 'Content-Type': type }, signal: list.running.signal });
      if (!answer.ok) {
        const problem = await answer.json();
        throw new Error(problem.detail ?? problem.title);
      }
      for await (const line of linesOf(answer.body)) {
        if (line.headers) list.headers = line.headers;
        if (line.isDone) progress.isDone = true;
        if (line.rows === undefined) continue;
        list.rejects.push(...line.rejects);
        Object.assign(progress, { rows: line.rows, taken: line.taken, rejected: line.rejected });
        progress.rejects.push(...line.rejects.slice(0, shownRejects - progress.rejects.length).map(reject => ({ line: reject.line, reason: reject.reason.slice(0, 500) })));
        tell();
      }
      if (!progress.isDone) progress.failure = place.dataset.failed;
    } catch (error) {
      progress.failure = error.name === 'AbortError' || error instanceof TypeError ? place.dataset.failed : error.message;
    }
    list.running = null;
    tell();
  }

  function giveRejects(place) {
    const { name, headers, rejects } = lists.get(place);
    const rows = [[place.dataset.line, place.dataset.reason, ...headers], ...rejects.map(reject => [String(reject.line), reject.reason, ...reject.cells])];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\uFEFF', rows.map(row => row.map(cell).join(',') + '\r\n').join('')], { type: 'text/csv' }));
    link.download = `${name.replace(/\.[^.]*$/, '')}-${place.dataset.reason}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  document.addEventListener('click', event => {
    const place = event.target.closest('[data-import]');
    if (!place) return;
    if (event.target.closest('[data-import-start]')) takeList(place);
    if (event.target.closest('[data-import-stop]')) lists.get(place)?.running?.abort();
    if (event.target.closest('[data-import-rejects]')) giveRejects(place);
  });

  // Copies that a technician's phone keeps of his pages are of one account, and go when it does.
  async function forgetCopies(but) {
    for (const name of await globalThis.caches?.keys() ?? []) if (name.startsWith('day:') && name !== `day:${but}`) await caches.delete(name);
  }

  document.addEventListener('submit', async event => {
    if (event.target.id !== 'log-out' || !globalThis.caches) return;
    event.preventDefault();
    try {
      await forgetCopies();
    } finally {
      event.target.submit();
    }
  });

  function prepare() {
    giveDraftsBack();
    drawSignatures();
    showTheme();
  }

  new MutationObserver(giveDraftsBack).observe(document.body, { childList: true, subtree: true });
  // Between pages without a connection Blazor exchanges the content and does not run scripts again.
  document.addEventListener('DOMContentLoaded', () => globalThis.Blazor?.addEventListener('enhancedload', prepare));
  document.addEventListener('shown', prepare);
  if (root.dataset.account) forgetCopies(root.dataset.account);
  prepare();
})();
