using System.Text.Json;

namespace AiProxy.Cdk.Tests;

/// <summary>One statement of a policy. A resource is its text, with each reference written as <c>{LogicalId}</c>.</summary>
internal sealed record Statement(IReadOnlyList<string> Actions, IReadOnlyList<string> Resources)
{
    public const string StateMachine = "StateMachine";

    /// <summary>Whether an action of <paramref name="service"/> is among these.</summary>
    public bool IsOf(string service) => Actions.Any(action => action.StartsWith(service + ":", StringComparison.Ordinal));

    public static Statement Read(JsonElement statement)
    {
        Assert.Equal("Allow", statement.GetProperty("Effect").GetString());
        IEnumerable<string> actions = Many(statement.GetProperty("Action")).Select(action => action.GetString()!);
        return new([.. actions], [.. Many(statement.GetProperty("Resource")).Select(TextOf)]);
    }

    private static JsonElement[] Many(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    /// <summary>A text of the template with each reference written as <c>{LogicalId}</c>.</summary>
    public static string TextOf(JsonElement resource)
    {
        if (resource.ValueKind == JsonValueKind.String)
            return resource.GetString()!;
        JsonProperty function = resource.EnumerateObject().Single();
        return function.Name switch
        {
            "Ref" => $"{{{function.Value.GetString()}}}",
            "Fn::GetAtt" => $"{{{function.Value[0].GetString()}}}",
            "Fn::Join" => string.Join(function.Value[0].GetString(), function.Value[1].EnumerateArray().Select(TextOf)),
            _ => throw new NotSupportedException($"A resource made by {function.Name}."),
        };
    }
}
