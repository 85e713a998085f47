using System.Text.Json;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>One recorded case; see the README beside the recordings.</summary>
internal sealed class AslCase(JsonElement element)
{
    public string Id { get; } = element.GetProperty("id").GetString()!;

    public string Group { get; } = element.GetProperty("group").GetString()!;

    public string Kind { get; } = element.GetProperty("kind").GetString()!;

    public JsonElement Expect => element.GetProperty("expect");

    public bool IsExpress =>
        Text("type") == "EXPRESS"
        || (element.TryGetProperty("request", out var request) && request.TryGetProperty("type", out var type) && type.ValueEquals("EXPRESS"));

    public string DefinitionText => Text("definitionText") ?? element.GetProperty("definition").GetRawText();

    public string Input => element.TryGetProperty("input", out var input) ? input.GetRawText() : "{}";

    public string? EventsMode => Text("eventsMode");

    public IReadOnlySet<string> Wildcards =>
        element.TryGetProperty("wildcards", out var wildcards) && wildcards.ValueKind == JsonValueKind.Array
            ? wildcards.EnumerateArray().Select(token => token.GetString()!).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>();

    public JsonElement? Mocks => element.TryGetProperty("mocks", out var mocks) ? mocks : null;

    private string? Text(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
