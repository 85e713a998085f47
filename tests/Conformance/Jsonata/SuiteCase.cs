using AiProxy.Jsonata.Values;

namespace AiProxy.Conformance.Tests.Jsonata;

/// <summary>A case of the official suite.</summary>
/// <param name="Id">Group, file and, of files with several cases, the index.</param>
/// <param name="Expression">The expression's text.</param>
/// <param name="Definition">The case as it stands in the file.</param>
/// <param name="Dataset">The input the case names.</param>
public sealed record SuiteCase(string Id, string Expression, ObjectValue Definition, Value Dataset)
{
    public Value Get(string key) => Definition.TryGetValue(key, out var value) ? value : default;

    public Value Input => Definition.TryGetValue("data", out var data) ? data : Dataset;
}
