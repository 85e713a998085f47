using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.StatesLanguage.Tests.Parsing;

public sealed class SubstitutionTests
{
    private const string Definition = """
        {
          "StartAt": "Call",
          "States": {
            "Call": {
              "Type": "Task", "Resource": "${Arn}", "TimeoutSeconds": ${Seconds},
              "Comment": "é ${Arn}", "End": true, "Oops": 1
            }
          }
        }
        """;

    [Fact]
    public void Parse_ValuesInAndOutsideStrings_AreReplaced()
    {
        var values = new Dictionary<string, string> { ["Arn"] = "arn:aws:lambda:us-east-1:1:function:f", ["Seconds"] = "12" };

        var result = StateMachine.Parse(Definition.Replace(", \"Oops\": 1", "", StringComparison.Ordinal), With(values));

        Assert.Empty(result.Diagnostics);
        Assert.Contains("\"TimeoutSeconds\": 12", result.Machine!.DefinitionText, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ValueWithQuotes_IsEscapedInsideAString()
    {
        var definition = """{"Comment":"${Text}","StartAt":"A","States":{"A":{"Type":"Succeed"}}}""";

        var result = StateMachine.Parse(definition, With(new Dictionary<string, string> { ["Text"] = "say \"hi\"\\" }));

        Assert.Equal("say \"hi\"\\", CommentOf(result));
    }

    [Fact]
    public void Parse_Unresolved_IsADiagnosticWithItsPlace()
    {
        var result = StateMachine.Parse(Definition, With(new Dictionary<string, string> { ["Seconds"] = "1" }));

        var first = result.Diagnostics[0];
        Assert.Equal(DiagnosticCodes.UnresolvedSubstitution, first.Code);
        Assert.Equal("The substitution '${Arn}' has no value", first.Message);
        Assert.Equal((5, 36), (first.Line, first.Column));
        Assert.Equal((6, 21), (result.Diagnostics[1].Line, result.Diagnostics[1].Column));
        Assert.Null(result.Machine);
    }

    [Fact]
    public void Parse_ErrorAfterSubstitutions_HasThePlaceInTheOriginalText()
    {
        var values = new Dictionary<string, string> { ["Arn"] = "arn:aws:lambda:us-east-1:1:function:f", ["Seconds"] = "0" };

        var result = StateMachine.Parse(Definition, With(values));

        var timeout = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Location == "/States/Call/TimeoutSeconds");
        Assert.Equal("Minimum value is 1", timeout.Message);
        Assert.Equal((5, 45), (timeout.Line, timeout.Column));
    }

    [Fact]
    public void Parse_WithoutSubstitutions_LeavesThePlaceholder()
    {
        var result = StateMachine.Parse("""{"Comment":"${Text}","StartAt":"A","States":{"A":{"Type":"Succeed"}}}""");

        Assert.Equal("${Text}", CommentOf(result));
    }

    private static string CommentOf(ParseResult result) =>
        Value.Parse(result.Machine!.DefinitionText).AsObject().TryGetValue("Comment", out var comment) ? comment.AsString() : "";

    private static StateMachineOptions With(Dictionary<string, string> values) => new() { Substitutions = values };
}
