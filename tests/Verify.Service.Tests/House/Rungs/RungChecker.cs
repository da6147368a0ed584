using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Verify.Service.Tests.House.Rungs;

/// <summary>
/// Holds one file to the ladder by its syntax tree: its namespace is its folder, and neither a using nor a qualified name reaches
/// up or aside.
/// </summary>
internal static class RungChecker
{
    public static IEnumerable<Violation> Check(string path, string text)
    {
        var folder = Ladder.FolderOf(path);
        if (!Ladder.Knows(folder))
            return [new Violation(path, 1, $"{folder} is on no rung of the ladder")];

        var root = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
        var declared = DeclaredNames(root);
        return root.DescendantNodes()
            .Select(node => (node, fault: FaultOf(node, folder, declared)))
            .Where(static found => found.fault is not null)
            .Select(found => new Violation(path, LineOf(found.node), found.fault!));
    }

    private static string? FaultOf(SyntaxNode node, string folder, HashSet<string> declared) => node switch
    {
        BaseNamespaceDeclarationSyntax space => Parts(space.Name) is ["Verify", var own, ..] && own == folder
            ? null
            : $"the namespace {space.Name} is not that of the folder {folder}",
        UsingDirectiveSyntax { GlobalKeyword.RawKind: not 0 } => "a global using hides from every other file what it names",
        UsingDirectiveSyntax { NamespaceOrType: { } name } => Parts(name) is { } parts ? Ladder.Forbids(folder, parts) : null,
        QualifiedNameSyntax or MemberAccessExpressionSyntax or AliasQualifiedNameSyntax
            when IsOutermost(node) && Parts(node) is { } parts => Ladder.Forbids(folder, FromTheRoot(parts, declared)),
        _ => null,
    };

    /// <summary>Inside a namespace of Verify, <c>V1.Colour</c> is <c>Verify.V1.Colour</c>, unless the file has a thing of that name.</summary>
    private static IReadOnlyList<string> FromTheRoot(IReadOnlyList<string> parts, HashSet<string> declared) =>
        (Ladder.Knows(parts[0]) || parts[0] == "V1") && !declared.Contains(parts[0]) ? ["Verify", .. parts] : parts;

    /// <summary>The parts of a dotted name; null where it begins with something computed, which is no namespace.</summary>
    private static IReadOnlyList<string>? Parts(SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => [name.Identifier.ValueText],
        AliasQualifiedNameSyntax alias => [alias.Name.Identifier.ValueText],
        QualifiedNameSyntax name when Parts(name.Left) is { } left => [.. left, name.Right.Identifier.ValueText],
        MemberAccessExpressionSyntax access when Parts(access.Expression) is { } left => [.. left, access.Name.Identifier.ValueText],
        _ => null,
    };

    private static bool IsOutermost(SyntaxNode node) =>
        node.Parent is not (QualifiedNameSyntax or MemberAccessExpressionSyntax or UsingDirectiveSyntax or BaseNamespaceDeclarationSyntax);

    private static HashSet<string> DeclaredNames(CompilationUnitSyntax root) =>
    [
        .. root.DescendantNodes().Select(static node => node switch
        {
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
            _ => "",
        }),
    ];

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
