using System.Reflection;
using Google.Protobuf.Reflection;

namespace Verify.Service.Tests.House.Contract;

/// <summary>The descriptors of the contract, and the text that they were made from.</summary>
internal static class ContractFiles
{
    public static IReadOnlyList<FileDescriptor> Descriptors { get; } =
    [
        .. typeof(V1.CheckRequest).Assembly.GetTypes()
            .Where(static type => type.Namespace == typeof(V1.CheckRequest).Namespace && type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(static type => (FileDescriptor)type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!),
    ];

    public static IReadOnlyList<ProtoDeclaration> Declarations { get; } =
        [.. Repository.Under("protos/verify/", ".proto").SelectMany(static file => ProtoText.Read(file.Path, file.Text))];

    /// <summary>The comment above a value of an enum, by its name on the wire.</summary>
    public static string CommentOf(string enumName, string valueName) =>
        Declarations.Single(declaration => declaration.Name == $"verify.v1.{enumName}.{valueName}").Comment;
}
