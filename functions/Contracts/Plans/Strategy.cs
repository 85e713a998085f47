using System.Text.Json.Serialization;

namespace AiProxy.Contracts.Plans;

/// <summary>How the targets' answers become one. On the wire: <c>first</c>, <c>all</c>, <c>race</c>, <c>vote</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Strategy>))]
public enum Strategy
{
    /// <summary>Targets are asked one after the other; the first good answer is the answer.</summary>
    [JsonStringEnumMemberName("first")] First,

    /// <summary>All targets are asked at once; every good answer becomes a choice.</summary>
    [JsonStringEnumMemberName("all")] All,

    /// <summary>All targets are asked at once; the first good answer wins and the others are cancelled.</summary>
    [JsonStringEnumMemberName("race")] Race,

    /// <summary>All targets are asked at once; the answer most of them gave is the answer.</summary>
    [JsonStringEnumMemberName("vote")] Vote,
}
