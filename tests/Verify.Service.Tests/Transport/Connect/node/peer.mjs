// Calls the server under test as a Connect client would and prints what it saw as one JSON object.
// usage: node peer.mjs HTTP1_URL HTTP2_URL DESCRIPTOR_SET_FILE
import { readFileSync } from "node:fs";
import { createFileRegistry, fromBinary, toJson, fromJson } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { protoCamelCase } from "@bufbuild/protobuf/reflect";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { compressionGzip, createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";

const [http1, http2, descriptorSetFile] = process.argv.slice(2);
const files = fromBinary(FileDescriptorSetSchema, readFileSync(descriptorSetFile));
for (const file of files.file) file.messageType.forEach(nameFields);
const registry = createFileRegistry(files);
const service = registry.getService("verify.test.v1.EchoService");
const everything = registry.getMessage("verify.test.v1.Everything");
const errorInfo = registry.getMessage("google.rpc.ErrorInfo");
const retryInfo = registry.getMessage("google.rpc.RetryInfo");

const sent = {
  text: "统一社会信用代码", data: "AQID/w==", yes: true, small: -1, large: "9007199254740993", real: 0.1, act: "ACT_FAIL",
  inner: { name: "a", next: { act: "ACT_WAIT" } }, maybe: 0, texts: ["x", ""], acts: ["ACT_THROW"], labels: { k: "v" },
  chosenText: "", at: "2026-06-15T02:00:00.120Z", lasts: "1.500s", maybeText: "", free: { a: [1, null] },
};

// Descriptors that are compiled into a program come without the JSON names that protoc adds for plug-ins.
function nameFields(message) {
  for (const field of message.field) field.jsonName ||= protoCamelCase(field.name);
  message.nestedType.forEach(nameFields);
}

async function failure(call) {
  try {
    await call();
    return { code: "ok" };
  } catch (reason) {
    const error = ConnectError.from(reason);
    return {
      code: Code[error.code],
      message: error.rawMessage,
      reasons: error.findDetails(errorInfo).map((info) => toJson(errorInfo, info)),
      retries: error.findDetails(retryInfo).map((info) => toJson(retryInfo, info)),
      why: error.metadata.get("why"),
    };
  }
}

async function observe(transport) {
  const client = createClient(service, transport);
  let header, trailer;
  const echoed = await client.echo({ everything: fromJson(everything, sent) }, {
    headers: { echo: "plain", "echo-bin": "AAEC" },
    onHeader: (headers) => (header = headers),
    onTrailer: (trailers) => (trailer = trailers),
  });
  const long = "长".repeat(5000);
  const compressed = await client.echo({ everything: { text: long } }, { onHeader: (headers) => (header.long = headers) });
  const told = await client.echo({ act: 5 }, { timeoutMs: 60_000 });
  return {
    echoed: JSON.stringify(toJson(everything, echoed.everything)) === JSON.stringify(toJson(everything, fromJson(everything, sent))),
    header: [header.get("echo"), header.get("echo-bin")],
    trailer: [trailer.get("echo"), trailer.get("echo-bin")],
    long: compressed.everything.text === long,
    encoding: header.long.get("content-encoding") ?? header.long.get("grpc-encoding"),
    context: told.everything.text.split("\n"),
    looked: (await client.look({ text: "看" })).text,
    failed: await failure(() => client.echo({ act: 3, code: 9, message: "今天不行" })),
    unforeseen: await failure(() => client.echo({ act: 2 })),
    late: await failure(() => client.echo({ act: 1 }, { timeoutMs: 30 })),
    aborted: await failure(() => client.echo({ act: 1 }, { signal: AbortSignal.timeout(30) })),
    tooLarge: await failure(() => client.echo({ everything: { text: "x".repeat(5 << 20) } })),
  };
}

const gzip = { sendCompression: compressionGzip, acceptCompression: [compressionGzip] };
const plain = { acceptCompression: [] };
const connect = (options) => createConnectTransport({ httpVersion: "1.1", baseUrl: http1, useHttpGet: true, ...options });
const stream = await failure(async () => {
  for await (const _ of createClient(service, connect({})).count({ upTo: 3 }));
});
console.log(JSON.stringify({
  stream,
  "json over HTTP/1.1": await observe(connect({ useBinaryFormat: false, ...gzip })),
  "binary over HTTP/1.1": await observe(connect({ useBinaryFormat: true, ...plain })),
  "json over HTTP/2": await observe(connect({ httpVersion: "2", baseUrl: http2, useBinaryFormat: false, ...plain })),
  "binary over HTTP/2": await observe(connect({ httpVersion: "2", baseUrl: http2, useBinaryFormat: true, ...gzip })),
  "gRPC on the same paths": await observe(createGrpcTransport({ baseUrl: http2, ...plain })),
}));
process.exit(0); // HTTP/2 sessions stay open for reuse
