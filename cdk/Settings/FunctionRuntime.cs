using System.Collections.Immutable;
using Amazon.CDK.AWS.Lambda;

namespace AiProxy.Cdk.Settings;

/// <summary>How the functions run, which decides what a published folder must hold.</summary>
/// <param name="Name">Lambda's name of it.</param>
/// <param name="IsManaged">
/// Whether Lambda brings .NET, and the folder holds assemblies; otherwise the folder holds a native <c>bootstrap</c>.
/// </param>
internal sealed record FunctionRuntime(string Name, bool IsManaged)
{
    /// <summary>Lambda's .NET 10; the library at 2.160 does not know it by a constant yet.</summary>
    public static FunctionRuntime DotNet10 { get; } = new("dotnet10", IsManaged: true);

    /// <summary>Amazon Linux 2023 alone, for Native AOT.</summary>
    public static FunctionRuntime ProvidedAl2023 { get; } = new("provided.al2023", IsManaged: false);

    /// <summary>The runtimes that may be chosen.</summary>
    public static ImmutableSortedDictionary<string, FunctionRuntime> ByName { get; } =
        new[] { DotNet10, ProvidedAl2023 }.ToImmutableSortedDictionary(runtime => runtime.Name, runtime => runtime, StringComparer.Ordinal);

    /// <summary>As the construct library takes it.</summary>
    public Runtime ToRuntime() => IsManaged ? new Runtime(Name, RuntimeFamily.DOTNET_CORE) : Runtime.PROVIDED_AL2023;
}
