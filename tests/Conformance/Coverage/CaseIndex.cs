using System.Text.Json;
using AiProxy.Conformance.Tests.Asl;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>Which recorded cases use what.</summary>
internal sealed class CaseIndex
{
    private readonly ILookup<CaseUse, AslCase> _byUse;

    public CaseIndex(IEnumerable<AslCase> cases) =>
        _byUse = cases.SelectMany(source => Uses(source).Select(use => (use, source))).ToLookup(pair => pair.use, pair => pair.source);

    /// <summary>Everything that is used in a place, by name.</summary>
    public IEnumerable<string> Names(string place) =>
        _byUse.Select(group => group.Key).Where(use => use.Place == place).Select(use => use.Name).Order(StringComparer.Ordinal);

    public IReadOnlyList<AslCase> Find(string place, string name) => [.. _byUse[new CaseUse(place, name)]];

    public IReadOnlyList<AslCase> Find(string place, Func<string, bool> isMeant) =>
        [.. _byUse.Where(group => group.Key.Place == place && isMeant(group.Key.Name)).SelectMany(group => group).Distinct()];

    private static HashSet<CaseUse> Uses(AslCase source)
    {
        var uses = new HashSet<CaseUse>();
        try
        {
            using var definition = JsonDocument.Parse(source.DefinitionText);
            uses.UnionWith(DefinitionWalk.Uses(definition.RootElement));
        }
        catch (JsonException)
        {
            // A definition that is not JSON uses nothing.
        }

        if (source.Expect.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String)
        {
            uses.Add(new CaseUse(Places.Error, error.GetString()!));
        }

        if (source.Expect.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in events.EnumerateArray())
            {
                uses.Add(new CaseUse(Places.Event, item.GetProperty("type").GetString()!));
                if (item.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Object
                    && details.TryGetProperty("error", out var raised) && raised.ValueKind == JsonValueKind.String)
                {
                    uses.Add(new CaseUse(Places.Error, raised.GetString()!));
                }
            }
        }

        return uses;
    }
}
