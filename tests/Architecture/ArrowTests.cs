using System.Reflection;

namespace AiProxy.Architecture.Tests;

/// <summary>The arrows between assemblies run one way (docs: README, "How it is built"); read from what was built, not from project files.</summary>
public sealed class ArrowTests
{
    private const string Ours = "AiProxy.";

    private static readonly string[] Aws = ["AiProxy.Aws.Lambda", "AiProxy.Aws.Powertools", "AiProxy.Aws.Clients"];

    /// <summary>Each assembly, and which of ours it may reference.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "AiProxy.Jsonata", [] },
        { "AiProxy.StatesLanguage", ["AiProxy.Jsonata"] },
        { "AiProxy.Contracts", [] },
        { "AiProxy.Providers", ["AiProxy.Contracts"] },
        { "AiProxy.Storage", ["AiProxy.Contracts", .. Aws] },
        { "AiProxy.Validate", ["AiProxy.Contracts", "AiProxy.Storage", .. Aws] },
        { "AiProxy.Transform", ["AiProxy.Contracts", "AiProxy.Providers", "AiProxy.Storage", .. Aws] },
        { "AiProxy.CallProvider", ["AiProxy.Contracts", "AiProxy.Providers", "AiProxy.Storage", .. Aws] },
        { "AiProxy.Merge", ["AiProxy.Contracts", "AiProxy.Storage", .. Aws] },
        { "AiProxy.Gateway", ["AiProxy.Contracts", "AiProxy.Storage", .. Aws] },
        { "AiProxy.Simulators", [] },
        { "AiProxy.LocalServices", [] },
        { "AiProxy.Aws.Lambda", [] },
        { "AiProxy.Aws.Clients", [] },
        { "AiProxy.Aws.Powertools", ["AiProxy.Aws.Clients", "AiProxy.Aws.Lambda"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void Assembly_References_PointOneWay(string assembly, string[] allowed)
    {
        IEnumerable<string> references = ReferencesOf(assembly).Where(name => name.StartsWith(Ours, StringComparison.Ordinal));
        Assert.Empty(references.Except(allowed));
    }

    [Theory]
    [InlineData("AiProxy.Jsonata")]
    [InlineData("AiProxy.StatesLanguage")]
    public void Engine_References_KnowNothingOfAwsAndWeb(string assembly)
    {
        string[] foreign = ["Amazon", "AWSSDK", "AWS.", "Microsoft.AspNetCore", "Microsoft.Extensions", "OpenAI"];
        Assert.DoesNotContain(ReferencesOf(assembly), name => foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void Assemblies_OfOurs_AreAllInTheTable()
    {
        IEnumerable<string> built = Directory.EnumerateFiles(AppContext.BaseDirectory, Ours + "*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .OfType<string>()
            .Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal) && name != "AiProxy.Host");
        Assert.Equal(Arrows.Select(row => row.Data.Item1).Order(StringComparer.Ordinal), built.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> ReferencesOf(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!);
}
