namespace AiProxy.Conformance.Tests.Asl;

/// <summary>
/// What known-failures.txt says: under <c>[temporary]</c> what is still to be done, under <c>[permanent]</c> what cannot or should not
/// be; a line is an id, a tab and the reason.
/// </summary>
internal static class KnownFailures
{
    public static readonly IReadOnlyDictionary<string, string> Lines =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Asl", "known-failures.txt"))
            .Where(line => line.Length > 0 && line[0] != '#' && line[0] != '[')
            .Select(line => line.Split('\t', 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
