// Speaks graphql-transport-ws through the graphql-ws client, and plainly where a client would never do such a thing.
// Usage: node socket.mjs <scenario> <ws address> [token]; prints one line of JSON.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [scenario, url, token] = process.argv.slice(2);
const init = { type: 'connection_init', ...(token ? { payload: { authorization: token } } : {}) };
const subscribe = (id, query) => ({ type: 'subscribe', id, payload: { query } });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const client = () => createClient({
  url, webSocketImpl: WebSocket, retryAttempts: 0, ...(token ? { connectionParams: { authorization: token } } : {}),
});

const all = async (on, query) => {
  const answers = [];
  for await (const answer of on.iterate({ query })) answers.push(answer);
  return answers;
};

// Sends messages as they stand and tells how the server closes, or 'open' where it does not.
const raw = (messages, { protocol = 'graphql-transport-ws', wait = 3000, headers = {}, pause = false } = {}) => new Promise((resolve) => {
  const socket = new WebSocket(url, protocol, { headers });
  const received = [];
  socket.on('open', () => {
    for (const message of messages) socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    if (pause) { socket.pause(); setTimeout(() => socket.resume(), 1500); }
  });
  socket.on('message', (data) => received.length < 20 && received.push(JSON.parse(data)));
  socket.on('close', (code, reason) => resolve({ code, reason: `${reason}`, received }));
  socket.on('unexpected-response', (_, response) => resolve({ status: response.statusCode }));
  socket.on('error', () => {});
  setTimeout(() => { resolve({ code: 'open', received }); socket.terminate(); }, wait);
});

const scenarios = {
  query: async () => all(client(), '{ me }'),
  mutation: async () => all(client(), 'mutation { registerJob(input: { title: "Pump" }) { job { title } } }'),
  counting: async () => all(client(), 'subscription { counting(to: 4) { id title mechanic { name } } }'),
  parallel: async () => {
    const one = client();
    return (await Promise.all([...Array(20)].map((_, i) => all(one, `subscription { counting(to: ${i + 1}) { id } }`)))).map((answers) => answers.length);
  },
  invalid: async () => { try { return await all(client(), 'subscription { nothing }'); } catch (errors) { return errors; } },
  refused: async () => { try { return await all(client(), 'subscription { counting(to: 4) { id } }'); } catch (errors) { return errors; } },
  unsubscribe: async () => {
    const one = client();
    const waiting = one.iterate({ query: 'subscription { waiting }' });
    waiting.next().catch(() => {});
    await sleep(1000);
    await waiting.return();
    await sleep(500);
    return 'ended';
  },
  drop: async () => {
    const socket = new WebSocket(url, 'graphql-transport-ws');
    socket.on('open', () => { socket.send(JSON.stringify(init)); socket.send(JSON.stringify(subscribe('1', 'subscription { waiting }'))); });
    await sleep(1000);
    socket.terminate();
    return 'dropped';
  },
  badToken: async () => raw([init, subscribe('1', '{ me }')]),
  noInit: async () => raw([subscribe('1', '{ me }')]),
  twoInits: async () => raw([init, init]),
  twice: async () => raw([init, subscribe('1', 'subscription { waiting }'), subscribe('1', 'subscription { waiting }')]),
  garbage: async () => raw(['{x']),
  unknown: async () => raw([init, { type: 'start', id: '1' }]),
  noPayload: async () => raw([init, { type: 'subscribe', id: '1' }]),
  silent: async () => raw([], { wait: 8000 }),
  otherProtocol: async () => raw([init], { protocol: 'graphql-ws' }),
  ping: async () => raw([{ type: 'ping' }], { wait: 500 }),
  huge: async () => raw([init, 'x'.repeat(1_200_000)]),
  flood: async () => raw([init, subscribe('1', 'subscription { flood }')], { wait: 15000, pause: true }),
  foreignOrigin: async () => raw([init], { headers: { origin: 'https://elsewhere.example' } }),
  ownOrigin: async () => raw([init], { wait: 500, headers: { origin: url.replace('ws:', 'http:').replace('/graphql', '') } }),
};

process.stdout.write(JSON.stringify(await scenarios[scenario]()), () => process.exit(0));
