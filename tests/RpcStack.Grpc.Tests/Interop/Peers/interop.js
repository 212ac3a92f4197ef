// grpc-js as a peer: `interop.js client PROTO ADDRESS` checks a server, `interop.js server PROTO` is one and prints its port.
'use strict';
const assert = require('node:assert');
const modules = process.env.GRPC_JS_MODULES;
const grpc = require(`${modules}/@grpc/grpc-js`);
const loader = require(`${modules}/@grpc/proto-loader`);
const protobuf = require(`${modules}/protobufjs`);

const [, , mode, folder, address] = process.argv;
const options = { longs: Number, enums: Number, defaults: true, oneofs: true, keepCase: true, includeDirs: [folder] };
const { rpcstack } = grpc.loadPackageDefinition(loader.loadSync('interop.proto', options));
const DETAILS = 'grpc-status-details-bin';

const types = protobuf.parse(require('node:fs').readFileSync(`${folder}/interop.proto`, 'utf8'), new protobuf.Root(), { keepCase: true }).root;
const OutOfStock = types.lookupType('rpcstack.interop.OutOfStock');
const Any = new protobuf.Type('Any').add(new protobuf.Field('type_url', 1, 'string')).add(new protobuf.Field('value', 2, 'bytes'));
const Status = new protobuf.Type('Status').add(new protobuf.Field('code', 1, 'int32'))
  .add(new protobuf.Field('message', 2, 'string')).add(new protobuf.Field('details', 3, 'Any', 'repeated'));
new protobuf.Root().define('here').add(Any).add(Status);

let cancelled = 0;

const service = {
  Echo(call, answer) {
    const trailer = new grpc.Metadata();
    for (const tag of call.metadata.get('tag')) trailer.add('tag', tag);
    answer(null, call.request.parcel, trailer);
  },
  Join: (call, answer) => answer(null, { value: (call.request.left + call.request.right).repeat(call.request.times) }),
  Buy(call, answer) {
    const message = `3 of ${call.request.item} are missing`;
    const value = OutOfStock.encode(OutOfStock.create({ item: call.request.item, missing: 3 })).finish();
    const detail = Any.create({ type_url: 'type.googleapis.com/rpcstack.interop.OutOfStock', value });
    const metadata = new grpc.Metadata();
    metadata.add(DETAILS, Buffer.from(Status.encode(Status.create({ code: 2, message, details: [detail] })).finish()));
    answer({ code: grpc.status.UNKNOWN, details: message, metadata });
  },
  Fail: (call, answer) => answer({ code: call.request.status, details: call.request.text }),
  Wait(call, answer) {
    const timer = setTimeout(() => answer(null, {}), call.request.milliseconds);
    call.on('cancelled', () => { cancelled++; clearTimeout(timer); });
  },
  Cancelled: (call, answer) => answer(null, { value: cancelled }),
  async Count(call) {
    for (let value = call.request.from; value < call.request.to && !call.cancelled; value++) {
      if (!call.write({ value })) await new Promise(go => { call.once('drain', go); call.once('cancelled', go); });
    }
    call.end();
  },
  Sum(call, answer) {
    let value = 0;
    call.on('data', item => { value += item.value; }).on('end', () => answer(null, { value }));
  },
  Scale(call, answer) {
    let value = 0;
    let factor = 0;
    call.on('data', part => { if (part.request) factor = part.request.factor; else value += part.item.value; })
      .on('end', () => answer(null, { value: factor * value }));
  },
  Chat: call => call.on('data', line => call.write({ value: `echo ${line.value}` })).on('end', () => call.end()),
  Greet(call) {
    let greeting = '';
    call.on('data', part => { if (part.request) greeting = part.request.greeting; else call.write({ value: `${greeting} ${part.item.value}` }); })
      .on('end', () => call.end());
  },
};

function serve() {
  const server = new grpc.Server(process.argv.includes('gzip') ? { 'grpc.default_compression_algorithm': 2 } : {});
  server.addService(rpcstack.interop.Interop.service, service);
  server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    console.log(port);
  });
  process.stdin.on('end', () => process.exit(0)).resume();
}

