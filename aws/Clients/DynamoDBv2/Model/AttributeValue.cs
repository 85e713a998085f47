using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>An attribute's value: one of the members is set.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html"/></remarks>
public class AttributeValue
{
    /// <summary>Nothing yet.</summary>
    public AttributeValue()
    {
    }

    /// <summary>A string.</summary>
    public AttributeValue(string? s) => S = s!;

    /// <summary>A set of strings.</summary>
    public AttributeValue(List<string> ss) => SS = ss;

    /// <summary>A string; null where it is another type.</summary>
    public string S { get; set; } = null!;

    /// <summary>A number, as its decimal text; null where it is another type.</summary>
    public string N { get; set; } = null!;

    /// <summary>A set of strings; null where it is another type.</summary>
    public List<string> SS { get; set; } = null!;

    /// <summary>A truth value; null where it is another type.</summary>
    public bool? BOOL { get; set; }

    /// <summary>Whether it is the null value; null where it is another type.</summary>
    public bool? NULL { get; set; }

    internal static AttributeValue Read(JsonElement json) => new()
    {
        S = json.Text("S")!,
        N = json.Text("N")!,
        SS = json.Member("SS") is { } set ? [.. set.EnumerateArray().Select(member => member.GetString()!)] : null!,
        BOOL = json.Flag("BOOL"),
        NULL = json.Flag("NULL"),
    };

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfSet("S", S);
        json.WriteIfSet("N", N);
        if (SS is { Count: > 0 })
        {
            json.WriteStartArray(nameof(SS));
            foreach (var member in SS)
                json.WriteStringValue(member);
            json.WriteEndArray();
        }

        if (BOOL is { } flag)
            json.WriteBoolean(nameof(BOOL), flag);
        if (NULL is { } isNull)
            json.WriteBoolean(nameof(NULL), isNull);
        json.WriteEndObject();
    }
}
