using System.Text.Json;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>A recording is changed only by its age, and only where AWS is known to have changed.</summary>
public sealed class RecordingAgeTests
{
    private const string Events = """[{"type":"MapRunStarted","id":4,"prev":3},{"type":"MapRunSucceeded","id":5,"prev":4},{"type":"MapStateExited","id":7,"prev":5}]""";

    [Theory]
    [InlineData("19-06-2024, 12:38:58", 4)]
    [InlineData("13-11-2024, 15:09:11", 5)]
    public void BringUpToDate_MapExitAfterTheRun_IsMovedInOldRecordingsOnly(string recorded, int previous)
    {
        var result = Changed($$$"""{"recorded":"{{{recorded}}}","expect":{"events":{{{Events}}} } }""");

        Assert.Equal(previous, result.GetProperty("expect").GetProperty("events")[2].GetProperty("prev").GetInt32());
    }

    [Theory]
    [InlineData("24-10-2023, 17:18:16", true)]
    [InlineData("15-07-2024, 12:59:18", false)]
    public void BringUpToDate_ContextObjectWithoutRedriveCount_GetsOneInOldRecordingsOnly(string recorded, bool expected)
    {
        var result = Changed($$$"""{"recorded":"{{{recorded}}}","expect":{"output":{"Execution":{"RoleArn":"r"},"StateMachine":{} } } }""");

        Assert.Equal(expected, result.GetProperty("expect").GetProperty("output").GetProperty("Execution").TryGetProperty("RedriveCount", out _));
    }

    [Theory]
    [InlineData("""{"x":1}""", "<date>")]
    [InlineData("""{"x":"date"}""", "date")]
    public void BringUpToDate_TheWordDate_IsATimeUnlessTheCaseHasTheWordItself(string input, string expected)
    {
        var result = Changed($$$"""{"input":{{{input}}} ,"expect":{"output":{"at":["date"]} } }""");

        Assert.Equal(expected, result.GetProperty("expect").GetProperty("output").GetProperty("at")[0].GetString());
        Assert.Equal(expected == "<date>", result.TryGetProperty("wildcards", out _));
    }

    private static JsonElement Changed(string source) => RecordingAge.BringUpToDate(JsonDocument.Parse(source).RootElement);
}
