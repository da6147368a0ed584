using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Verify.Service.Tests.House.Contract;

public sealed class ProtoTests
{
    [Fact]
    public void Names_keep_the_standard_style() => Repository.AssertNone(ContractFiles.Descriptors.SelectMany(ProtoStyle.Check));

    [Fact]
    public void Every_declaration_is_commented() =>
        Repository.AssertNone(ContractFiles.Declarations
            .Where(static declaration => declaration.Comment.Length == 0)
            .Select(static declaration => new Violation(declaration.Path, declaration.Line, $"{declaration.Name} has no comment")));

    /// <summary>Else a declaration that the reader of comments does not see would count as commented.</summary>
    [Fact]
    public void The_reader_of_comments_sees_every_declaration() =>
        Assert.Equal(
            ContractFiles.Descriptors.SelectMany(NamesIn).Order(StringComparer.Ordinal),
            ContractFiles.Declarations.Select(static declaration => declaration.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_declaration_without_a_comment_is_found()
    {
        var read = ProtoText.Read("a.proto", "package a.v1;\n\n// A thing.\nmessage Thing {\n  string name = 1;\n\n  // Its colour.\n  Colour colour = 2;\n}\n");
        Assert.Equal([("a.v1.Thing", "A thing."), ("a.v1.Thing.name", ""), ("a.v1.Thing.colour", "Its colour.")], read.Select(static one => (one.Name, one.Comment)));
    }

    [Fact]
    public void Planted_names_are_found()
    {
        var proto = new FileDescriptorProto
        {
            Name = "a/Wrong.proto",
            Package = "a",
            Syntax = "proto3",
            MessageType =
            {
                new DescriptorProto { Name = "thing", Field = { new FieldDescriptorProto { Name = "itsName", Number = 1, Type = FieldDescriptorProto.Types.Type.String, Label = FieldDescriptorProto.Types.Label.Optional } } },
            },
            EnumType =
            {
                new EnumDescriptorProto { Name = "Colour", Value = { new EnumValueDescriptorProto { Name = "RED", Number = 0 } } },
            },
            Service =
            {
                new ServiceDescriptorProto { Name = "Things", Method = { new MethodDescriptorProto { Name = "Get", InputType = ".a.thing", OutputType = ".a.thing" } } },
            },
        };
        Assert.Equal(
            [
                "a/Wrong.proto: the package ends in a version",
                "a/Wrong.proto: a file's name is lower_snake_case",
                "a.thing: a message's name is PascalCase",
                "a.thing.itsName: a field's name is lower_snake_case",
                "a.Colour: the zero value is COLOUR_UNSPECIFIED",
                "a.Colour.RED: a value's name begins with COLOUR_",
                "a.Things: a service is a PascalCase …Service",
                "a.Things.Get: it takes a GetRequest",
                "a.Things.Get: it returns a GetResponse",
            ],
            ProtoStyle.Check(FileDescriptor.BuildFromByteStrings([proto.ToByteString()])[0]));
    }

    private static IEnumerable<string> NamesIn(FileDescriptor file) =>
    [
        .. file.MessageTypes.SelectMany(NamesIn),
        .. file.EnumTypes.SelectMany(NamesIn),
        .. file.Services.SelectMany(static service => service.Methods.Select(static method => method.FullName).Append(service.FullName)),
    ];

    private static IEnumerable<string> NamesIn(MessageDescriptor message) =>
    [
        message.FullName,
        .. message.Fields.InDeclarationOrder().Select(static field => field.FullName),
        .. message.Oneofs.Where(static choice => !choice.IsSynthetic).Select(static choice => choice.FullName),
        // A map's entry is declared by its field.
        .. message.NestedTypes.Where(static nested => nested.GetOptions()?.MapEntry != true).SelectMany(NamesIn),
        .. message.EnumTypes.SelectMany(NamesIn),
    ];

    private static IEnumerable<string> NamesIn(EnumDescriptor type) => type.Values.Select(value => $"{type.FullName}.{value.Name}").Append(type.FullName);
}
