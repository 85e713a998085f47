using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>
/// Two recordings have the word "date" where a time stood, and do not list it as a placeholder: nothing can match them. With the word
/// listed, the engine does all else as recorded.
/// </summary>
public sealed class UnlistedTimeTests
{
    private const string Word = "date";

    public static TheoryData<string> Ids =>
    [
        "assign/assign_reference_variables.test_reference_assign[BASE_REFERENCE_IN_WAIT]",
        "map_distributed/base_scenarios.test_map_item_batching_base_json_max_per_batch_jsonata",
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case_WithTheWordListed_DoesAsRecordedOnAws(string id)
    {
        Assert.SkipWhen(AslCases.Folder is null, "The recorded cases (shared/conformance/asl beside the project) are not here.");
        var source = JsonObject.Create(AslCases.ById[id].Element.Clone())!;
        var wildcards = source["wildcards"]?.AsArray() ?? [];
        source["wildcards"] = new JsonArray([.. wildcards.Select(token => token!.DeepClone()), Word]);

        var mismatches = AslRunner.Run(new AslCase(JsonDocument.Parse(source.ToJsonString()).RootElement));

        Assert.Empty(mismatches);
    }
}
