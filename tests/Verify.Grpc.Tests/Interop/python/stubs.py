"""The stubs of interop.proto, generated afresh, and what both sides compute alike."""
import hashlib
import pathlib
import sys
import tempfile

from grpc_tools import protoc

PROTOS = pathlib.Path(__file__).resolve().parent.parent / "protos"

with tempfile.TemporaryDirectory() as folder:
    if protoc.main(["protoc", f"-I{PROTOS}", f"--python_out={folder}", f"--grpc_python_out={folder}", "interop.proto"]):
        raise SystemExit("protoc failed")
    sys.path.insert(0, folder)
    import interop_pb2 as messages
    import interop_pb2_grpc as services
    sys.path.remove(folder)


def pattern(size):
    return (bytes(range(251)) * (size // 251 + 1))[:size]


def sha256(body):
    return hashlib.sha256(body).hexdigest() if body else ""
