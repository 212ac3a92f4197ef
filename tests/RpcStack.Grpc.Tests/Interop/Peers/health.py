"""grpcio's health check, by the messages of grpc.health.v1: `health.py ADDRESS SERVICE`."""
import sys

import grpc

stub = grpc.insecure_channel(sys.argv[1])
request = bytes([10, len(sys.argv[2])]) + sys.argv[2].encode()
try:
    answer = stub.unary_unary("/grpc.health.v1.Health/Check")(request)
    print("status", answer[1] if answer else 0)
except grpc.RpcError as error:
    print(error.code().name)
print("watched", next(iter(stub.unary_stream("/grpc.health.v1.Health/Watch")(request)))[1])
