using System.Collections.Frozen;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Which fields each state type has, and with which query language.</summary>
/// <seealso href="https://states-language.net/#state-type-table"/>
internal static class FieldTable
{
    private static readonly string[] Common = ["Type", "Comment", "QueryLanguage"];

    private static readonly FrozenDictionary<string, StateFieldSet> ByType = new Dictionary<string, StateFieldSet>
    {
        ["Task"] = Set(
            ["Next", "End", "Resource", "TimeoutSeconds", "HeartbeatSeconds", "Credentials", "Retry", "Catch", "Assign"],
            ["Arguments", "Output"],
            ["TimeoutSecondsPath", "HeartbeatSecondsPath", "InputPath", "Parameters", "ResultSelector", "ResultPath", "OutputPath"]),
        ["Pass"] = Set(
            ["Next", "End", "Assign"], ["Output"], ["Result", "Parameters", "InputPath", "ResultPath", "OutputPath"]),
        ["Choice"] = Set(["Choices", "Default", "Assign"], ["Output"], ["InputPath", "OutputPath"]),
        ["Wait"] = Set(
            ["Next", "End", "Seconds", "Timestamp", "Assign"], ["Output"], ["SecondsPath", "TimestampPath", "InputPath", "OutputPath"]),
        ["Succeed"] = Set([], ["Output"], ["InputPath", "OutputPath"]),
        ["Fail"] = Set(["Error", "Cause"], [], ["ErrorPath", "CausePath"]),
        ["Parallel"] = Set(
            ["Next", "End", "Branches", "Retry", "Catch", "Assign"],
            ["Arguments", "Output"],
            ["InputPath", "Parameters", "ResultSelector", "ResultPath", "OutputPath"]),
        ["Map"] = Set(
            [
                "Next", "End", "ItemProcessor", "Iterator", "ItemSelector", "MaxConcurrency", "ToleratedFailureCount",
                "ToleratedFailurePercentage", "Label", "ItemReader", "ItemBatcher", "ResultWriter", "Retry", "Catch", "Assign",
            ],
            ["Items", "Output"],
            [
                "ItemsPath", "Parameters", "MaxConcurrencyPath", "ToleratedFailureCountPath", "ToleratedFailurePercentagePath",
                "InputPath", "ResultSelector", "ResultPath", "OutputPath",
            ]),
    }.ToFrozenDictionary();

    public static IEnumerable<string> Types => ByType.Keys.Order(StringComparer.Ordinal);

    public static StateFieldSet? Find(string type) => ByType.GetValueOrDefault(type);

    private static StateFieldSet Set(string[] both, string[] jsonata, string[] jsonPath) =>
        new(Common.Concat(both).ToFrozenSet(), jsonata.ToFrozenSet(), jsonPath.ToFrozenSet());
}

internal sealed record StateFieldSet(FrozenSet<string> Both, FrozenSet<string> Jsonata, FrozenSet<string> JsonPath);