const parcel = {
  text: 'grüß dich', number: -5, large: 2 ** 50, weight: 1.5, is_fragile: true, content: Buffer.from([0, 1, 255]),
  sizes: [1, -1, 300], labels: { a: 'b', c: '' }, size: 1, note: '', sent_at: { seconds: 1795176000, nanos: 500000000 },
};

async function check() {
  const stub = new rpcstack.interop.Interop(address, grpc.credentials.createInsecure(), { 'grpc.default_compression_algorithm': 2 });
  const unary = (name, request, ...more) => new Promise((done, fail) =>
    stub[name](request, ...more, (error, answer) => error ? fail(error) : done(answer)));
  const failure = call => call.then(() => assert.fail('no error came'), error => error);
  const collect = async call => { const all = []; for await (const item of call) all.push(item.value); return all; };
  const sending = (name, items) => new Promise((done, fail) => {
    const call = stub[name]((error, answer) => error ? fail(error) : done(answer.value));
    for (const item of items) call.write(item);
    call.end();
  });

  const { _note, ...echoed } = await unary('Echo', { parcel });
  assert.deepEqual({ ...echoed, sent_at: { ...echoed.sent_at } }, parcel);
  assert.equal((await unary('Join', { left: 'a', right: 'b', times: 1000 })).value, 'ab'.repeat(1000));

  const metadata = new grpc.Metadata();
  metadata.add('tag', 'blue');
  const trailer = await new Promise((done, fail) =>
    stub.Echo({ parcel }, metadata, error => error && fail(error)).on('status', status => done(status.metadata)));
  assert.deepEqual(trailer.get('tag'), ['blue']);

  const bought = await failure(unary('Buy', { item: 'nails' }));
  assert.equal(bought.code, grpc.status.UNKNOWN);
  assert.equal(bought.details, '3 of nails are missing');
  const [detail] = Status.decode(bought.metadata.get(DETAILS)[0]).details;
  assert.match(detail.type_url, /\/rpcstack\.interop\.OutOfStock$/);
  assert.deepEqual({ ...OutOfStock.decode(detail.value) }, { item: 'nails', missing: 3 });

  for (let code = 1; code <= 16; code++) {
    const error = await failure(unary('Fail', { status: code, text: 'größer, 100 %\n' }));
    assert.equal(error.code, code);
    assert.equal(error.details, 'größer, 100 %\n');
  }

  const late = await failure(unary('Wait', { milliseconds: 30000 }, { deadline: Date.now() + 300 }));
  assert.equal(late.code, grpc.status.DEADLINE_EXCEEDED);
  const left = await new Promise(done => {
    const call = stub.Wait({ milliseconds: 30000 }, done);
    setTimeout(() => call.cancel(), 300);
  });
  assert.equal(left.code, grpc.status.CANCELLED);
  for (const end = Date.now() + 10000; (await unary('Cancelled', {})).value < 2;)
    assert.ok(Date.now() < end, 'two waits should have been cancelled');

  assert.deepEqual(await collect(stub.Count({ from: 10, to: 2000 })), Array.from({ length: 1990 }, (_, i) => i + 10));
  const endless = stub.Count({ from: 0, to: 2 ** 30 });
  await new Promise(done => endless.once('data', done));
  endless.on('error', () => {}).cancel();

  const numbers = Array.from({ length: 100 }, (_, value) => ({ value }));
  assert.equal(await sending('Sum', numbers), 4950);
  assert.equal(await sending('Sum', []), 0);
  assert.equal(await sending('Scale', [{ request: { factor: 3 } }, ...numbers.map(item => ({ item }))]), 3 * 4950);
  assert.equal((await failure(sending('Scale', []))).code, grpc.status.INVALID_ARGUMENT);

  const chat = stub.Chat();
  for (const line of ['one', 'zwei', 'três']) {
    const next = new Promise(done => chat.once('data', done));
    chat.write({ value: line });
    assert.equal((await next).value, `echo ${line}`);
  }
  chat.end();
  assert.deepEqual(await collect(chat), []);

  const greet = stub.Greet();
  greet.write({ request: { greeting: 'hello' } });
  greet.write({ item: { value: 'world' } });
  greet.end();
  assert.deepEqual(await collect(greet), ['hello world']);
  stub.close();
  console.log('all is well');
}

if (mode === 'server') serve();
else check().catch(error => { console.error(error); process.exit(1); });
