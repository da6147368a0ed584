using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Verify.Service.Tests.House.Contract;

/// <summary>The naming rules of buf's STANDARD set, over descriptors.</summary>
internal static partial class ProtoStyle
{
    public static IEnumerable<string> Check(FileDescriptor file)
    {
        var faults = new List<string>();
        Hold(Package().IsMatch(file.Package), file.Name, "the package ends in a version");
        Hold(Path.GetDirectoryName(file.Name)!.Replace('\\', '/') == file.Package.Replace('.', '/'), file.Name, "the folder is the package");
        Hold(LowerSnake().IsMatch(Path.GetFileNameWithoutExtension(file.Name)), file.Name, "a file's name is lower_snake_case");
        foreach (var message in file.MessageTypes)
            Message(message);
        foreach (var type in file.EnumTypes)
            Enumeration(type);
        foreach (var service in file.Services)
            Service(service);
        return faults;

        void Hold(bool held, string name, string rule)
        {
            if (!held)
                faults.Add($"{name}: {rule}");
        }

        void Message(MessageDescriptor message)
        {
            Hold(Pascal().IsMatch(message.Name), message.FullName, "a message's name is PascalCase");
            foreach (var field in message.Fields.InDeclarationOrder())
                Hold(LowerSnake().IsMatch(field.Name), field.FullName, "a field's name is lower_snake_case");
            foreach (var choice in message.Oneofs)
                Hold(LowerSnake().IsMatch(choice.Name), choice.FullName, "a oneof's name is lower_snake_case");
            foreach (var nested in message.NestedTypes)
                Message(nested);
            foreach (var nested in message.EnumTypes)
                Enumeration(nested);
        }

        void Enumeration(EnumDescriptor type)
        {
            var prefix = UpperSnakeOf(type.Name) + "_";
            Hold(Pascal().IsMatch(type.Name), type.FullName, "an enum's name is PascalCase");
            Hold(type.Values[0].Name == prefix + "UNSPECIFIED" && type.Values[0].Number == 0, type.FullName, $"the zero value is {prefix}UNSPECIFIED");
            Hold(type.Values.DistinctBy(static value => value.Number).Count() == type.Values.Count, type.FullName, "a number names one value");
            foreach (var value in type.Values)
            {
                Hold(UpperSnake().IsMatch(value.Name), value.FullName, "a value's name is UPPER_SNAKE_CASE");
                Hold(value.Name.StartsWith(prefix, StringComparison.Ordinal), value.FullName, $"a value's name begins with {prefix}");
            }
        }

        void Service(ServiceDescriptor service)
        {
            Hold(Pascal().IsMatch(service.Name) && service.Name.EndsWith("Service", StringComparison.Ordinal), service.FullName, "a service is a PascalCase …Service");
            foreach (var method in service.Methods)
            {
                Hold(Pascal().IsMatch(method.Name), method.FullName, "an RPC's name is PascalCase");
                Hold(method.InputType.Name == method.Name + "Request", method.FullName, $"it takes a {method.Name}Request");
                Hold(method.OutputType.Name == method.Name + "Response", method.FullName, $"it returns a {method.Name}Response");
            }
        }
    }

    private static string UpperSnakeOf(string pascal) => WordStart().Replace(pascal, "_$0").ToUpperInvariant();

    [GeneratedRegex(@"(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"\.v\d+$")]
    private static partial Regex Package();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex Pascal();

    [GeneratedRegex(@"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex LowerSnake();

    [GeneratedRegex(@"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")]
    private static partial Regex UpperSnake();
}
