using System.Text.Json;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>A use is told by where it stands.</summary>
public sealed class DefinitionWalkTests
{
    private const string Machine =
        """
        {"Comment":"Retry","StartAt":"A","States":{
          "A":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"B","States":{
            "B":{"Type":"Task","Resource":"arn:r","Retry":[{"ErrorEquals":["E"],"MaxAttempts":1}],"Parameters":{"x.$":"States.Format('{}', $$.Map.Item.Index)"},"End":true}}},
            "ItemReader":{"Resource":"arn:s","ReaderConfig":{"InputType":"CSV"}},"Next":"C"},
          "C":{"Type":"Choice","QueryLanguage":"JSONata","Choices":[{"Condition":"{% $sum($states.input) > 1 %}","Next":"D"}]},
          "D":{"Type":"Choice","Choices":[{"And":[{"Not":{"Variable":"$.x","IsNull":true}}],"Next":"A"}]}}}
        """;

    [Theory]
    [InlineData(Places.TopLevel, "Comment", true)]
    [InlineData(Places.TopLevel, "Retry", false)]
    [InlineData("Task", "Retry", true)]
    [InlineData("Map", "Retry", false)]
    [InlineData(Places.Retrier, "MaxAttempts", true)]
    [InlineData(Places.Catcher, "ErrorEquals", false)]
    [InlineData(Places.Error, "E", true)]
    [InlineData(Places.ItemProcessor, "ProcessorConfig", true)]
    [InlineData(Places.ProcessorConfig, "Mode", true)]
    [InlineData(Places.ItemReader, "Resource", true)]
    [InlineData(Places.InputType, "CSV", true)]
    [InlineData(Places.Resource, "arn:r", true)]
    [InlineData(Places.ChoiceRule, "IsNull", true)]
    [InlineData(Places.ChoiceRule, "Condition", true)]
    [InlineData(Places.Intrinsic, "States.Format", true)]
    [InlineData(Places.Function, "sum", true)]
    [InlineData(Places.Context, "Map.Item.Index", true)]
    public void Uses_OfAMachine_AreWhereTheyStand(string place, string name, bool expected)
    {
        using var definition = JsonDocument.Parse(Machine);

        Assert.Equal(expected, DefinitionWalk.Uses(definition.RootElement).Contains(new CaseUse(place, name)));
    }
}
