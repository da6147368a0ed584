using Google.Protobuf.Reflection;
using Grpc.Core;
using Verify.Callers;
using Verify.V1;

namespace Verify.Service.Tests.Identity;

/// <summary>Every RPC of the contract and the scope that it asks for; of several, one is enough.</summary>
internal static class RpcTable
{
    public static readonly IReadOnlyDictionary<string, Scopes> Rows = new Dictionary<string, Scopes>
    {
        ["VerificationService/Check"] = Scopes.Check,
        ["VerificationService/BatchCheck"] = Scopes.Check,
        ["VerificationService/Screen"] = Scopes.Check,
        ["VerificationService/Watch"] = Scopes.Check,
        ["VerificationService/ReportOutcome"] = Scopes.Check,
        ["VerificationService/GetReceipt"] = Scopes.Check | Scopes.Audit,
        ["VerificationService/GetMatter"] = Scopes.Check,
        ["RegistryService/Record"] = Scopes.Record,
        ["RegistryService/Import"] = Scopes.Record,
        ["RegistryService/ListDue"] = Scopes.Record,
        ["RegistryService/GetDossier"] = Scopes.ReadRegistry,
        ["RegistryService/ReadFacts"] = Scopes.ReadRegistry,
        ["CatalogService/GetCatalog"] = Scopes.Catalogue,
        ["CatalogService/ValidateCatalog"] = Scopes.Catalogue,
        ["CatalogService/PublishCatalog"] = Scopes.Catalogue,
        ["AuditService/SearchChecks"] = Scopes.Audit,
        ["AuditService/ListAffectedChecks"] = Scopes.Audit,
        ["AuditService/ListAccesses"] = Scopes.Audit,
        ["AuditService/GetStatistics"] = Scopes.Audit,
        ["AuditService/ListFindings"] = Scopes.Audit,
        ["AuditService/ListNotices"] = Scopes.Audit,
        ["AuditService/AcknowledgeNotice"] = Scopes.Audit,
        ["AuditService/VerifyLog"] = Scopes.Audit,
    };

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static bytes => bytes, static bytes => bytes);

    /// <summary>The methods of the contract, whichever there are.</summary>
    public static IReadOnlyList<MethodDescriptor> Methods { get; } =
    [
        .. VerificationReflection.Descriptor.Services
            .Concat(RegistryReflection.Descriptor.Services)
            .Concat(CatalogReflection.Descriptor.Services)
            .Concat(AuditReflection.Descriptor.Services)
            .SelectMany(static service => service.Methods),
    ];

    public static string NameOf(MethodDescriptor method) => $"{method.Service.Name}/{method.Name}";

    /// <summary>Calls a method with an empty request and gives the status that it ends with.</summary>
    public static async Task<Status> CallAsync(CallInvoker invoker, MethodDescriptor descriptor, Metadata headers)
    {
        var type = (descriptor.IsClientStreaming, descriptor.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (true, false) => MethodType.ClientStreaming,
            (false, true) => MethodType.ServerStreaming,
            (true, true) => MethodType.DuplexStreaming,
        };
        var method = new Method<byte[], byte[]>(type, descriptor.Service.FullName, descriptor.Name, Bytes, Bytes);
        var options = new CallOptions(headers, cancellationToken: TestContext.Current.CancellationToken);
        try
        {
            switch (type)
            {
                case MethodType.Unary:
                    await invoker.AsyncUnaryCall(method, null, options, []);
                    break;
                case MethodType.ServerStreaming:
                    using (var call = invoker.AsyncServerStreamingCall(method, null, options, []))
                        await DrainAsync(call.ResponseStream);
                    break;
                case MethodType.ClientStreaming:
                    using (var call = invoker.AsyncClientStreamingCall(method, null, options))
                    {
                        await call.RequestStream.CompleteAsync();
                        await call;
                    }

                    break;
                default:
                    using (var call = invoker.AsyncDuplexStreamingCall(method, null, options))
                    {
                        await call.RequestStream.CompleteAsync();
                        await DrainAsync(call.ResponseStream);
                    }

                    break;
            }

            return Status.DefaultSuccess;
        }
        catch (RpcException exception)
        {
            return exception.Status;
        }
    }

    private static async Task DrainAsync(IAsyncStreamReader<byte[]> stream)
    {
        while (await stream.MoveNext(TestContext.Current.CancellationToken))
        {
        }
    }
}
