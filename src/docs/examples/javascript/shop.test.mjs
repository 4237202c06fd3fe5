// Tests against a shop of their own, with nothing but Node 18 or later:
//
//   node --test src/docs/examples/javascript/shop.test.mjs
//
// The jar is target/jangteo.jar unless JANGTEO_JAR names another.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, afterEach, before, beforeEach, test } from 'node:test';

const jar = process.env.JANGTEO_JAR ?? 'target/jangteo.jar';
const adminKey = 'a-key-for-these-tests';
let shop;
let base;

// The shop: kept in memory, on a free port, gone when the tests have ended.
before(async () => {
    shop = spawn(process.env.JAVA ?? 'java', ['-jar', jar, '--in-memory', '--test-mode', '--demo', '--port', '0'], {
        env: { ...process.env, JANGTEO_ADMIN_KEY: adminKey },
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    process.on('exit', () => shop.kill());
    base = await readyAddress(shop.stdout);
    await post('/admin/snapshots', { name: 'fresh' });
});

after(async () => {
    shop.kill();
    await once(shop, 'exit');
});

// Each test begins with the same shop and ends with books that balance.
beforeEach(() => post('/admin/snapshots/fresh/restore'));

afterEach(async () => assert.equal((await get('/admin/books')).body.balanced, true));

// 김하나, user 1, has 50,000 points; two of product 6 cost 3,600.
const basket = { userId: 1, items: [{ productId: 6, quantity: 2 }] };

test('an order that nobody pays expires', async () => {
    const order = (await post('/orders', basket)).body;
    assert.equal(order.status, 'PENDING');

    await post('/admin/clock/advance', { duration: 'PT31M' });

    assert.equal((await get(`/orders/${order.id}?userId=1`)).body.status, 'EXPIRED');
});

test('a payment whose reply is lost is charged once', async () => {
    const order = (await post('/orders', basket)).body;
    const pay = () => post(`/orders/${order.id}/payment`, { userId: 1 }, { 'Idempotency-Key': `pay-${order.id}` });

    await post('/admin/faults', { operation: 'payOrder', kind: 'DROP_REPLY' });
    await assert.rejects(pay, TypeError);
    const reply = await pay();

    assert.equal(reply.body.status, 'PAID');
    assert.equal(reply.headers.get('Idempotent-Replayed'), 'true');
    assert.equal((await get('/users/1')).body.point, 50_000 - 3_600);
});

test('a dry run answers and changes nothing', async () => {
    const order = (await post('/orders', basket)).body;
    const reply = await post(`/orders/${order.id}/payment`, { userId: 1 }, { Prefer: 'dry-run' });
    assert.equal(reply.body.status, 'PAID');
    assert.equal(reply.headers.get('Preference-Applied'), 'dry-run');

    assert.equal((await get('/users/1')).body.point, 50_000);
});

test('the balance before the payment can still be seen', async () => {
    const order = (await post('/orders', basket)).body;
    await post('/admin/clock/advance', { duration: 'PT1M' });
    await post(`/orders/${order.id}/payment`, { userId: 1 });

    assert.equal((await get('/users/1')).body.point, 46_400);
    const then = encodeURIComponent(order.createdAt);
    assert.equal((await get(`/users/1?at=${then}`)).body.point, 50_000);
});

function get(path) {
    return call('GET', path);
}

function post(path, body, headers) {
    return call('POST', path, body, headers);
}

async function call(method, path, body, headers) {
    const reply = await fetch(`${base}/api/v1${path}`, {
        method,
        headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json', ...headers },
        body: body && JSON.stringify(body),
    });
    return { status: reply.status, headers: reply.headers, body: await reply.json() };
}

async function readyAddress(output) {
    for await (const line of createInterface({ input: output })) {
        return line.replace('Jangteo is ready at ', '');
    }
    throw new Error('The shop ended before it was ready');
}
