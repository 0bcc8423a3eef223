// A voice gateway as its maker would write it from the protocol alone, with Node's standard library. Prints its port, then each thing it does.
// Arguments: the shared secret; then by phone number how the call goes, as +86…={"status":…,"keys":…}; a number with "down" answers 503 once first.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const [secret, ...plans] = process.argv.slice(2);
const outcomes = new Map(plans.map((plan) => [plan.slice(0, plan.indexOf('=')), JSON.parse(plan.slice(plan.indexOf('=') + 1))]));
const taken = new Set();
const down = new Set();

const sign = (body) => {
  const t = Math.floor(Date.now() / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex')}`;
};

const isSigned = (header, body) => {
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (!t || Math.abs(Date.now() / 1000 - Number(t)) > 300) return false;
  const expected = createHmac('sha256', secret).update(`${t}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(v1, 'hex'));
};

async function call(order) {
  const { lies, ...outcome } = outcomes.get(order.phone);
  const body = JSON.stringify({ callId: order.callId, ...outcome });
  const headers = { 'Content-Type': 'application/json', 'AfterSales-Signature': sign(body) };
  if (lies) headers['AfterSales-Signature'] = headers['AfterSales-Signature'].replace(/v1=./, (found) => (found === 'v1=0' ? 'v1=1' : 'v1=0'));
  // A careful gateway reports until it is heard, so the service hears the same thing twice.
  for (let i = 0; i < 2; i++) {
    const answer = await fetch(order.reportTo, { method: 'POST', headers, body });
    console.log(`reported ${order.phone} ${answer.status}`);
  }
}

createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    if (request.method !== 'POST' || request.url !== '/gateway/calls' || !isSigned(request.headers['aftersales-signature'], body)) {
      console.log('refused');
      response.writeHead(401).end();
      return;
    }
    const order = JSON.parse(body);
    if (!outcomes.has(order.phone)) {
      console.log(`unknown ${order.phone}`);
      response.writeHead(422).end();
      return;
    }
    if (outcomes.get(order.phone).status === 'down' || (outcomes.get(order.phone).isDownOnce && !down.has(order.phone))) {
      down.add(order.phone);
      console.log(`down ${order.phone}`);
      response.writeHead(503).end();
      return;
    }
    response.writeHead(202).end();
    const key = request.headers['idempotency-key'];
    if (key !== order.callId || taken.has(key)) return;
    taken.add(key);
    console.log(`calling ${order.phone} ${order.language} ${order.script} ${order.branch} ${order.questions.map((question) => question.id).join(' ')}`);
    call(order);
  });
}).listen(0, '127.0.0.1', function () {
  console.log(`listening ${this.address().port}`);
});
