using System.Collections.Frozen;
using AiProxy.Providers.Anthropic;
using AiProxy.Providers.Gemini;
using AiProxy.Providers.OpenAi;

namespace AiProxy.Providers;

/// <summary>The formats there are, by name.</summary>
public static class ProviderFormats
{
    private static readonly FrozenDictionary<string, IProviderFormat> ByName =
        new IProviderFormat[] { new OpenAiFormat(), new AnthropicFormat(), new GeminiFormat() }.ToFrozenDictionary(format => format.Name);

    /// <summary>All names, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The format called <paramref name="name"/>, or null.</summary>
    public static IProviderFormat? Find(string name) => ByName.GetValueOrDefault(name);
}
