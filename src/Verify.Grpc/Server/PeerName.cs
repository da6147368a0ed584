using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Grpc.Server;

/// <summary>A peer's address as gRPC names it.</summary>
internal static class PeerName
{
    public static string Of(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetwork } ip => $"ipv4:{ip}:{connection.RemotePort}",
        { AddressFamily: AddressFamily.InterNetworkV6 } ip => $"ipv6:[{ip}]:{connection.RemotePort}",
        var ip => $"unknown:{ip}:{connection.RemotePort}",
    };
}
