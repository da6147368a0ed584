// InteropService on npm's @grpc/grpc-js. Prints its port; ends when its standard input does.
'use strict';
const grpc = require('@grpc/grpc-js');
const { InteropService, pattern, sha256, sparse } = require('./stubs');

const RECALL_MS = 20_000;
const ended = new Map(); // text of the hung call -> had a deadline
const waiting = new Map(); // text of the hung call -> wake its Recall

function unary(call, callback) {
  mirrorHeaders(call);
  if (finish(call, call.request, callback)) return;
  callback(null, reply(call.request, call.request.text), trailers(call));
}

function serverStream(call) {
  mirrorHeaders(call);
  for (let index = 0; index < call.request.replies; index++) call.write(reply(call.request, String(index)));
  if (finish(call, call.request, (error) => call.emit('error', error))) return;
  call.end(trailers(call));
}

function clientStream(call, callback) {
  mirrorHeaders(call);
  const texts = [];
  let last;
  call.on('data', (request) => {
    texts.push(request.text);
    last = request;
  });
  call.on('end', () => {
    if (!finish(call, last, callback)) callback(null, reply(last, texts.join(',')), trailers(call));
  });
}

function bidi(call) {
  mirrorHeaders(call);
  let failed = false;
  call.on('data', (request) => {
    failed ||= finish(call, request, (error) => call.emit('error', error));
    if (!failed) call.write(reply(request, request.text));
  });
  call.on('end', () => failed || call.end(trailers(call)));
}

function recall(call, callback) {
  const { text } = call.request;
  const answer = () => {
    clearTimeout(timer);
    callback(null, { ended: ended.has(text), had_deadline: ended.get(text) ?? false });
  };
  const timer = setTimeout(answer, RECALL_MS);
  if (ended.has(text)) answer();
  else waiting.set(text, answer);
}

// Ends or hangs the call if the request wants that.
function finish(call, request, fail) {
  if (request.hang) {
    call.on('cancelled', () => {
      ended.set(request.text, Number.isFinite(Number(call.getDeadline())));
      waiting.get(request.text)?.();
    });
    return true;
  }
  if (!request.failure?.code) return false;
  fail({ code: request.failure.code, details: request.failure.message, metadata: trailers(call) });
  return true;
}

function mirrorHeaders(call) {
  const headers = copy(call.metadata, 'x-head');
  if (Object.keys(headers.getMap()).length) call.sendMetadata(headers);
}

const trailers = (call) => copy(call.metadata, 'x-trail');

function copy(metadata, prefix) {
  const copied = new grpc.Metadata();
  for (const key of Object.keys(metadata.getMap()).filter((k) => k.startsWith(prefix)))
    for (const value of metadata.get(key)) copied.add(key, value);
  return copied;
}

const reply = (request, text) => sparse({ text, body: pattern(request.reply_bytes), received: sha256(request.body) });

const server = new grpc.Server();
server.addService(InteropService.service, {
  Unary: unary,
  ServerStream: serverStream,
  ClientStream: clientStream,
  Bidi: bidi,
  Recall: recall,
});
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
process.stdin.resume().on('end', () => process.exit());
