// Makes the calls that it reads, one JSON object a line, on npm's @grpc/grpc-js, and prints the outcome of each.
'use strict';
const readline = require('node:readline');
const grpc = require('@grpc/grpc-js');
const { InteropService, pattern, sha256, sparse } = require('./stubs');

const RECALL_MS = 25_000;

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await perform(JSON.parse(line))));
  }
}

async function perform(call) {
  const client = new InteropService(`127.0.0.1:${call.port}`, grpc.credentials.createInsecure(), {
    'grpc.default_compression_algorithm': call.compress ? grpc.compressionAlgorithms.gzip : grpc.compressionAlgorithms.identity,
  });
  try {
    const outcomes = await Promise.all(Array.from({ length: call.parallel }, () => one(client, call)));
    const { text, hang } = call.requests[0];
    if (hang) Object.assign(outcomes[0], await recall(client, text));
    return outcomes;
  } finally {
    client.close();
  }
}

function recall(client, text) {
  return new Promise((resolve, reject) =>
    client.Recall({ text }, { deadline: Date.now() + RECALL_MS }, (error, seen) =>
      error ? reject(error) : resolve({ serverSawEnd: seen.ended, serverSawDeadline: seen.had_deadline })));
}

function one(client, call) {
  return new Promise((resolve) => {
    const outcome = { code: 0, message: '', replies: [], headers: {}, trailers: {} };
    const requests = call.requests.map(request);
    const metadata = requestMetadata(call.metadata);
    const options = call.timeoutMs ? { deadline: Date.now() + call.timeoutMs } : {};
    const streamsUp = ['ClientStream', 'Bidi'].includes(call.method);
    const streamsDown = ['ServerStream', 'Bidi'].includes(call.method);
    const heard = (message) => {
      outcome.replies.push({ text: message.text, bytes: message.body.length, sha256: sha256(message.body), received: message.received });
      if (outcome.replies.length === call.cancelAfter) running.cancel();
      if (call.pingPong) next();
    };
    const unaryDone = (error, message) => message && heard(message);
    const next = () => (requests.length ? running.write(requests.shift()) : running.end());

    const method = client[call.method].bind(client);
    const running = streamsUp
      ? method(metadata, options, ...(streamsDown ? [] : [unaryDone]))
      : method(requests[0], metadata, options, ...(streamsDown ? [] : [unaryDone]));
    const ends = [new Promise((told) => running.on('status', told))];
    if (streamsDown) ends.push(new Promise((told) => running.on('data', heard).on('error', () => {}).on('end', told)));
    running.on('metadata', (headers) => (outcome.headers = replyMetadata(headers)));
    Promise.all(ends).then(([status]) =>
      resolve({ ...outcome, code: status.code, message: status.details, trailers: replyMetadata(status.metadata) }));
    if (streamsUp && call.pingPong) next();
    else if (streamsUp) while (!running.writableEnded) next();
  });
}

const request = (r) =>
  sparse({
    text: r.text,
    body: pattern(r.bytes),
    reply_bytes: r.replyBytes,
    replies: r.replies,
    failure: r.failure,
    hang: r.hang,
    compress_reply: r.compressReply,
  });

function requestMetadata(pairs) {
  const metadata = new grpc.Metadata();
  for (const [key, value] of pairs) metadata.add(key, key.endsWith('-bin') ? Buffer.from(value, 'base64') : value);
  return metadata;
}

// Key -> values joined by commas, as the specification lets any hop do; binary ones in base64.
function replyMetadata(metadata) {
  const joined = {};
  for (const key of Object.keys(metadata.getMap()).filter((k) => k.startsWith('x-'))) {
    joined[key] = metadata.get(key).map((value) => (Buffer.isBuffer(value) ? value.toString('base64') : value)).join(',');
  }
  return joined;
}

main();
