using AiProxy.Aws.Lambda.Generator.Models;
using Microsoft.CodeAnalysis;

namespace AiProxy.Aws.Lambda.Generator;

/// <summary>Reads the compilation's options and assembly attributes.</summary>
internal static class AssemblyReader
{
    public static AssemblyModel Read(Compilation compilation)
    {
        string? serializer = null;
        string? runtime = null;
        var generateMain = false;
        foreach (var attribute in compilation.Assembly.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case Names.LambdaSerializer when attribute.ConstructorArguments.FirstOrDefault().Value is ITypeSymbol type:
                    serializer = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
                    break;
                case Names.LambdaGlobalProperties:
                    var named = attribute.NamedArguments.ToDictionary(argument => argument.Key, argument => argument.Value.Value);
                    generateMain = named.TryGetValue("GenerateMain", out var main) && main is true;
                    runtime = named.TryGetValue("Runtime", out var value) ? value as string : null;
                    break;
            }
        }

        return new AssemblyModel(
            compilation.AssemblyName ?? "",
            serializer,
            generateMain,
            runtime,
            compilation.Options.OutputKind == OutputKind.ConsoleApplication,
            compilation.GetTypeByMetadataName(Names.ContainerBuilder) is not null);
    }
}
