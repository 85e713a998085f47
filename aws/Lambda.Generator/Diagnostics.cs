using Microsoft.CodeAnalysis;

namespace AiProxy.Aws.Lambda.Generator;

/// <summary>The real package's diagnostics, by their ids, as far as they can arise here.</summary>
internal static class Diagnostics
{
    public const string SeveralStartups = "AWSLambda0101";
    public const string MissingDependency = "AWSLambda0104";
    public const string InvalidResourceName = "AWSLambda0106";
    public const string MissingSerializer = "AWSLambda0108";
    public const string NotExecutable = "AWSLambda0111";
    public const string InvalidRuntime = "AWSLambda0112";
    public const string NoFunctions = "AWSLambda0113";
    public const string MainExists = "AWSLambda0114";
    public const string InvalidSignature = "AWSLambda0117";
    public const string HandlerTooLong = "AWSLambda0118";

    public static readonly IReadOnlyList<string> AllowedRuntimes = ["provided.al2", "provided.al2023", "dotnet8", "dotnet10"];

    private const string Category = "AWSLambdaCSharpGenerator";

    private static readonly Dictionary<string, DiagnosticDescriptor> All = new DiagnosticDescriptor[]
    {
        new(
            SeveralStartups,
            "Multiple LambdaStartup classes not allowed",
            "Multiple LambdaStartup classes are not allowed in Lambda AWSProjectType",
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true),
        new(
            MissingDependency,
            "Missing reference to a required dependency",
            "Your project has a missing required package dependency. Please add a reference to the following package: {0}.",
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true),
        new(
            InvalidResourceName,
            "Invalid CloudFormation resource name",
            "The specified CloudFormation resource name is not valid. It must only contain alphanumeric characters.",
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true),
        new(
            MissingSerializer,
            "Failed Code Generation",
            "Assembly attribute Amazon.Lambda.Core.LambdaSerializerAttribute is missing. Add serialization package like "
            + "Amazon.Lambda.Serialization.SystemTextJson and add the assembly attribute to register the JSON serializer for Lambda events.",
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true),
        new(
            NotExecutable,
            "Output Type is not an executable",
            "AssemblyAttribute Amazon.Lambda.Annotations.LambdaGlobalPropertiesAttribute is configured to generate a static main method "
            + "but the assembly itself is not configured to output an executable. Set the 'OutputType' property in the .csproj file to be 'exe'.",
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true),
        new(
            InvalidRuntime,
            "Invalid runtime selection",
            "The runtime selected in the Amazon.Lambda.Annotations.LambdaGlobalPropertiesAttribute is not a supported value. "
            + "The valid values are: provided.al2, provided.al2023, dotnet8, dotnet10",
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true),
        new(
            NoFunctions,
            "Executable output with no LambdaFunction annotations",
            "Your project is configured to output an executable and generate a static Main method, but you have not configured any methods "
            + "with the 'LambdaFunction' attribute",
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true),
        new(
            MainExists,
            "static Main method exists",
            "Failed to generate Main method for LambdaGenerateMainAttribute because project already contains Main method. "
            + "Existing Main methods must be removed when using LambdaGenerateMainAttribute attribute.",
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true),
        new(
            InvalidSignature,
            "Invalid Lambda Method Signature",
            "Invalid Lambda method signature encountered: {0}",
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true),
        new(
            HandlerTooLong,
            "Maximum Handler Length Exceeded",
            "The handler string '{0}' exceeds the maximum length of 127 characters. Please trim down your project namespace, class name or "
            + "method name to stay within the character limit.",
            Category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true),
    }.ToDictionary(descriptor => descriptor.Id);

    public static DiagnosticDescriptor ById(string id) => All[id];
}
