namespace AiProxy.Conformance.Tests.Asl;

/// <summary>
/// What known-failures.txt says: an id, <c>kind=...</c> (nothing runs these yet) or <c>diagnostic=...</c> (the definition gets a diagnostic
/// with this code), a tab, and the reason.
/// </summary>
internal static class KnownFailures
{
    public static readonly IReadOnlyDictionary<string, string> Lines =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Asl", "known-failures.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t', 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    /// <summary>The key of the line that is about a case, if any.</summary>
    public static string? Find(AslCase source, AslVerdict verdict)
    {
        IEnumerable<string> keys = [source.Id, $"kind={source.Kind}", .. verdict.DiagnosticCodes.Select(code => $"diagnostic={code}")];
        return keys.FirstOrDefault(Lines.ContainsKey);
    }
}
