namespace AiProxy.Conformance.Tests.Jsonata;

/// <summary>Cases that are known to fail, with the reason. A listed case that passes fails the build, so the list only shrinks.</summary>
internal static class KnownFailures
{
    private static readonly Lazy<Dictionary<string, string>> Loaded = new(() => File
        .ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Jsonata", "known-failures.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.Split('\t', 2))
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal));

    public static IReadOnlyDictionary<string, string> Reasons => Loaded.Value;
}
