using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AiProxy.Contracts.Routes;

/// <summary>A provider wire format by name: what <c>format</c> in the routes file may say. The translators are in <c>AiProxy.Providers</c>.</summary>
/// <param name="Name">As the routes file writes it.</param>
/// <param name="DefaultUrl">The base URL of the provider the format is named after, without a trailing slash.</param>
public sealed record WireFormat(string Name, string DefaultUrl)
{
    /// <summary>OpenAI's Chat Completions, and every server that speaks it.</summary>
    public static readonly WireFormat OpenAi = new("openai", "https://api.openai.com/v1");

    /// <summary>Anthropic's Messages.</summary>
    public static readonly WireFormat Anthropic = new("anthropic", "https://api.anthropic.com");

    /// <summary>Google's Gemini generateContent.</summary>
    public static readonly WireFormat Gemini = new("gemini", "https://generativelanguage.googleapis.com");

    /// <summary>All formats.</summary>
    public static readonly ImmutableArray<WireFormat> All = [OpenAi, Anthropic, Gemini];

    private static readonly FrozenDictionary<string, WireFormat> ByName = All.ToFrozenDictionary(format => format.Name);

    /// <summary>The format called <paramref name="name"/>, or null.</summary>
    public static WireFormat? Find(string name) => ByName.GetValueOrDefault(name);
}
