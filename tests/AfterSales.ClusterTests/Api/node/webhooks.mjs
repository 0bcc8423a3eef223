// A receiver of webhooks as its maker would write it from the protocol alone, with Node's standard library. Prints its port, then each thing it does.
// Its first line of input for a path is the secret (`secret /path whsec_…`); `mend /path` has a path take everything from then on.
// How a path answers, its first word says: taken, down (503 twice for each delivery), never (500), gone (410), redirect (302 to /taken…), slow (never).
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const secrets = new Map();
const mended = new Set();
const tries = new Map();
const taken = new Set();

createInterface({ input: process.stdin }).on('line', (line) => {
  const [word, path, secret] = line.split(' ');
  if (word === 'secret') secrets.set(path, secret);
  if (word === 'mend') mended.add(path);
  console.log(`heard ${word} ${path}`);
});

function isSigned(header, body, secret) {
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (!t || !secret || Math.abs(Date.now() / 1000 - Number(t)) > 300) return false;
  const expected = createHmac('sha256', secret).update(`${t}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(v1, 'hex'));
}

createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    const path = request.url;
    const answer = (status, words, headers = {}) => response.writeHead(status, headers).end(words);
    if (request.method !== 'POST' || !isSigned(request.headers['aftersales-signature'], body, secrets.get(path))) {
      console.log(`forged ${path}`);
      answer(401, 'who are you?');
      return;
    }
    const delivery = JSON.parse(body);
    const made = (tries.get(path + delivery.id) ?? 0) + 1;
    tries.set(path + delivery.id, made);
    const kind = mended.has(path) ? 'taken' : path.slice(1).split('-')[0];
    console.log(`tried ${path} ${delivery.id} ${made}`);
    if (kind === 'down' && made <= 2) answer(503, 'back soon');
    else if (kind === 'never') answer(500, 'the shelf\r\nis full');
    else if (kind === 'gone') answer(410, '');
    else if (kind === 'redirect') answer(302, '', { Location: `/taken${path.slice('/redirect'.length)}` });
    else if (kind !== 'slow') {
      answer(200, 'thanks');
      if (request.headers['idempotency-key'] !== delivery.id || taken.has(path + delivery.id)) return;
      taken.add(path + delivery.id);
      console.log(`taken ${path} ${body}`);
    }
  });
}).listen(0, '127.0.0.1', function () {
  console.log(`listening ${this.address().port}`);
});
