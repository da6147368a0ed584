using Google.Protobuf.Reflection;
using Verify.V1;

namespace Verify.Load.Fuzz.Cases;

/// <summary>Every RPC there is, found in the descriptors.</summary>
internal static class Methods
{
    // What reads the whole register costs with its length; it is asked less often, so that the run is not one long read.
    private const int Usual = 20;
    private const int OfAudit = 2;
    private const int OfStreams = 4;

    public static readonly IReadOnlyList<MethodDescriptor> All =
    [
        .. VerificationReflection.Descriptor.Services
            .Concat(RegistryReflection.Descriptor.Services)
            .Concat(CatalogReflection.Descriptor.Services)
            .Concat(AuditReflection.Descriptor.Services)
            .SelectMany(static service => service.Methods),
    ];

    private static readonly MethodDescriptor[] Weighted = [.. All.SelectMany(static method => Enumerable.Repeat(method, WeightOf(method)))];

    public static MethodDescriptor Pick(Dice dice) => dice.Pick(Weighted);

    public static string NameOf(MethodDescriptor method) => $"{method.Service.Name}/{method.Name}";

    public static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    private static int WeightOf(MethodDescriptor method) =>
        method.Service.Name == "AuditService" ? OfAudit
        : method.IsServerStreaming || method.IsClientStreaming ? OfStreams
        : Usual;
}
