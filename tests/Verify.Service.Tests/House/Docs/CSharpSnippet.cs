using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Verify.Service.Tests.House.Docs;

/// <summary>Compiles a snippet as a console program against what the tests run on, and runs it here.</summary>
internal static class CSharpSnippet
{
    // What a project has without saying so, and a console of the program's own: the process has one for all tests.
    private const string Surroundings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        public static class Console
        {
            public static readonly StringWriter Out = new();
            public static void WriteLine(object? line) => Out.Write(line + "\n");
        }
        """;

    public static async Task<string> RunAsync(string code)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            $"Snippet-{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(code), CSharpSyntaxTree.ParseText(Surroundings)],
            references.Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.Empty(emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var program = Assembly.Load(image.ToArray());
        var main = program.EntryPoint!;
        await Task.Run(() => main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]));
        return program.GetType("Console")!.GetField("Out")!.GetValue(null)!.ToString()!;
    }
}
