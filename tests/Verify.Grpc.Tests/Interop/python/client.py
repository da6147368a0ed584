"""Makes the calls that it reads, one JSON object a line, on Debian's python3-grpcio, and prints the outcome of each."""
import base64
import concurrent.futures
import json
import queue
import sys

import grpc

import stubs

RECALL_SECONDS = 25


def main():
    for line in sys.stdin:
        print(json.dumps(perform(json.loads(line))), flush=True)


def perform(call):
    with grpc.insecure_channel(f"127.0.0.1:{call['port']}") as channel:
        stub = stubs.services.InteropServiceStub(channel)
        with concurrent.futures.ThreadPoolExecutor(call["parallel"]) as pool:
            outcomes = list(pool.map(lambda _: one(stub, call), range(call["parallel"])))
        if call["requests"][0]["hang"]:
            seen = stub.Recall(stubs.messages.RecallRequest(text=call["requests"][0]["text"]), timeout=RECALL_SECONDS)
            outcomes[0] |= {"serverSawEnd": seen.ended, "serverSawDeadline": seen.had_deadline}
    return outcomes


def one(stub, call):
    requests = [request(r) for r in call["requests"]]
    options = {
        "metadata": [(key, base64.b64decode(value) if key.endswith("-bin") else value) for key, value in call["metadata"]],
        "timeout": call["timeoutMs"] / 1000 if call["timeoutMs"] else None,
        "compression": grpc.Compression.Gzip if call["compress"] else None,
    }
    method = getattr(stub, call["method"])
    replies, go = [], queue.SimpleQueue()

    def paced():
        for r in requests:
            yield r
            if call["pingPong"]:
                go.get()

    streams_up, streams_down = call["method"] in ("ClientStream", "Bidi"), call["method"] in ("ServerStream", "Bidi")
    argument = paced() if streams_up else requests[0]
    running = method(argument, **options) if streams_down else method.future(argument, **options)
    try:
        for message in running if streams_down else [running.result()]:
            replies.append({"text": message.text, "bytes": len(message.body), "sha256": stubs.sha256(message.body),
                            "received": message.received})
            go.put(None)
            if len(replies) == call["cancelAfter"]:
                running.cancel()
    except (grpc.RpcError, grpc.FutureCancelledError):
        go.put(None)
    return {
        "code": running.code().value[0],
        "message": running.details() or "",
        "replies": replies,
        "headers": metadata(running.initial_metadata()),
        "trailers": metadata(running.trailing_metadata()),
    }


def request(r):
    message = stubs.messages.Request(text=r["text"], body=stubs.pattern(r["bytes"]), reply_bytes=r["replyBytes"], replies=r["replies"],
                                     hang=r["hang"], compress_reply=r["compressReply"])
    if r["failure"]:
        message.failure.code, message.failure.message = r["failure"]["code"], r["failure"]["message"]
    return message


def metadata(pairs):
    """Key -> values joined by commas, as the specification lets any hop do; binary ones in base64."""
    joined = {}
    for key, value in pairs or ():
        if key.startswith("x-"):
            joined.setdefault(key, []).append(base64.b64encode(value).decode() if key.endswith("-bin") else value)
    return {key: ",".join(values) for key, values in joined.items()}


main()
