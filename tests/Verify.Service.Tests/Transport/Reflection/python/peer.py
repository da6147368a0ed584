"""Knows only gRPC's reflection messages; learns everything else from the server, as grpcurl does, and calls a method.

usage: python3 peer.py HOST:PORT REFLECTION_DESCRIPTOR_SET VERSION METHOD TEXT
Prints one JSON object: the services, the file names in the order of the answer, and the reply's text.
"""
import json
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory


def message_class(pool, name):
    descriptor = pool.FindMessageTypeByName(name)
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


def main(address, descriptor_set_file, version, method, text):
    bootstrap = descriptor_pool.DescriptorPool()
    with open(descriptor_set_file, "rb") as file:
        for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
            bootstrap.Add(proto)
    request_class = message_class(bootstrap, "grpc.reflection.v1.ServerReflectionRequest")
    response_class = message_class(bootstrap, "grpc.reflection.v1.ServerReflectionResponse")

    with grpc.insecure_channel(address) as channel:
        reflect = channel.stream_stream(
            f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
            request_serializer=request_class.SerializeToString,
            response_deserializer=response_class.FromString)
        service, name = method.split("/")
        listed, described = reflect(iter([
            request_class(list_services=""), request_class(file_containing_symbol=f"{service}.{name}")]), timeout=30)

        files = [descriptor_pb2.FileDescriptorProto.FromString(raw)
                 for raw in described.file_descriptor_response.file_descriptor_proto]
        learnt = descriptor_pool.DescriptorPool()
        for file in reversed(files):  # imports before importers
            learnt.Add(file)
        found = learnt.FindServiceByName(service).methods_by_name[name]
        call = channel.unary_unary(
            f"/{method}",
            request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=message_class(learnt, found.output_type.full_name).FromString)
        reply = call(message_class(learnt, found.input_type.full_name)(text=text), timeout=30)

    print(json.dumps({
        "services": [service.name for service in listed.list_services_response.service],
        "files": [file.name for file in files],
        "text": reply.text,
    }))


main(*sys.argv[1:])
