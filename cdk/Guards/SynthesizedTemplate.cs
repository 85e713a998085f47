using System.Text.Json;

namespace AiProxy.Cdk.Guards;

/// <summary>A template as CloudFormation will get it, read by type.</summary>
internal sealed class SynthesizedTemplate(JsonElement root)
{
    public JsonElement Root => root;

    /// <summary>The resources of one type: logical id and properties.</summary>
    public IEnumerable<(string Id, JsonElement Properties)> Of(string type) =>
        from resource in root.GetProperty("Resources").EnumerateObject()
        where resource.Value.GetProperty("Type").GetString() == type
        select (resource.Name, Member(resource.Value, "Properties"));

    /// <summary>A resource's properties by its logical id; undefined where there is none.</summary>
    public JsonElement PropertiesOf(string id) =>
        root.GetProperty("Resources").TryGetProperty(id, out JsonElement resource) ? Member(resource, "Properties") : default;

    /// <summary>A member at a path of names, undefined where one of them is missing.</summary>
    public static JsonElement Member(JsonElement value, params string[] path)
    {
        foreach (string name in path)
            value = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) ? member : default;
        return value;
    }

    /// <summary>What a member says, or null where it is no string.</summary>
    public static string? Text(JsonElement value, params string[] path) =>
        Member(value, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether a member is there and <c>true</c>.</summary>
    public static bool IsTrue(JsonElement value, params string[] path) => Member(value, path).ValueKind == JsonValueKind.True;

    /// <summary>The logical id that a reference names (<c>Ref</c>, <c>Fn::GetAtt</c>), or null.</summary>
    public static string? Referred(JsonElement value) =>
        Text(value, "Ref") ?? (Member(value, "Fn::GetAtt") is { ValueKind: JsonValueKind.Array } parts ? parts[0].GetString() : null);

    /// <summary>A value that may be one or a list, as a list; none where it is missing.</summary>
    public static IEnumerable<JsonElement> Many(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => [],
        JsonValueKind.Array => value.EnumerateArray(),
        _ => [value],
    };
}
