using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>
/// The recordings of refused Map labels have the words of the emulator they were made with. What of them is AWS's, that such a label is
/// refused, with which code and for which field, is asserted here.
/// </summary>
public sealed class LabelTests
{
    [Fact]
    public void Parse_EachLabelRecordedAsRefused_IsRefusedAtTheLabel()
    {
        Assert.SkipWhen(AslCases.Folder is null, "The recorded cases (shared/conformance/asl beside the project) are not here.");
        var cases = AslCases.ById.Values.Where(source => source.Kind == "create_state_machine" && Message(source).StartsWith("Error=ValueError", StringComparison.Ordinal));

        Assert.All(cases, source =>
        {
            var parsed = StateMachine.Parse(source.DefinitionText);
            Assert.Null(parsed.Machine);
            Assert.Equal("InvalidDefinition", source.Expect.GetProperty("exception").GetProperty("Error").GetProperty("Code").GetString());
            var diagnostic = Assert.Single(parsed.Diagnostics);
            Assert.Equal(DiagnosticCodes.InvalidLabelName, diagnostic.Code);
            Assert.Equal("/States/MapState/Label", diagnostic.Location);
        });
    }

    private static string Message(AslCase source) =>
        source.Expect.GetProperty("exception").TryGetProperty("message", out var message) ? message.GetString()! : "";
}
