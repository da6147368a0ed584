// The service of interop.proto, and what both sides compute alike.
'use strict';
const crypto = require('node:crypto');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const definition = loader.loadSync(path.join(__dirname, '../protos/interop.proto'), { keepCase: true, defaults: true });
const { InteropService } = grpc.loadPackageDefinition(definition).verify.grpc.interop.v1;

const pattern = (size) => Buffer.from(Uint8Array.from({ length: size }, (_, index) => index % 251));
const sha256 = (body) => (body.length ? crypto.createHash('sha256').update(body).digest('hex') : '');

// protobufjs writes out whatever fields an object has; proto3 leaves defaults off the wire.
const sparse = (message) => Object.fromEntries(Object.entries(message).filter(([, value]) => value && value.length !== 0));

module.exports = { InteropService, pattern, sha256, sparse };
