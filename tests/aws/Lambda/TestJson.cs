using System.Text.Json.Serialization;

namespace AiProxy.Lambda.Tests;

public sealed record Input(string Name, int? Count = null);

public sealed record Output(string Text, string? Nothing = null);

public sealed record Kinds(
    DateTime When,
    byte[]? Bytes,
    MemoryStream? Stream,
    [property: JsonPropertyName("custom_name")] string Renamed,
    string? XAmzId2);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper)]
[JsonSerializable(typeof(Input))]
[JsonSerializable(typeof(Output))]
[JsonSerializable(typeof(Kinds))]
public sealed partial class TestJson : JsonSerializerContext;
