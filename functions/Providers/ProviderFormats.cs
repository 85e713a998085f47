using System.Collections.Frozen;

namespace AiProxy.Providers;

/// <summary>The formats there are, by name.</summary>
public static class ProviderFormats
{
    private static readonly FrozenDictionary<string, IProviderFormat> ByName =
        ((IEnumerable<IProviderFormat>)[]).ToFrozenDictionary(format => format.Name);

    /// <summary>All names, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The format called <paramref name="name"/>, or null.</summary>
    public static IProviderFormat? Find(string name) => ByName.GetValueOrDefault(name);
}
