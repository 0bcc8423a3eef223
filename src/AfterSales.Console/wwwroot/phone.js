// What a technician does is kept in his browser until the service has taken it: he works on without a connection, and a broken one loses nothing.
(() => {
  'use strict';

  const place = document.getElementById('waits');
  const { account } = document.documentElement.dataset;
  if (!place || !account) return;

  // Of this account alone: whoever else logs in on this phone neither sees nor sends it.
  const [waitsKey, takenKey] = [`waits:${account}`, `taken:${account}`];
  const tokenName = '__RequestVerificationToken';
  const [retryMs, patienceMs, soonMs, takenRemembered] = [20_000, 30_000, 1_500, 100];

  let token = tokenOf(document);
  let told = null;
  let beingSent = null;
  // Was just pressed and is on its way: it is not listed before it is clear that it has to wait.
  let pressed = null;
  let running = null;

  const read = key => JSON.parse(localStorage.getItem(key) ?? '[]');
  const write = (key, list) => localStorage.setItem(key, JSON.stringify(list));
  const waiting = () => read(waitsKey);
  const change = (id, facts) => write(waitsKey, waiting().map(step => step.id === id ? { ...step, ...facts } : step));
  const drop = id => write(waitsKey, waiting().filter(step => step.id !== id));

  const pathOf = address => new URL(address, document.baseURI).pathname;
  const forms = () => [...document.querySelectorAll('main form[data-step]')];
  const valueOf = (form, ending) => [...form.elements].find(field => field.name.endsWith(ending))?.value;
  const isOf = (step, form) => step.page === pathOf(form.action) && step.step === form.dataset.step && step.visit === valueOf(form, 'VisitId');

  function tokenOf(page) {
    return page.querySelector(`[name=${tokenName}]`)?.value ?? '';
  }

  function clock(at) {
    const time = new Date(at);
    const isToday = time.toDateString() === new Date().toDateString();
    return time.toLocaleString(document.documentElement.lang, isToday ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' });
  }

  // When the step of a form was done, if it waits or was taken: a page may be older than what was done since.
  function doneAt(form) {
    const id = valueOf(form, '.RequestId');
    return waiting().find(step => isOf(step, form) && !step.refused && step.id !== pressed)?.at ?? read(takenKey).find(step => step.id === id)?.at;
  }

  // Shows the step that follows what is kept, though the service has not heard of that yet.
  function showPage(steps) {
    let stage = document.querySelector('main [data-stage]')?.dataset.stage;
    const done = forms().filter(doneAt);
    for (let before; (before = done.find(form => form.dataset.next && form.closest('[data-at]').dataset.at === stage));) stage = before.dataset.next;
    for (const part of document.querySelectorAll('main [data-at]')) part.hidden = !part.dataset.at.split(' ').includes(stage);
    const isPast = form => done.some(other => other === form || other.dataset.step === form.dataset.until);
    for (const form of forms()) {
      const part = form.closest('details') ?? form;
      if (isPast(form)) part.hidden = true;
      else if (!part.dataset.at) part.hidden = false;
      const refused = steps.find(step => step.refused && isOf(step, form));
      if (refused && form.dataset.filled !== refused.id) fill(form, refused);
    }

    const [began, begun] = [document.querySelector('main [data-began]'), done.find(form => form.dataset.step === 'START_WORK')];
    if (begun) began.querySelector('time').textContent = clock(doneAt(begun));
    if (began && (begun || forms().some(form => form.dataset.step === 'START_WORK'))) began.hidden = !begun;

    for (const link of document.querySelectorAll('main :is(a.job, .next a.huge)')) {
      const last = steps.findLast(step => step.page === pathOf(link.href));
      if (link.matches('.huge')) {
        link.dataset.words ??= link.lastChild.textContent;
        link.lastChild.textContent = last ? ` ${place.dataset.goOn}` : link.dataset.words;
        continue;
      }
      link.querySelector('[data-kept-step]')?.remove();
      if (!last) continue;
      const chip = Object.assign(document.createElement('span'), { className: 'chip warn', textContent: `${place.dataset.kept} ${last.name}` });
      chip.dataset.keptStep = '';
      link.append(chip);
    }
  }

  function fill(form, step) {
    form.dataset.filled = step.id;
    for (const field of form.elements) {
      if (!field.name || (field.type === 'hidden' && !field.hasAttribute('data-kept'))) continue;
      const values = step.fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === 'checkbox') field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    document.dispatchEvent(new Event('shown'));
  }

  function showList(steps) {
    const listed = steps.filter(step => step.id !== pressed).map(step => ({
      ...step, fields: null,
      state: step.refused ? 'refused' : step.id === beingSent ? 'sending' : steps.find(other => other.page === step.page && other.refused) ? 'held' : 'waiting',
      isLast: steps.findLast(other => other.page === step.page).id === step.id,
    }));
    place.hidden = !listed.length;
    const text = JSON.stringify(listed);
    if (place.dataset.shown === text) return;
    place.dataset.shown = text;
    place.querySelector('ol').replaceChildren(...listed.map(step => {
      const item = place.querySelector('template').content.cloneNode(true);
      const part = name => item.querySelector(`[data-${name}]`);
      part('name').textContent = step.name;
      part('page').textContent = step.who;
      part('page').href = step.page;
      part('time').dateTime = step.at;
      part('time').textContent = clock(step.at);
      for (const state of item.querySelectorAll('[data-if]')) state.hidden = state.dataset.if !== step.state;
      part('words').textContent = step.words ?? '';
      part('words').hidden = !step.words;
      // In the order opposite to that in which they were done, so that none stands there without the one it follows.
      part('take-back').hidden = step.state === 'sending' || !(step.refused || step.isLast);
      part('drop').dataset.drop = step.id;
      return item;
    }));
  }

  function show() {
    const steps = waiting();
    showPage(steps);
    showList(steps);
    const says = navigator.onLine ? told : told === 'no-room' ? told : 'offline';
    for (const note of document.querySelectorAll('[data-told]')) note.hidden = note.dataset.told !== says;
    for (const time of document.querySelectorAll('[data-as-of]')) time.textContent = clock(time.dateTime);
  }

  // The service's own page takes the place of the one that is shown.
  function put(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const main = page.querySelector('main');
    if (!main || page.documentElement.dataset.account !== account) return location.reload();
    document.querySelector('main').replaceWith(main);
    document.title = page.title;
    const [asOf, now] = [document.querySelector('[data-as-of]'), page.querySelector('[data-as-of]')];
    if (asOf && now) asOf.dateTime = now.dateTime;
    token = tokenOf(page) || token;
    document.dispatchEvent(new Event('shown'));
    show();
  }

  // Null: the service was not reached.
  async function ask(address, request) {
    try {
      const answer = await fetch(address, { headers: { Accept: 'text/html' }, signal: AbortSignal.timeout(patienceMs), ...request });
      return { status: answer.status, url: answer.url, redirected: answer.redirected, html: await answer.text() };
    } catch {
      return null;
    }
  }

  const isLoggedOut = answer => answer.status === 401 || pathOf(answer.url) === pathOf('account/login');
  const isUnwell = answer => !answer || answer.status >= 500 || answer.status === 429;

  // The one at hand may be of a log-in before, or of a page that was kept.
  async function freshToken(address) {
    const answer = await ask(address);
    if (isUnwell(answer)) return 'unreached';
    const page = new DOMParser().parseFromString(answer.html, 'text/html');
    if (isLoggedOut(answer) || page.documentElement.dataset.account !== account) return 'logged-out';
    token = tokenOf(page);
    return null;
  }

  async function post(step) {
    const body = new URLSearchParams(step.fields);
    if (step.isLate) body.set('DeviceTime', step.at);
    for (let isAgain = false; ; isAgain = true) {
      body.set(tokenName, token);
      const answer = await ask(step.page, { method: 'POST', body });
      if (isUnwell(answer)) return { outcome: 'unreached' };
      if (isLoggedOut(answer)) return { outcome: 'logged-out' };
      if (answer.status === 400 && !isAgain) {
        const wrong = await freshToken(step.page);
        if (wrong) return { outcome: wrong };
        continue;
      }
      if (answer.status >= 400) return { outcome: 'refused', words: `${place.dataset.notTaken} (${answer.status})` };
      if (answer.redirected) return { outcome: 'taken', ...answer };
      const page = new DOMParser().parseFromString(answer.html, 'text/html');
      const refusal = page.querySelector('main [data-refused]');
      const words = (refusal ?? page.querySelector('main [role=alert]'))?.textContent.trim() ?? place.dataset.notTaken;
      // What failed is tried again, and what was refused is the technician's to put right.
      if (!refusal || refusal.dataset.refused === 'TRY_AGAIN') return { outcome: 'failed', words };
      const fields = [...page.querySelectorAll('main .field.wrong')].map(field => `${field.querySelector('label').textContent.trim()}: ${field.querySelector('.field-error').textContent.trim()}`);
      return { outcome: 'refused', words: [words, ...fields].join(' '), html: answer.html, url: answer.url };
    }
  }

  // One at a time, in order; one that is not taken stops those of its job that follow it, and no other.
  async function sendAll() {
    const outcomes = new Map();
    const stopped = new Set();
    let wasLate = false;
    for (let steps; (steps = waiting()).length;) {
      for (const step of steps) if (step.refused) stopped.add(step.page);
      const step = steps.find(one => !stopped.has(one.page));
      if (!step) break;
      beingSent = step.id;
      show();
      const answer = await post(step);
      beingSent = null;
      outcomes.set(step.id, answer);
      told = null;
      if (answer.outcome === 'taken') {
        wasLate ||= step.isLate;
        write(takenKey, [...read(takenKey), { id: step.id, page: step.page, at: step.at }].slice(-takenRemembered));
        drop(step.id);
        continue;
      }
      change(step.id, { isLate: true, refused: answer.outcome === 'refused', words: answer.words });
      stopped.add(step.page);
      if (answer.outcome === 'unreached' || answer.outcome === 'logged-out') {
        told = answer.outcome;
        break;
      }
    }
    if (wasLate && !waiting().length) told = 'sent';
    return outcomes;
  }

  function send() {
    const alone = async () => navigator.locks ? navigator.locks.request(waitsKey, { ifAvailable: true }, async lock => lock ? sendAll() : new Map()) : sendAll();
    return running ??= alone().finally(() => { running = null; });
  }

  const isTouched = () => forms().some(form => !form.closest('[hidden]')
    && [...form.elements].some(field => field.type === 'checkbox' ? field.checked !== field.defaultChecked : 'defaultValue' in field && field.value !== field.defaultValue));

  async function sendWhatWaits() {
    if (!navigator.onLine || !waiting().length) return show();
    const outcomes = await send();
    show();
    const taken = read(takenKey).filter(step => outcomes.get(step.id)?.outcome === 'taken');
    const isHere = taken.some(step => step.page === location.pathname) || (taken.length && location.pathname === pathOf('day'));
    if (!isHere || isTouched()) return;
    const answer = await ask(location.href);
    if (answer?.status === 200 && !answer.redirected) put(answer.html);
  }

  // What the service would refuse, and nobody could put right later: the customer is gone when it hears of it.
  function lacks(form) {
    const data = new FormData(form);
    const missing = (form.dataset.needs ?? '').split(' ').filter(Boolean).map(names => names.split('|')).filter(names => !names.some(name => data.get(name)?.trim()));
    return [...new Set(missing.map(([name]) => {
      const field = form.elements[name];
      return (field.labels?.[0] ?? field.closest('.field').querySelector('.label')).textContent.trim();
    }))];
  }

  function keep(form, button) {
    const page = pathOf(form.action);
    const steps = waiting();
    const step = {
      id: valueOf(form, '.RequestId'), page, step: form.dataset.step, visit: valueOf(form, 'VisitId'), name: button.textContent.trim(),
      who: document.querySelector('main h1').firstChild.textContent.trim(), fields: [...new FormData(form)].filter(([name]) => name !== tokenName),
      at: new Date().toISOString(), isLate: !navigator.onLine || steps.some(other => other.page === page),
    };
    // One that was refused is put right in its place: it was done when it was done.
    const former = steps.findIndex(other => other.refused && isOf(other, form));
    if (former < 0) steps.push(step);
    else steps[former] = { ...step, at: steps[former].at };
    try {
      write(waitsKey, steps);
      return step;
    } catch {
      told = 'no-room';
      return null;
    }
  }

  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.matches('main form[data-step]')) return;
    event.preventDefault();
    if (pressed || doneAt(form)) return;
    form.querySelector('[data-lacks]')?.remove();
    const missing = navigator.onLine ? [] : lacks(form);
    const button = event.submitter ?? form.querySelector('[type=submit]');
    if (missing.length) {
      const note = Object.assign(document.createElement('p'), { className: 'note bad', role: 'alert', textContent: `${place.dataset.fillIn} ${missing.join(' · ')}` });
      note.dataset.lacks = '';
      button.before(note);
      return;
    }
    const step = keep(form, button);
    if (step && form.hasAttribute('data-keep')) sessionStorage.removeItem(`draft:${location.pathname}`);
    if (!step || !navigator.onLine) {
      show();
      scrollTo({ top: 0 });
      return;
    }
    pressed = step.id;
    button.disabled = true;
    const soon = setTimeout(() => { pressed = null; show(); }, soonMs);
    const outcomes = await send();
    const answer = outcomes.get(step.id);
    clearTimeout(soon);
    button.disabled = false;
    const isPrompt = pressed === step.id;
    pressed = null;
    const hash = new URL(form.action).hash;
    if (answer?.outcome === 'taken' && pathOf(answer.url) !== location.pathname) return location.assign(answer.url);
    // Refused while he looks at it, it stands in the form as the service shows it, and nothing waits.
    const isRefusedHere = answer?.outcome === 'refused' && answer.html && isPrompt && !step.isLate;
    if (isRefusedHere) drop(step.id);
    if (isRefusedHere || (answer?.outcome === 'taken' && (isPrompt || !isTouched()))) {
      put([...outcomes.values()].findLast(one => one.html && pathOf(one.url) === location.pathname).html);
      return document.getElementById(hash.slice(1))?.scrollIntoView();
    }
    show();
    if (answer?.outcome !== 'taken') scrollTo({ top: 0 });
  });

  place.addEventListener('click', event => {
    const { drop: id } = event.target.dataset;
    const step = id && waiting().find(one => one.id === id);
    if (!step) return;
    drop(id);
    const form = forms().find(one => isOf(step, one));
    if (form) fill(form, step);
    told = null;
    sendWhatWaits();
  });

  addEventListener('online', sendWhatWaits);
  addEventListener('offline', show);
  addEventListener('storage', event => { if (event.key === waitsKey) show(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) sendWhatWaits(); });
  setInterval(() => { if (told !== 'logged-out') sendWhatWaits(); }, retryMs);

  // Without a connection the pages seen last are opened from copies, and those of today's jobs too.
  async function keepCopies() {
    const { serviceWorker: workers } = navigator;
    if (!workers) return;
    await workers.register(place.dataset.worker, { scope: 'day' });
    if (!workers.controller) await new Promise(begun => workers.addEventListener('controllerchange', begun, { once: true }));
    const loaded = performance.getEntriesByType('resource').map(file => file.name).filter(name => /\/_(content|framework)\//.test(name));
    const files = [...loaded, document.querySelector('link[rel=icon]').href];
    const pages = [location.href, ...[...document.querySelectorAll('main .route a.job')].map(link => link.href)];
    for (const address of [...files, ...pages]) {
      if (!navigator.onLine) return;
      if (!await caches.match(pathOf(address), { ignoreVary: true })) await ask(address);
    }
    place.dataset.copied = 'true';
  }

  document.querySelector('[data-told=logged-out] a').href += `?returnUrl=${encodeURIComponent(location.pathname)}`;
  sendWhatWaits();
  // Where the browser allows none, as on plain http, an open page still works on without a connection.
  keepCopies().catch(() => {});
})();
