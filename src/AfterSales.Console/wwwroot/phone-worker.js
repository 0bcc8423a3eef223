// Answers the technician's pages, and the files they need, with what was seen last while there is no connection.
const day = new URL(registration.scope).pathname;
const base = day.slice(0, -'day'.length);
const files = 'day-files';
const patienceMs = 8_000;

const isPage = path => path === day || path.startsWith(`${day}/`);
const isFile = path => path.startsWith(`${base}_content/`) || path.startsWith(`${base}_framework/`);

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));

addEventListener('fetch', event => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method === 'GET' && origin === location.origin && (isPage(pathname) || isFile(pathname))) event.respondWith(newest(event, pathname));
});

async function newest(event, pathname) {
  const copy = await caches.match(pathname, { ignoreVary: true });
  const patience = new AbortController();
  // A connection that hangs is as good as none, where there is a copy.
  const waited = copy && setTimeout(() => patience.abort(), patienceMs);
  try {
    const answer = await fetch(event.request, { signal: patience.signal });
    if (answer.ok && !answer.redirected) event.waitUntil(keep(pathname, answer.clone()));
    return answer;
  } catch (error) {
    if (copy) return copy;
    if (event.request.mode === 'navigate' && await caches.match(day, { ignoreVary: true })) return Response.redirect(day);
    throw error;
  } finally {
    clearTimeout(waited);
  }
}

// Pages are kept by whose they are, so that they go when he does.
async function keep(pathname, answer) {
  if (isFile(pathname)) return (await caches.open(files)).put(pathname, answer);
  const account = /<html[^>]* data-account="([^"]+)"/.exec(await answer.clone().text())?.[1];
  if (account) await (await caches.open(`day:${account}`)).put(pathname, answer);
}
