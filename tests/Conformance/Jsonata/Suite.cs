using AiProxy.Jsonata.Values;

namespace AiProxy.Conformance.Tests.Jsonata;

/// <summary>The official JSONata test suite, read once.</summary>
internal static class Suite
{
    private static readonly Lazy<Dictionary<string, SuiteCase>> Loaded = new(Load);

    /// <summary>Why the suite cannot run; null if it can.</summary>
    public static string? Missing { get; } = SharedFolder.Find(SharedFolder.Jsonata) is null
        ? "There is no shared/conformance/jsonata above the test assembly; the JSONata suite is skipped."
        : null;

    public static IReadOnlyDictionary<string, SuiteCase> Cases => Loaded.Value;

    private static Dictionary<string, SuiteCase> Load()
    {
        var cases = new Dictionary<string, SuiteCase>(StringComparer.Ordinal);
        var root = SharedFolder.Find(SharedFolder.Jsonata);
        if (root is null)
        {
            return cases;
        }

        var datasets = Directory.GetFiles(Path.Combine(root, "datasets"), "*.json")
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), ReadJson, StringComparer.Ordinal);
        foreach (var folder in Directory.GetDirectories(Path.Combine(root, "groups")).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                Add(folder, file, datasets, cases);
            }
        }

        return cases;
    }

    private static void Add(string folder, string file, Dictionary<string, Value> datasets, Dictionary<string, SuiteCase> cases)
    {
        var content = ReadJson(file);
        var several = content.Kind == ValueKind.Array;
        var definitions = several ? content.AsArray() : ArrayValue.Create([content]);
        for (var i = 0; i < definitions.Count; i++)
        {
            var definition = definitions[i].AsObject();
            var id = $"{Path.GetFileName(folder)}/{Path.GetFileNameWithoutExtension(file)}{(several ? $"#{i}" : string.Empty)}";
            var expression = definition.TryGetValue("expr-file", out var name)
                ? File.ReadAllText(Path.Combine(folder, name.AsString()))
                : definition.TryGetValue("expr", out var text) ? text.AsString() : throw new InvalidDataException(id);
            var dataset = definition.TryGetValue("dataset", out var key) && key.Kind == ValueKind.String
                ? datasets[key.AsString()]
                : default;
            cases.Add(id, new SuiteCase(id, expression, definition, dataset));
        }
    }

    private static Value ReadJson(string file)
    {
        var bytes = File.ReadAllBytes(file).AsSpan();
        return Value.Parse(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
    }
}
