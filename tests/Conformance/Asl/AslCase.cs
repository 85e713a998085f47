using System.Globalization;
using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>One recorded case; see the README beside the recordings.</summary>
internal sealed class AslCase(JsonElement element)
{
    public string Id { get; } = element.GetProperty("id").GetString()!;

    public string Group { get; } = element.GetProperty("group").GetString()!;

    public string Source => Text("source") ?? "";

    public string Kind { get; } = element.GetProperty("kind").GetString()!;

    /// <summary>When AWS was recorded: the engine has to do as the service did then.</summary>
    public DateTime Recorded =>
        DateTime.TryParseExact(Text("recorded"), "dd-MM-yyyy, HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : DateTime.MaxValue;

    public JsonElement Expect => element.GetProperty("expect");

    public bool IsExpress =>
        Text("type") == "EXPRESS"
        || (element.TryGetProperty("request", out var request) && request.TryGetProperty("type", out var type) && type.ValueEquals("EXPRESS"));

    public string DefinitionText => Text("definitionText") ?? element.GetProperty("definition").GetRawText();

    public string Input => element.TryGetProperty("input", out var input) ? input.GetRawText() : "{}";

    /// <summary>The definition and what came of it, without blanks between the parts, for searching.</summary>
    public string Compact { get; } = Compacted(element);

    public string? EventsMode => Text("eventsMode");

    public IReadOnlySet<string> Wildcards =>
        element.TryGetProperty("wildcards", out var wildcards) && wildcards.ValueKind == JsonValueKind.Array
            ? wildcards.EnumerateArray().Select(token => token.GetString()!).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>();

    public JsonElement? Lambdas => element.TryGetProperty("lambdas", out var lambdas) ? lambdas : null;

    public JsonElement Element => element;

    /// <summary>The objects in S3.</summary>
    public IEnumerable<JsonElement> Objects =>
        element.TryGetProperty("fixtures", out var fixtures) && fixtures.TryGetProperty("s3", out var objects) ? objects.EnumerateArray() : [];

    /// <summary>The activities that had a worker.</summary>
    public IEnumerable<string> Activities =>
        Mocks is { } mocks ? mocks.EnumerateObject().Select(mock => mock.Name).Where(name => name.Contains(":activity:", StringComparison.Ordinal)) : [];

    /// <summary>What the worker called itself, if it did.</summary>
    public string? WorkerName =>
        element.TryGetProperty("fixtures", out var fixtures) && fixtures.TryGetProperty("helpers", out var helpers)
            ? helpers.EnumerateArray()
                .Select(helper => Descend(helper, "kw", "template", "States", "GetActivityTask", "Parameters", "WorkerName"))
                .FirstOrDefault(name => name is not null)
            : null;

    /// <summary>The state whose task an activity's worker does.</summary>
    public string ActivityState(string activityArn) =>
        Mocks!.Value.GetProperty(activityArn)[0].GetProperty("state").GetString()!;

    public JsonElement? Mocks => element.TryGetProperty("mocks", out var mocks) ? mocks : null;

    private string? Text(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Compacted(JsonElement element)
    {
        var parts = element.EnumerateObject().Where(member => member.Name is "definition" or "expect");
        return string.Concat(parts.Select(member => Value.Parse(member.Value.GetRawText()).ToJson()));
    }

    private static string? Descend(JsonElement value, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value.GetString();
    }
}
