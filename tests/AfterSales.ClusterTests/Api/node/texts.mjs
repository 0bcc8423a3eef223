// A program that sends text messages, as its maker would write it from the protocol alone, with Node's standard library. Prints its port, then each thing it does.
// Arguments: the shared secret. What becomes of a message, the end of its number says: 02 is busy twice, 03 is no mobile, 04 is busy for ever, others are sent.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const [secret] = process.argv.slice(2);
const tries = new Map();
const sent = new Set();

function isSigned(header, body) {
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (!t || Math.abs(Date.now() / 1000 - Number(t)) > 300) return false;
  const expected = createHmac('sha256', secret).update(`${t}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(v1, 'hex'));
}

createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    if (request.method !== 'POST' || request.url !== '/texts' || !isSigned(request.headers['aftersales-signature'], body)) {
      console.log('refused');
      response.writeHead(401).end();
      return;
    }
    const text = JSON.parse(body);
    const made = (tries.get(text.id) ?? 0) + 1;
    tries.set(text.id, made);
    const end = text.to.slice(-2);
    if (end === '03') response.writeHead(422).end('no mobile');
    else if (end === '04' || (end === '02' && made <= 2)) response.writeHead(429).end();
    else {
      response.writeHead(202).end();
      if (request.headers['idempotency-key'] !== text.id || sent.has(text.id)) return;
      sent.add(text.id);
      console.log(`sent ${text.to} ${JSON.stringify(text)}`);
    }
  });
}).listen(0, '127.0.0.1', function () {
  console.log(`listening ${this.address().port}`);
});
